/** Where the command line keeps who is signed in at which service: one file that only its owner can read. */
import { type PrivateFile, PrivateFileFault, privateFile, privateFilePath } from '../../lib/private-file.ts';

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

export function openSessionFile(path = privateFilePath('sessions.json')): SessionFile {
  const file = privateFile(path);
  const read = (): Promise<readonly Session[]> => sessionsIn(file);
  return {
    read,
    find: async (server) => (await read()).find((each) => each.server === server) ?? null,
    async put(session) {
      const others = (await read()).filter((each) => each.server !== session.server);
      await file.write({ sessions: [...others, session] });
    },
    async remove(server) {
      await file.write({ sessions: (await read()).filter((each) => each.server !== server) });
    },
    alone: file.alone,
  };
}

async function sessionsIn(file: PrivateFile): Promise<readonly Session[]> {
  const content = (await file.read()) as { readonly sessions?: unknown } | null;
  if (content === null) return [];
  if (Array.isArray(content.sessions)) return content.sessions.filter(isSession);
  throw new PrivateFileFault(`${file.path} is not as it must be; remove it and sign in again`);
}

function isSession(value: Partial<Session> | null): value is Session {
  return typeof value?.server === 'string' && typeof value.tenant === 'string' && typeof value.clientId === 'string';
}
