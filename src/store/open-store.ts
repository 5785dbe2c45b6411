/** Opens everything that Postern keeps, in one data directory. */
import { join } from 'node:path';
import type { AuthorityRecords } from '../directory/authority-records.ts';
import type { ForwardStore } from '../forward/forward-store.ts';
import { systemClock } from '../lib/clock.ts';
import type { DraftStore } from '../mailbox/draft-store.ts';
import type { MailItems } from '../mailbox/mail-item.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { ChangeSource } from '../watch/change-hub.ts';
import type { MailFigures } from '../watch/mail-figures.ts';
import { type AdministeredStores, administeredStores } from './administered-stores.ts';
import { layTriggers } from './audited-tables.ts';
import { createAuthorityRecords } from './authority-records.ts';
import { databaseFile } from './backup/archive.ts';
import { RemovalPause } from './backup/removal-pause.ts';
import { type Backups, createBackups } from './backup/take-backup.ts';
import { createChangeSource } from './change-source.ts';
import { openDataDirectory } from './data-directory.ts';
import { openDraftFiles } from './drafts/draft-files.ts';
import { createDraftStore } from './drafts/draft-store.ts';
import { createForwardStore } from './forward-store.ts';
import { createMailFigures, layMailFigures } from './mail-figures.ts';
import { createMailItems } from './mail-items.ts';
import { MessageIndex } from './message-index.ts';
import { migrate } from './migrate.ts';
import { type OutageObserver, unobserved } from './outage.ts';
import { makePrivate } from './private-files.ts';
import { createQueueStore } from './queue-store.ts';
import { openServiceSecret } from './service-secret.ts';
import { createSignInLog } from './sign-in-log.ts';
import { openSpool } from './spool/message-spool.ts';
import { type Database, openDatabase, type Took } from './sqlite/database.ts';
import { rehearsalOf } from './sqlite/rehearsal.ts';
import { createStoreFigures, type StoreFigures } from './store-figures.ts';
import { layUnfinishedCount } from './unfinished-records.ts';

export interface Store extends AdministeredStores {
  /** The same over transactions that are taken back when they have answered: whatever is done there changes nothing. */
  readonly rehearsal: AdministeredStores;
  readonly records: AuthorityRecords;
  readonly signInLog: SignInLog;
  readonly forwarding: ForwardStore;
  readonly queue: QueueStore;
  readonly spool: MessageSpool;
  readonly drafts: DraftStore;
  readonly mailItems: MailItems;
  /** The same at every start; nothing that leaves the service shows it. */
  readonly secret: Buffer;
  readonly figures: StoreFigures;
  readonly mailFigures: MailFigures;
  /** For one who looks on. */
  readonly changeSource: ChangeSource;
  readonly backups: Pick<Backups, 'take'>;
  /** Flushes of the spool to disk so far. */
  flushes(): number;
  /** Writes down what is pending, and lets go of the directory. */
  close(): Promise<void>;
}

/** Who is told what no caller of the store hears. */
export interface StoreObserver {
  /** Of each transaction. */
  readonly took?: Took;
  /** Of what failed in the background. */
  readonly fault?: (where: string, error: unknown) => void;
  /** Of what is written behind the answer, and could not be for a while. */
  readonly outage?: (what: BackgroundWrite) => OutageObserver;
}

export type BackgroundWrite = 'sign-in-log' | 'message-index';

export async function openStore(dataDirectory: string, observer: StoreObserver = {}): Promise<Store> {
  const { took, fault = () => undefined, outage = () => unobserved } = observer;
  const held = await openDataDirectory(dataDirectory);
  await makePrivate(dataDirectory, (error) => fault('file-modes', error));
  const database = openDatabase(join(dataDirectory, databaseFile), took);
  const arrival = new Set<() => void>();
  const index = new MessageIndex(
    database,
    () => {
      for (const listener of arrival) listener();
    },
    outage('message-index'),
  );
  try {
    await migrate(database);
    await layTriggers(database);
    await layUnfinishedCount(database);
    await layMailFigures(database);
    // The directory is ours alone: whoever held these leases has died with them.
    await database.query("UPDATE recipient SET due_at = 0 WHERE state_name = 'delivering'");
    const secret = await openServiceSecret(dataDirectory);
    const signInLog = createSignInLog(database, outage('sign-in-log'));
    const spool = await openSpool(join(dataDirectory, 'spool'), database, index);
    const pause = new RemovalPause();
    const queue = createQueueStore(database, index, spool, pause, (listener) => arrival.add(listener));
    const files = await openDraftFiles(join(dataDirectory, 'drafts'), pause);
    const flush = async () => void (await Promise.all([index.flush(), signInLog.flush()]));
    const backups = await createBackups({ dataDirectory, pause, flush, fault: (error) => fault('backup', error) });
    const administered = (over: Database) => administeredStores(over, index, () => signInLog.flush(), spool);
    return {
      ...administered(database),
      rehearsal: administered(rehearsalOf(database)),
      records: createAuthorityRecords(database),
      secret,
      signInLog,
      forwarding: createForwardStore(database),
      queue,
      spool,
      drafts: createDraftStore(database, files),
      mailItems: createMailItems(database, index),
      figures: createStoreFigures(dataDirectory, database, signInLog, index),
      mailFigures: createMailFigures(database, flush),
      changeSource: createChangeSource(database, systemClock),
      backups,
      flushes: () => spool.flushes(),
      async close() {
        await backups.close();
        await spool.close();
        // What the tables cannot take is in the segments, and is read from there at the next start.
        await index.flush().catch((error: unknown) => fault('message-index', error));
        await signInLog.close();
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
