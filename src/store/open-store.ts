/** Opens everything that Postern keeps, in one data directory. */
import { join } from 'node:path';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import { openDataDirectory } from './data-directory.ts';
import { createDirectoryStore } from './directory-store.ts';
import { MessageIndex } from './message-index.ts';
import { migrate } from './migrate.ts';
import { createQueueStore } from './queue-store.ts';
import { createSignInLog } from './sign-in-log.ts';
import { openSpool } from './spool/message-spool.ts';
import { openDatabase } from './sqlite/database.ts';

export interface Store {
  readonly directory: DirectoryStore;
  readonly signInLog: SignInLog;
  readonly queue: QueueStore;
  readonly spool: MessageSpool;
  /** Flushes of the spool to disk so far. */
  flushes(): number;
  /** Writes down what is pending, and lets go of the directory. */
  close(): Promise<void>;
}

export async function openStore(dataDirectory: string): Promise<Store> {
  const held = await openDataDirectory(dataDirectory);
  const database = openDatabase(join(dataDirectory, 'postern.db'));
  const arrival = new Set<() => void>();
  const index = new MessageIndex(database, () => {
    for (const listener of arrival) listener();
  });
  try {
    await migrate(database);
    // The directory is ours alone: whoever held these leases has died with them.
    await database.query("UPDATE recipient SET due_at = 0 WHERE state_name = 'delivering'");
    const signInLog = createSignInLog(database);
    const spool = await openSpool(join(dataDirectory, 'spool'), database, index);
    const queue = createQueueStore(database, index, spool, (listener) => arrival.add(listener));
    return {
      directory: createDirectoryStore(database),
      signInLog,
      queue,
      spool,
      flushes: () => spool.flushes(),
      async close() {
        await spool.close();
        await index.flush();
        await signInLog.flush();
        await database.close();
        await held.release();
      },
    };
  } catch (error) {
    await database.close();
    await held.release();
    throw error;
  }
}
