/** Takes a backup of a running store: all that it had acknowledged when it was asked for, as of one moment. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import postern from '../../../package.json' with { type: 'json' };
import { AppError } from '../../lib/app-error.ts';
import { segmentFile } from '../spool/segment-writer.ts';
import { type About, archiveFormat, databaseFile, rootFiles } from './archive.ts';
import type { RemovalPause } from './removal-pause.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { type Part, writeArchive } from './write-archive.ts';

/** Whoever takes nothing for so long is given up. */
const idleMs = 120_000;
/** Copies of the database lie here while they are read. */
const stagingPrefix = 'backup-';

export interface Backups {
  /** The octets of an archive; null: one is being read already. Nothing has been sent where it rejects. */
  take(): Promise<Readable | null>;
  /** Gives up what is being read. */
  close(): Promise<void>;
}

export interface BackedUp {
  readonly dataDirectory: string;
  readonly pause: RemovalPause;
  /** Brings all that was acknowledged into the database. */
  flush(): Promise<void>;
  /** Told of what failed at the end, when nobody waits for it. */
  fault(error: unknown): void;
}

export async function createBackups(of: BackedUp): Promise<Backups> {
  const { dataDirectory, pause, fault } = of;
  await removeLeftOvers(dataDirectory);
  let isClosing = false;
  let running: { stream: Readable | null; ended: Promise<void> } | null = null;

  return {
    async take() {
      if (running !== null) return null;
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const own = { stream: null as Readable | null, ended };
      running = own;
      const endPause = pause.begin();
      const staging = await mkdtemp(join(dataDirectory, stagingPrefix)).catch(() => '');
      // Never rejects: whatever failed, files are removed again and the next backup can begin.
      const end = async (): Promise<void> => {
        if (staging !== '') await rm(staging, { recursive: true, force: true }).catch(fault);
        await endPause().catch(fault);
        running = null;
        resolve();
      };
      try {
        if (staging === '') throw new AppError('storage-failed', { reason: 'no directory for a copy could be made' });
        own.stream = streamOf(await prepare(of, staging), end);
        if (isClosing) own.stream.destroy();
        return own.stream;
      } catch (error) {
        await end();
        throw error;
      }
    },
    async close() {
      isClosing = true;
      running?.stream?.destroy();
      await running?.ended;
    },
  };
}

async function prepare({ dataDirectory, flush }: BackedUp, staging: string): Promise<AsyncGenerator<Buffer>> {
  await flush();
  // The copy says how far it knows the segments; they are read up to there, so that both are of one moment.
  const copy = join(staging, databaseFile);
  const snapshot = await takeSnapshot(join(dataDirectory, databaseFile), copy);
  const about: About = {
    format: archiveFormat,
    postern: postern.version,
    createdAt: new Date().toISOString(),
    migrations: [...snapshot.migrations],
  };
  return writeArchive(about, [{ path: databaseFile, file: copy }, ...(await filesOf(dataDirectory, snapshot))]);
}

async function filesOf(dataDirectory: string, { indexed, segments, large, drafts }: Snapshot): Promise<Part[]> {
  const part = (path: string): Part => ({ path, file: join(dataDirectory, path) });
  const there = new Set(await readdir(dataDirectory));
  const tls = there.has('tls') ? await readdir(join(dataDirectory, 'tls')) : [];
  const segmentDirectory = join(dataDirectory, 'spool/segments');
  const last = indexed.offset > 0 ? [indexed.segment] : [];
  return [
    ...rootFiles.filter((name) => there.has(name)).map(part),
    ...tls.map((name) => part(`tls/${name}`)),
    ...[...new Set([...segments, ...last])].map((number) => ({
      path: segmentFile('spool/segments', number),
      file: segmentFile(segmentDirectory, number),
      ...(number === indexed.segment && { sizeBytes: indexed.offset }),
    })),
    ...large.map((name) => part(`spool/large/${name}`)),
    ...drafts.map((name) => part(`drafts/${name}`)),
  ];
}

/** Calls `end` when all has been read, or nobody reads any more. */
function streamOf(archive: AsyncGenerator<Buffer>, end: () => Promise<void>): Readable {
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const chunk of archive) {
      timer.refresh();
      if (chunk.length > 0) yield chunk;
    }
  }
  const stream = Readable.from(watched(), { objectMode: false });
  const timer = setTimeout(() => {
    stream.destroy(new AppError('storage-failed', { reason: 'nobody read the backup' }));
  }, idleMs).unref();
  stream.once('close', () => {
    clearTimeout(timer);
    void archive.return(undefined).then(end, end);
  });
  return stream;
}

/** A crash leaves copies behind. */
async function removeLeftOvers(dataDirectory: string): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dataDirectory)) {
    if (name.startsWith(stagingPrefix)) await rm(join(dataDirectory, name), { recursive: true, force: true });
  }
}
