/** The octets of attachments, a file each, in a directory of the data directory. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from '../../lib/storage-error.ts';
import type { RemovalPause } from '../backup/removal-pause.ts';
import { syncDirectory, writeWhole } from '../spool/segment-writer.ts';

export interface DraftFiles {
  /** A name that nothing has; it is not cleared away while it is in use. */
  newName(): string;
  /** A row names the file now, or nothing ever will. */
  settled(name: string): void;
  pathOf(name: string): string;
  /** Writes at `position`; how many octets, or more than `maximumBytes` where there are more. What `octets` throws is passed on. */
  write(name: string, position: number, octets: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<number>;
  /** Resolves when all that was written is on disk. */
  sync(name: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Names of the files that no request is writing for the first time. */
  idle(): Promise<string[]>;
}

export async function openDraftFiles(directory: string, pause: Pick<RemovalPause, 'whenOver'>): Promise<DraftFiles> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const inUse = new Set<string>();
  const pathOf = (name: string): string => join(directory, name);
  const remove = (name: string): Promise<void> =>
    pause.whenOver(`drafts/${name}`, () => unlink(pathOf(name)).catch(() => undefined));
  return {
    pathOf,
    remove,
    newName() {
      const name = randomBytes(12).toString('hex');
      inUse.add(name);
      return name;
    },
    settled: (name) => {
      inUse.delete(name);
    },
    async write(name, position, octets, maximumBytes) {
      const file = await onDisk(() => open(pathOf(name), position === 0 ? 'w' : 'r+', 0o600));
      try {
        let written = 0;
        for await (const chunk of octets) {
          if (written + chunk.length > maximumBytes) return written + chunk.length;
          await onDisk(() => writeWhole(file, chunk, position + written));
          written += chunk.length;
        }
        return written;
      } finally {
        await file.close();
      }
    },
    sync: (name) =>
      onDisk(async () => {
        const file = await open(pathOf(name), 'r+');
        try {
          await file.datasync();
        } finally {
          await file.close();
        }
        await syncDirectory(directory);
      }),
    // Asked after the directory is read: a name that is settled by then stands in a row.
    idle: async () => (await readdir(directory)).filter((name) => !inUse.has(name)),
  };
}
