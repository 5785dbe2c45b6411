/** A JSON file of one person's command line that only they can read, and that one command changes at a time. */
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newGuid } from './id.ts';

/** It cannot be used; the message says what to do. */
export class PrivateFileFault extends Error {}

export interface PrivateFile {
  readonly path: string;
  /** What it holds; null: there is none yet. Throws a `PrivateFileFault`. */
  read(): Promise<unknown>;
  /** Whole or not at all; it is never readable for others, not even while it is written. */
  write(content: unknown): Promise<void>;
  /** Runs `work` while no other command of this person changes the file. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** `$XDG_CONFIG_HOME/postern/NAME`, else `~/.config/postern/NAME`; on Windows under `%APPDATA%`. */
export function privateFilePath(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const roaming = environment['APPDATA'];
  const base =
    process.platform === 'win32' && roaming ? roaming : environment['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return join(base, 'postern', name);
}

const lockPollMs = 50;
/** Longer than any work on a file takes: who holds a lock for so long is no more. */
const staleLockMs = 60_000;
const longestWaitMs = 90_000;

export function privateFile(path: string): PrivateFile {
  return {
    path,
    read: () => readJson(path),
    async write(content) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const fresh = `${path}.${process.pid}`;
      await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
      await chmod(fresh, 0o600);
      await rename(fresh, path);
    },
    async alone(work) {
      const release = await take(path);
      try {
        return await work();
      } finally {
        await release();
      }
    },
  };
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new PrivateFileFault(`${path} cannot be read (${error.code})`);
  });
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new PrivateFileFault(`${path} is not as it must be; move it away, and try again`);
  }
}

async function take(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = newGuid();
  const giveUpAt = Date.now() + longestWaitMs;
  while (Date.now() < giveUpAt) {
    try {
      await writeFile(lock, mine, { mode: 0o600, flag: 'wx' });
      return async () => {
        if ((await readFile(lock, 'utf8').catch(() => '')) === mine) await rm(lock, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const held = await stat(lock).catch(() => null);
      if (held !== null && Date.now() - held.mtimeMs > staleLockMs) await rm(lock, { force: true });
      else await wait(lockPollMs);
    }
  }
  throw new PrivateFileFault(`another command holds ${lock}; remove it if none runs`);
}
