/** Reads the segments from where the index stopped, and cuts off what a crash left half written. */
import { open, readdir, truncate } from 'node:fs/promises';
import { decodeContent, decodeHead, headBytes, type RecordMetadata } from './segment-record.ts';
import { type Place, segmentFile } from './segment-writer.ts';

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
    const offset = await readSegment(directory, segment, segment === from.segment ? from.offset : 0, found);
    end = { segment, offset };
  }
  return { end };
}

async function readSegment(
  directory: string,
  segment: number,
  from: number,
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
    // Nobody was told that what follows had been accepted.
    if (size > offset) await truncate(segmentFile(directory, segment), offset);
  } finally {
    await file.close();
  }
  return offset;
}
