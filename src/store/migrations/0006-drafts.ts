/** Drafts, their attachments and uploads; and the Inbox, which names the captured messages of a mailbox. */
export const drafts = `
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  message TEXT NOT NULL,
  size_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_of_user ON draft (user_id, created_at);
CREATE INDEX draft_by_age ON draft (modified_at);

CREATE TABLE draft_attachment (
  id TEXT PRIMARY KEY,
  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  facts TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  file TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_attachment_of_draft ON draft_attachment (draft_id, added_at);
CREATE INDEX draft_attachment_of_user ON draft_attachment (user_id);

CREATE TABLE upload_session (
  token_hash TEXT PRIMARY KEY,
  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  facts TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  received_bytes INTEGER NOT NULL,
  file TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_session_of_draft ON upload_session (draft_id);
CREATE INDEX upload_session_of_user ON upload_session (user_id);
CREATE INDEX upload_session_by_end ON upload_session (expires_at);

-- A captured message in the mailbox of somebody it was for.
CREATE TABLE inbox_item (
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  accepted_at INTEGER NOT NULL,
  message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, accepted_at, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_item_of_message ON inbox_item (message_id);
`;
