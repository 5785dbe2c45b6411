/** One body on its way in: small ones stay in memory until they are committed, large ones go to a file of their own. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import { storageError } from '../../lib/storage-error.ts';
import type { AcceptedMessage } from '../../queue/accepted-message.ts';
import type { BodyWriter } from '../../queue/message-spool.ts';
import { encodeRecord } from './segment-record.ts';
import { type SegmentWriter, syncDirectory } from './segment-writer.ts';

/** A body that outgrows this leaves memory. */
const inMemoryBytes = 256 * 1024;
/** Octets that are gathered for one write to the file. */
const fileChunkBytes = 256 * 1024;

export class SpoolBodyWriter implements BodyWriter {
  readonly #segments: SegmentWriter;
  readonly #largeDirectory: string;
  readonly #hasRoom: () => boolean;
  /** Of the file of a large body; empty for a small one. */
  #name = '';
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #file: FileHandle | null = null;
  #fileBytes = 0;
  #aborted = false;
  /** Writes to the file, one after the other; once one has failed, so have all that follow, and the commit. */
  #spilling: Promise<void> = Promise.resolve();
  sizeBytes = 0;

  /** `hasRoom`: whether one message more may be accepted. */
  constructor(segments: SegmentWriter, largeDirectory: string, hasRoom: () => boolean) {
    this.#segments = segments;
    this.#largeDirectory = largeDirectory;
    this.#hasRoom = hasRoom;
  }

  write(chunk: Uint8Array): undefined | Promise<void> {
    if (this.#aborted) return undefined;
    this.#held.push(keepable(chunk));
    this.#heldBytes += chunk.length;
    this.sizeBytes += chunk.length;
    const limit = this.#file === null ? inMemoryBytes : fileChunkBytes;
    return this.#heldBytes > limit ? this.#spillNext() : undefined;
  }

  async commit(message: AcceptedMessage, prefix: Uint8Array): Promise<void> {
    if (this.#aborted) throw new AppError('storage-failed', { reason: 'the message was given up' });
    if (!this.#hasRoom()) throw new AppError('store-busy', { reason: 'too many messages wait for the tables' });
    await this.#spilling;
    if (this.#file === null) {
      const metadata = { message, large: null };
      const sizeBytes = prefix.length + this.sizeBytes;
      await this.#segments.append(encodeRecord(metadata, [prefix, ...this.#held]), { metadata, sizeBytes });
    } else {
      await this.#finishFile(this.#file);
      const large = { file: this.#name, sizeBytes: this.#fileBytes };
      const metadata = { message, large };
      const sizeBytes = prefix.length + this.sizeBytes;
      await this.#segments.append(encodeRecord(metadata, [prefix]), { metadata, sizeBytes });
    }
    this.#aborted = true;
    this.#held = [];
  }

  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#held = [];
    void this.#spilling.then(
      () => this.#removeFile(),
      () => this.#removeFile(),
    );
  }

  async #removeFile(): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    await file.close().catch(() => undefined);
    await unlink(this.#part).catch(() => undefined);
  }

  #spillNext(): Promise<void> {
    this.#spilling = this.#spilling.then(() => this.#spill());
    this.#spilling.catch(() => undefined);
    return this.#spilling;
  }

  get #part(): string {
    return join(this.#largeDirectory, `${this.#name}.part`);
  }

  async #spill(): Promise<void> {
    const pieces = this.#held;
    const bytes = this.#heldBytes;
    this.#held = [];
    this.#heldBytes = 0;
    if (this.#name === '') this.#name = randomBytes(12).toString('hex');
    try {
      this.#file ??= await open(this.#part, 'wx', 0o600);
      await writeAll(this.#file, pieces);
      this.#fileBytes += bytes;
    } catch (cause) {
      throw storageError(cause);
    }
  }

  async #finishFile(file: FileHandle): Promise<void> {
    try {
      if (this.#heldBytes > 0) await this.#spill();
      await file.datasync();
      await file.close();
      this.#file = null;
      await rename(this.#part, join(this.#largeDirectory, this.#name));
      await syncDirectory(this.#largeDirectory);
      this.#segments.flushes += 2;
    } catch (cause) {
      throw storageError(cause);
    }
  }
}

/** A piece that may be held for a while: a short view must not keep the whole of a socket's buffer alive. */
function keepable(chunk: Uint8Array): Uint8Array {
  return chunk.length * 4 < chunk.buffer.byteLength ? Buffer.from(chunk) : chunk;
}

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev(pieces);
  const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0);
  // A disk that is nearly full takes a part.
  if (bytesWritten < wanted) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}
