/** The first shape of the database. */
export const initial = `
CREATE TABLE tenant (id TEXT PRIMARY KEY, domain TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenant (id),
  user_principal_name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  verifiers TEXT
) STRICT;

-- Principal names and aliases: one address belongs to one mailbox.
CREATE TABLE address (address TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL) STRICT;
CREATE INDEX address_of_user ON address (user_id, ordinal);

CREATE TABLE send_as (
  mailbox_user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  trustee_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  PRIMARY KEY (trustee_id, mailbox_user_id)
) STRICT;

CREATE TABLE app_password (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  verifiers TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX app_password_of_user ON app_password (user_id);

CREATE TABLE setting (
  scope TEXT NOT NULL,
  scope_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (scope, scope_id, name)
) STRICT;

-- Every change of a setting, never altered: null stands for the default.
CREATE TABLE setting_change (
  scope TEXT NOT NULL,
  scope_id TEXT NOT NULL,
  name TEXT NOT NULL,
  before TEXT,
  after TEXT,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  tenant_id TEXT,
  login TEXT NOT NULL,
  outcome TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_of_session ON sign_in (session_id);
CREATE INDEX sign_in_by_time ON sign_in (at);

CREATE TABLE refusal (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
CREATE INDEX refusal_of_session ON refusal (session_id);
CREATE INDEX refusal_by_time ON refusal (at);

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  accepted_at INTEGER NOT NULL,
  tenant_id TEXT NOT NULL,
  user_id TEXT,
  size_bytes INTEGER NOT NULL,
  message TEXT NOT NULL,
  sent_items_until INTEGER,
  segment INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  -- The file with the rest of a large body.
  large TEXT
) STRICT;
CREATE INDEX message_by_time ON message (accepted_at);
CREATE INDEX message_of_user ON message (user_id, accepted_at);
CREATE INDEX message_of_segment ON message (segment);

CREATE TABLE recipient (
  message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  state_name TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  -- When a worker may take it: the next attempt, or the end of the lease; null: never by itself.
  due_at INTEGER,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (message_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipient_due ON recipient (due_at) WHERE due_at IS NOT NULL;

-- How far the segments have been read into these tables.
CREATE TABLE indexed (only INTEGER PRIMARY KEY CHECK (only = 0), segment INTEGER NOT NULL, offset INTEGER NOT NULL) STRICT;
INSERT INTO indexed VALUES (0, 0, 0);
`;
