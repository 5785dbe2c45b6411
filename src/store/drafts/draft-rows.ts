/** Drafts, attachments and uploads, from rows of the database and to them. */
import type { Draft, DraftAttachment, UploadSession } from '../../mailbox/draft.ts';
import type { AttachmentFacts, MailMessage } from '../../mailbox/mail-message.ts';
import type { Row, Statement } from '../sqlite/database.ts';

/** The octets of a mailbox (`?1`): drafts, attachments, and what the uploads under way will be. */
export const bytesHeld = `((SELECT coalesce(sum(size_bytes), 0) FROM draft WHERE user_id = ?1)
  + (SELECT coalesce(sum(size_bytes), 0) FROM draft_attachment WHERE user_id = ?1)
  + (SELECT coalesce(sum(size_bytes), 0) FROM upload_session WHERE user_id = ?1))`;

/**
 * Whether a mailbox (`?1`) has room for so many octets more (`?2`) within its limit (`?3`). It stands in the statement that
 * adds them, so that two requests at once cannot both take the last of it.
 */
export const bytesFit = `${bytesHeld} + ?2 <= ?3`;

/** Attachments that a draft (`?6`) has or will have. */
export const attachmentsHeld = `((SELECT count(*) FROM draft_attachment WHERE draft_id = ?6)
  + (SELECT count(*) FROM upload_session WHERE draft_id = ?6))`;

export function attachmentsOf(draftIds: readonly string[]): Statement {
  return {
    sql: 'SELECT * FROM draft_attachment WHERE draft_id IN (SELECT value FROM json_each(?)) ORDER BY added_at, rowid',
    parameters: [JSON.stringify(draftIds)],
  };
}

export function draftOf(row: Row, parts: readonly Row[]): Draft {
  return {
    id: String(row['id']),
    userId: String(row['user_id']),
    createdAt: Number(row['created_at']),
    modifiedAt: Number(row['modified_at']),
    message: JSON.parse(String(row['message'])) as MailMessage,
    attachments: parts.filter((part) => part['draft_id'] === row['id']).map(attachmentOf),
  };
}

function attachmentOf(row: Row): DraftAttachment {
  return {
    ...(JSON.parse(String(row['facts'])) as AttachmentFacts),
    id: String(row['id']),
    sizeBytes: Number(row['size_bytes']),
    file: String(row['file']),
    addedAt: Number(row['added_at']),
  };
}

/** What is kept of an attachment beside its octets, as JSON. */
export function factsOf({ name, contentType, isInline, contentId }: AttachmentFacts): string {
  return JSON.stringify({ name, contentType, isInline, contentId } satisfies AttachmentFacts);
}

export function uploadOf(row: Row): UploadSession {
  return {
    tokenHash: String(row['token_hash']),
    draftId: String(row['draft_id']),
    userId: String(row['user_id']),
    attachment: JSON.parse(String(row['facts'])) as AttachmentFacts,
    sizeBytes: Number(row['size_bytes']),
    receivedBytes: Number(row['received_bytes']),
    file: String(row['file']),
    expiresAt: Number(row['expires_at']),
  };
}
