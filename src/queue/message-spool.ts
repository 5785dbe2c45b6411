/**
 * Where bodies lie, and the one moment at which a message becomes Postern's responsibility.
 * `store/spool/` implements it: small messages share an append-only segment and its flush, large ones have a file each.
 */
import type { AcceptedMessage } from './accepted-message.ts';

export interface MessageSpool {
  /** Begins a message. Nothing of it is visible, and nothing is kept after a crash, before `commit` resolves. */
  open(): BodyWriter;
  /** The stored message, header first, in chunks of bounded size. Throws `AppError('body-missing')` where it is gone. */
  read(messageId: string): AsyncIterable<Buffer>;
}

export interface BodyWriter {
  /** Octets written so far. */
  readonly sizeBytes: number;
  /** Takes a chunk (copied if kept). A promise means: wait for it before the next one, the disk is behind. */
  write(chunk: Uint8Array): undefined | Promise<void>;
  /**
   * Puts `prefix` (trace fields, added header fields; CRLF-terminated lines) before what was written, and makes body, envelope
   * and trace durable. Resolves after the flush that covers them; messages that wait together share one flush.
   * Rejects with `AppError('storage-full')` or `AppError('storage-failed')`; then nothing was accepted.
   */
  commit(message: AcceptedMessage, prefix: Uint8Array): Promise<void>;
  /** Forgets everything written. Safe to call twice, and after a failed commit. */
  abort(): void;
}
