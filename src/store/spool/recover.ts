/** Reads the segments from where the index stopped, and cuts off what a crash left half written. */
import { type FileHandle, open, readdir, truncate } from 'node:fs/promises';
import { AppError } from '../../lib/app-error.ts';
import { decodeContent, decodeHead, headBytes, magicBytes, type RecordMetadata } from './segment-record.ts';
import { type Place, segmentFile } from './segment-writer.ts';

/** One group of records is no larger (see segment-writer.ts), but for a single record that is. */
const maximumTailBytes = 32 * 1024 * 1024;

export interface Recovered {
  /** Where the next record goes. */
  readonly end: { readonly segment: number; readonly offset: number };
}

/** Calls `found` with each record after `from`, in order. */
export async function recover(
  directory: string,
  from: { segment: number; offset: number },
  found: (place: Place, metadata: RecordMetadata, bodyBytes: number) => Promise<void>,
): Promise<Recovered> {
  const numbers = (await readdir(directory))
    .filter((name) => /^\d{8}\.seg$/.test(name))
    .map((name) => Number(name.slice(0, 8)))
    .filter((segment) => segment >= from.segment)
    .toSorted((one, other) => one - other);
  let end = from;
  for (const segment of numbers) {
    const isLast = segment === numbers.at(-1);
    const offset = await readSegment(directory, segment, segment === from.segment ? from.offset : 0, isLast, found);
    end = { segment, offset };
  }
  return { end };
}

async function readSegment(
  directory: string,
  segment: number,
  from: number,
  isLast: boolean,
  found: (place: Place, metadata: RecordMetadata, bodyBytes: number) => Promise<void>,
): Promise<number> {
  const file = await open(segmentFile(directory, segment), 'r');
  let offset = from;
  try {
    for (;;) {
      const head = decodeHead((await file.read(Buffer.alloc(headBytes), 0, headBytes, offset)).buffer);
      if (head === null) break;
      const content = Buffer.alloc(head.jsonBytes + head.bodyBytes);
      const { bytesRead } = await file.read(content, 0, content.length, offset + headBytes);
      const metadata = bytesRead === content.length ? decodeContent(head, content) : null;
      if (metadata === null) break;
      const length = headBytes + content.length;
      await found({ segment, offset, length }, metadata, head.bodyBytes);
      offset += length;
    }
    const { size } = await file.stat();
    if (size > offset) {
      // Only the last write can be torn, and nobody was told that it had been accepted. Anything else is damage, not a crash.
      if (!isLast || (await holdsRecordAfter(file, offset, size))) {
        throw new AppError('spool-damaged', { file: segmentFile(directory, segment), offset });
      }
      await truncate(segmentFile(directory, segment), offset);
    }
  } finally {
    await file.close();
  }
  return offset;
}

/** Whether a whole record stands somewhere behind `offset`: then what is there was not torn but altered. */
async function holdsRecordAfter(file: FileHandle, offset: number, size: number): Promise<boolean> {
  const tail = Buffer.alloc(Math.min(size - offset, maximumTailBytes));
  await file.read(tail, 0, tail.length, offset);
  for (let at = tail.indexOf(magicBytes, 1); at !== -1; at = tail.indexOf(magicBytes, at + 1)) {
    const head = decodeHead(tail.subarray(at));
    if (head === null) continue;
    const content = tail.subarray(at + headBytes, at + headBytes + head.jsonBytes + head.bodyBytes);
    if (decodeContent(head, content) !== null) return true;
  }
  return false;
}
