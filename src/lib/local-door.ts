/** How the command line finds the service that runs on a data directory. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from './app-error.ts';

export interface LocalDoor {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

/** Leaves the door's address and token where only the owner of the data directory can read them. */
export async function writeLocalDoor(dataDirectory: string, door: LocalDoor): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'door.json');
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, JSON.stringify(door), { mode: 0o600 });
  await rename(fresh, path);
}

/** Throws `AppError('service-not-found')` where no door was left. */
export async function readLocalDoor(dataDirectory: string): Promise<LocalDoor> {
  try {
    const door = JSON.parse(await readFile(join(dataDirectory, 'door.json'), 'utf8')) as Partial<LocalDoor> | null;
    if (typeof door?.url === 'string' && typeof door.token === 'string' && typeof door.pid === 'number') {
      return { url: door.url, token: door.token, pid: door.pid };
    }
  } catch (error) {
    throw new AppError('service-not-found', { dataDirectory }, error);
  }
  throw new AppError('service-not-found', { dataDirectory });
}
