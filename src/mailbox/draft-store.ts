/** What drafts need of a store. `store/drafts/` implements it. */
import type { Draft, DraftAttachment, DraftLimits, UploadSession } from './draft.ts';
import type { MailMessage } from './mail-message.ts';

/** `full`: a limit of the mailbox stands in the way. */
export type Kept = 'kept' | 'full';

export interface DraftPage {
  /** Only those below this one in the order of the list; null: from the newest. */
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

export type NewUpload = Omit<UploadSession, 'receivedBytes' | 'file'>;

export interface DraftStore {
  add(draft: Omit<Draft, 'attachments'>, limits: DraftLimits): Promise<Kept>;
  find(userId: string, id: string): Promise<Draft | null>;
  /** Newest first, by when they were made. */
  list(userId: string, page: DraftPage): Promise<Draft[]>;
  count(userId: string): Promise<number>;
  /** `full` also where the draft has gone meanwhile. */
  update(
    draft: Pick<Draft, 'id' | 'userId'>,
    message: MailMessage,
    at: number,
    limits: Pick<DraftLimits, 'bytes'>,
  ): Promise<Kept>;
  /** With its attachments and uploads. */
  remove(id: string): Promise<void>;
  /** The octets are durable when it resolves. */
  addAttachment(
    draft: Draft,
    attachment: Omit<DraftAttachment, 'file'>,
    octets: Buffer,
    limits: DraftLimits,
  ): Promise<Kept>;
  removeAttachment(draftId: string, attachmentId: string): Promise<void>;
  /** Where the octets of an attachment lie. */
  pathOf(file: string): string;

  openUpload(session: NewUpload, limits: DraftLimits): Promise<Kept>;
  findUpload(tokenHash: string): Promise<UploadSession | null>;
  /** Writes a piece behind what is there; how many octets. It counts only once `advanceUpload` says so. */
  writePiece(session: UploadSession, octets: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<number>;
  advanceUpload(tokenHash: string, receivedBytes: number, expiresAt: number): Promise<void>;
  /** The upload becomes an attachment, durably; false: it has been cancelled meanwhile. */
  finishUpload(session: UploadSession, attachment: DraftAttachment): Promise<boolean>;
  cancelUpload(session: UploadSession): Promise<void>;

  /** Removes uploads that have run out, drafts older than `draftsBefore`, and files that nothing names. */
  purge(now: number, draftsBefore: number): Promise<void>;
}
