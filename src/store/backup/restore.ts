/** Lays a backup into a data directory where nothing is: all of it, or nothing. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import { onDisk } from '../../lib/storage-error.ts';
import { unreadable } from '../../lib/why-unreadable.ts';
import { openDataDirectory, restoringDirectory } from '../data-directory.ts';
import { knownMigrations } from '../migrate.ts';
import { syncDirectory, writeWhole } from '../spool/segment-writer.ts';
import type { About } from './archive.ts';
import { readArchive } from './read-archive.ts';

/**
 * Throws `AppError('directory-not-empty')`, `AppError('data-directory-in-use')`, `AppError('backup-damaged')` or
 * `AppError('backup-newer')`; then the directory is as it was.
 */
export async function restoreBackup(file: string, dataDirectory: string): Promise<About> {
  const held = await openDataDirectory(dataDirectory);
  try {
    await assertEmpty(dataDirectory);
    // While this is there no service starts here, whatever becomes of us.
    const staging = join(dataDirectory, restoringDirectory);
    await mkdir(staging, { mode: 0o700 });
    const moved: string[] = [];
    try {
      const about = await readArchive(readOf(file), (path, octets) => lay(join(staging, path), octets));
      if (about.migrations.some((number) => !knownMigrations.includes(number)))
        throw new AppError('backup-newer', { postern: about.postern });
      for (const name of await readdir(staging)) {
        await rename(join(staging, name), join(dataDirectory, name));
        moved.push(name);
      }
      await syncDirectory(dataDirectory);
      await rm(staging, { recursive: true });
      return about;
    } catch (error) {
      for (const name of moved) await rm(join(dataDirectory, name), { recursive: true, force: true });
      await rm(staging, { recursive: true, force: true });
      throw error;
    }
  } finally {
    await held.release();
  }
}

async function assertEmpty(dataDirectory: string): Promise<void> {
  const there = (await readdir(dataDirectory)).filter((name) => name !== 'lock');
  if (there.length > 0) throw new AppError('directory-not-empty', { path: dataDirectory });
}

async function* readOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) yield chunk as Buffer;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('backup-unreadable', { reason: unreadable(file, cause) }, cause);
  }
}

async function lay(file: string, octets: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    let position = 0;
    for await (const chunk of octets) {
      await onDisk(() => writeWhole(handle, chunk, position));
      position += chunk.length;
    }
    await onDisk(() => handle.sync());
  } finally {
    await handle.close();
  }
  await syncDirectory(dirname(file));
}
