/** The data directory belongs to one running service at a time. */
import { mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../lib/app-error.ts';

export interface DataDirectory {
  readonly path: string;
  release(): Promise<void>;
}

/** In a data directory while a backup is laid into it. */
export const restoringDirectory = 'restoring';

/**
 * Makes the directory where it is missing, and takes its lock. Throws `AppError('data-directory-in-use')`, or
 * `AppError('restore-unfinished')` where only a part of a backup is there.
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = resolve(path, 'lock');
  if (held.has(lock)) throw new AppError('data-directory-in-use', { path, owner: `(process ${process.pid})` });
  held.add(lock);
  try {
    await take(lock, path);
    if ((await readdir(path)).includes(restoringDirectory)) {
      await unlink(lock);
      throw new AppError('restore-unfinished', { path });
    }
  } catch (error) {
    held.delete(lock);
    throw error;
  }
  return {
    path,
    async release() {
      held.delete(lock);
      await unlink(lock).catch(() => undefined);
    },
  };
}

/** The locks of this process: a lock file with its own number says nothing, for the number may have been another's before. */
const held = new Set<string>();

async function take(lock: string, path: string, again = true): Promise<void> {
  try {
    const file = await open(lock, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw new AppError('storage-failed', { path }, cause);
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (!again || (owner > 0 && owner !== process.pid && isAlive(owner)))
      throw new AppError('data-directory-in-use', { path, owner: `(process ${owner})` });
    // Its owner did not live to remove it.
    await unlink(lock).catch(() => undefined);
    await take(lock, path, false);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
