/** Where the command line keeps who is signed in at which service: one file that only its owner can read. */
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newGuid } from '../../lib/id.ts';
import { CliError, exitCodes } from '../output.ts';

export interface Session {
  /** How the service is reached, without a slash at the end. */
  readonly server: string;
  /** The tenant's id or domain, or `organizations`. */
  readonly tenant: string;
  readonly clientId: string;
  /** The file that holds the secret of an application; null: a person is signed in. */
  readonly clientSecretFile: string | null;
  /** The authority that was named with `--ca`, in PEM. */
  readonly ca: string | null;
  /** For people: who is signed in. */
  readonly name: string;
  readonly accessToken: string;
  /** Milliseconds since 1970, UTC. */
  readonly accessTokenEndsAt: number;
  readonly refreshToken: string | null;
}

export interface SessionFile {
  read(): Promise<readonly Session[]>;
  find(server: string): Promise<Session | null>;
  /** Keeps one session of a server. */
  put(session: Session): Promise<void>;
  remove(server: string): Promise<void>;
  /** Runs `work` while no other command of this user changes the file. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** `$XDG_CONFIG_HOME/postern/sessions.json`, else `~/.config/postern/sessions.json`; on Windows under `%APPDATA%`. */
export function sessionFilePath(environment: NodeJS.ProcessEnv = process.env): string {
  const roaming = environment['APPDATA'];
  const base =
    process.platform === 'win32' && roaming ? roaming : environment['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return join(base, 'postern', 'sessions.json');
}

const lockPollMs = 50;
/** Longer than any refresh takes: who holds a lock for so long is no more. */
const staleLockMs = 60_000;
const longestWaitMs = 90_000;

export function openSessionFile(path = sessionFilePath()): SessionFile {
  const lock = `${path}.lock`;

  async function read(): Promise<readonly Session[]> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{"sessions":[]}';
      throw new CliError(exitCodes.refused, `${path} cannot be read (${error.code})`);
    });
    try {
      return (JSON.parse(text) as { sessions: readonly Session[] }).sessions.filter(isSession);
    } catch {
      throw new CliError(exitCodes.refused, `${path} is not as it must be; remove it and sign in again`);
    }
  }

  /** Whole or not at all; the file is never readable for others, not even while it is written. */
  async function write(sessions: readonly Session[]): Promise<void> {
    const fresh = `${path}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify({ sessions }, null, 2)}\n`, { mode: 0o600 });
    await chmod(fresh, 0o600);
    await rename(fresh, path);
  }

  async function take(): Promise<() => Promise<void>> {
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
    throw new CliError(exitCodes.refused, `another command holds ${lock}; remove it if none runs`);
  }

  return {
    read,
    find: async (server) => (await read()).find((each) => each.server === server) ?? null,
    async put(session) {
      const others = (await read()).filter((each) => each.server !== session.server);
      await write([...others, session]);
    },
    async remove(server) {
      await write((await read()).filter((each) => each.server !== server));
    },
    async alone(work) {
      const release = await take();
      try {
        return await work();
      } finally {
        await release();
      }
    },
  };
}

function isSession(value: Partial<Session> | null): value is Session {
  return typeof value?.server === 'string' && typeof value.tenant === 'string' && typeof value.clientId === 'string';
}
