/** The spool: bodies in, durable; bodies out, by message. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import type { BodyWriter, MessageSpool } from '../../queue/message-spool.ts';
import { type Indexable, type MessageIndex, maximumUnindexed } from '../message-index.ts';
import type { Database } from '../sqlite/database.ts';
import { SpoolBodyWriter } from './body-writer.ts';
import { recover } from './recover.ts';
import { decodeContent, decodeHead, headBytes, type RecordMetadata } from './segment-record.ts';
import { type Place, SegmentWriter, segmentFile } from './segment-writer.ts';

/** Records that recovery holds before they are in the tables. */
const recoveredAtOnce = 500;

export interface DurableSpool extends MessageSpool {
  flushes(): number;
  /** The segment that is being written, which must stay. */
  currentSegment(): number;
  removeSegment(segment: number): Promise<void>;
  removeLarge(file: string): Promise<void>;
  close(): Promise<void>;
}

export async function openSpool(directory: string, database: Database, index: MessageIndex): Promise<DurableSpool> {
  const segmentDirectory = join(directory, 'segments');
  const largeDirectory = join(directory, 'large');
  await mkdir(segmentDirectory, { recursive: true, mode: 0o700 });
  await mkdir(largeDirectory, { recursive: true, mode: 0o700 });
  const [row] = await database.query('SELECT segment, offset FROM indexed');
  const from = { segment: Number(row?.['segment'] ?? 0), offset: Number(row?.['offset'] ?? 0) };
  let found = 0;
  const { end } = await recover(segmentDirectory, from, async (place, metadata, bodyBytes) => {
    index.add([indexable(place, metadata, bodyBytes)]);
    found += 1;
    if (found % recoveredAtOnce === 0) await index.flush();
  });
  await index.flush();
  await removeOrphans(largeDirectory, database);
  const segments = new SegmentWriter(segmentDirectory, end, (places, contents) => {
    index.add(contents.map((content, at) => ({ ...content, place: placeAt(places, at) })));
  });
  return {
    open: (): BodyWriter => new SpoolBodyWriter(segments, largeDirectory, () => index.waiting < maximumUnindexed),
    read: (messageId) => read(messageId, database, index, segmentDirectory, largeDirectory),
    flushes: () => segments.flushes,
    currentSegment: () => segments.currentSegment,
    removeSegment: (segment) => unlink(segmentFile(segmentDirectory, segment)).catch(() => undefined),
    removeLarge: (file) => unlink(join(largeDirectory, file)).catch(() => undefined),
    close: () => segments.close(),
  };
}

function placeAt(places: readonly Place[], at: number): Place {
  const place = places[at];
  if (place === undefined) throw new Error('a record without a place was written');
  return place;
}

function indexable(place: Place, metadata: RecordMetadata, bodyBytes: number): Indexable {
  return { place, metadata, sizeBytes: bodyBytes + (metadata.large?.sizeBytes ?? 0) };
}

async function* read(
  messageId: string,
  database: Database,
  index: MessageIndex,
  segmentDirectory: string,
  largeDirectory: string,
): AsyncGenerator<Buffer> {
  await index.flush();
  const [row] = await database.query('SELECT segment, offset, length FROM message WHERE id = ?', messageId);
  if (row === undefined) throw new AppError('body-missing');
  const record = await readRecord(
    segmentFile(segmentDirectory, Number(row['segment'])),
    Number(row['offset']),
    Number(row['length']),
  );
  const head = decodeHead(record);
  const metadata = head === null ? null : decodeContent(head, record.subarray(headBytes));
  if (head === null || metadata === null) throw new AppError('body-missing');
  yield record.subarray(headBytes + head.jsonBytes);
  if (metadata.large === null) return;
  for await (const chunk of createReadStream(join(largeDirectory, metadata.large.file))) yield chunk as Buffer;
}

async function readRecord(file: string, offset: number, length: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer;
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new AppError('body-missing', {}, cause);
  }
}

/** Bodies that were never committed: half written, or whole and without a record, as a crash between the two leaves them. */
async function removeOrphans(largeDirectory: string, database: Database): Promise<void> {
  const rows = await database.query('SELECT large FROM message WHERE large IS NOT NULL');
  const wanted = new Set(rows.map((row) => String(row['large'])));
  for (const name of await readdir(largeDirectory)) {
    if (!wanted.has(name)) await unlink(join(largeDirectory, name));
  }
}
