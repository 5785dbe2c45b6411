/** What Postern keeps in its data directory is for its owner alone, also where files lie there with wider modes. */
import { chmod, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../lib/app-error.ts';
import { databaseFile, passingFiles, rootFiles } from './backup/archive.ts';

const directories = ['spool', 'spool/segments', 'spool/large', 'drafts'];
const files = [databaseFile, ...passingFiles, ...rootFiles, 'tls/ca-key.pem', 'tls/key.pem'];

/**
 * Takes from others what they may read. SQLite gives its log and its index the mode of the database, which is made here
 * for that reason. `fault` is told of what cannot be changed: mail is not refused for it.
 */
export async function makePrivate(dataDirectory: string, fault: (error: unknown) => void): Promise<void> {
  // Where it cannot be made, whoever opens it says so.
  const file = await open(join(dataDirectory, databaseFile), 'a', 0o600).catch(() => null);
  await file?.close();
  for (const [names, mode] of [
    [directories, 0o700],
    [files, 0o600],
  ] as const)
    for (const name of names) await narrow(join(dataDirectory, name), mode).catch(fault);
}

async function narrow(path: string, mode: number): Promise<void> {
  // Windows has no such modes; who may read there is a matter of the directory's access list.
  if (process.platform === 'win32') return;
  try {
    const { mode: found } = await stat(path);
    if ((found & 0o077) !== 0) await chmod(path, mode);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new AppError('storage-failed', { reason: `others may read ${path}, and that cannot be changed` }, cause);
  }
}
