/** A message that somebody is still writing. */
import type { AttachmentFacts, MailMessage } from './mail-message.ts';

export interface DraftAttachment extends AttachmentFacts {
  readonly id: string;
  readonly sizeBytes: number;
  /** Name of the file with its octets. */
  readonly file: string;
  readonly addedAt: number;
}

export interface Draft {
  /** Sixteen upper-case hex digits. */
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly message: MailMessage;
  readonly attachments: readonly DraftAttachment[];
}

/** An attachment on its way, piece by piece. */
export interface UploadSession {
  /** What is kept of the token in its address. */
  readonly tokenHash: string;
  readonly draftId: string;
  readonly userId: string;
  readonly attachment: AttachmentFacts;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  readonly file: string;
  readonly expiresAt: number;
}

/** What one mailbox may keep. */
export interface DraftLimits {
  readonly drafts: number;
  /** Of all its drafts, with their attachments and the uploads under way. */
  readonly bytes: number;
  readonly attachmentsPerDraft: number;
  readonly uploads: number;
}
