/** Appends records to the current segment. All that wait while one flush runs share the next (group commit). */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import { storageError } from '../../lib/storage-error.ts';
import type { RecordMetadata } from './segment-record.ts';

export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** What a record is about, handed on to whoever indexes it. */
export interface RecordContent {
  readonly metadata: RecordMetadata;
  /** Octets of the whole message. */
  readonly sizeBytes: number;
}

interface Waiting {
  readonly record: Buffer;
  readonly content: RecordContent;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: AppError) => void;
}

/** A segment that has grown so large is left for a new one. */
const segmentBytes = 64 * 1024 * 1024;
/** Octets of one write; what is more waits for the next flush. */
const maximumGroupBytes = 16 * 1024 * 1024;

export function segmentFile(directory: string, segment: number): string {
  return join(directory, `${String(segment).padStart(8, '0')}.seg`);
}

export class SegmentWriter {
  readonly #directory: string;
  /** Told of each group that has become durable, in the order of the file. */
  readonly #written: (places: readonly Place[], contents: readonly RecordContent[]) => void;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #file: FileHandle | null = null;
  #segment: number;
  #offset: number;
  /** Flushes to disk so far. */
  flushes = 0;

  constructor(
    directory: string,
    at: { segment: number; offset: number },
    written: (places: readonly Place[], contents: readonly RecordContent[]) => void,
  ) {
    this.#directory = directory;
    this.#segment = at.segment;
    this.#offset = at.offset;
    this.#written = written;
  }

  get currentSegment(): number {
    return this.#segment;
  }

  /** Resolves when the record is on disk. */
  append(record: Buffer, content: RecordContent): Promise<Place> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record, content, resolve, reject });
      this.#flushing ??= this.#flushAll();
    });
  }

  async close(): Promise<void> {
    await this.#flushing;
    await this.#file?.close();
    this.#file = null;
  }

  async #flushAll(): Promise<void> {
    // Whoever asks in the same turn of the event loop goes with the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#flushGroup(this.#takeGroup());
    this.#flushing = null;
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.#waiting) {
      if (count > 0 && bytes + record.length > maximumGroupBytes) break;
      bytes += record.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #flushGroup(group: readonly Waiting[]): Promise<void> {
    const records = group.map(({ record }) => record);
    try {
      const file = await this.#currentFile();
      const start = this.#offset;
      await writeWhole(file, records.length === 1 ? (records[0] ?? Buffer.alloc(0)) : Buffer.concat(records), start);
      this.flushes += 1;
      const places: Place[] = [];
      for (const { length } of records) {
        places.push({ segment: this.#segment, offset: this.#offset, length });
        this.#offset += length;
      }
      this.#written(
        places,
        group.map(({ content }) => content),
      );
      for (const [index, { resolve }] of group.entries())
        resolve(places[index] ?? { segment: this.#segment, offset: start, length: 0 });
    } catch (cause) {
      await this.#file?.truncate(this.#offset).catch(() => undefined);
      const error = storageError(cause);
      for (const { reject } of group) reject(error);
    }
  }

  async #currentFile(): Promise<FileHandle> {
    if (this.#file !== null && this.#offset < segmentBytes) return this.#file;
    if (this.#file !== null) {
      await this.#file.close();
      this.#file = null;
      this.#segment += 1;
      this.#offset = 0;
    }
    // O_DSYNC: a write returns when it is on disk, which saves a call for each group.
    this.#file = await open(
      segmentFile(this.#directory, this.#segment),
      constants.O_CREAT | constants.O_RDWR | constants.O_DSYNC,
      0o600,
    );
    await syncDirectory(this.#directory);
    return this.#file;
  }
}

/** A new name in a directory is durable only when the directory is. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function writeWhole(file: FileHandle, data: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < data.length) {
    const { bytesWritten } = await file.write(data, written, data.length - written, position + written);
    written += bytesWritten;
  }
}
