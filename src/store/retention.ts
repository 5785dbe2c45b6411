/** Removes, a little at a time, what has been kept for long enough. */
import type { AuditLog } from '../directory/audit-log.ts';
import type { Clock } from '../lib/clock.ts';
import type { DraftStore } from '../mailbox/draft-store.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import type { MailFigures } from '../watch/mail-figures.ts';

/** How long each is kept, in days. */
export interface Retention {
  readonly captureDays: number;
  readonly draftDays: number;
  readonly auditDays: number;
  readonly signInDays: number;
  /** Of the sign-in log no more than these, the newest. */
  readonly signInRecords: number;
}

export interface PurgedStores {
  readonly queue: Pick<QueueStore, 'purge'>;
  readonly drafts: Pick<DraftStore, 'purge'>;
  readonly auditLog: Pick<AuditLog, 'purge'>;
  readonly signInLog: Pick<SignInLog, 'purge'>;
  readonly mailFigures: Pick<MailFigures, 'purge'>;
}

const everyMs = 60_000;
const dayMs = 86_400_000;
/** The figures of a month, and the day that runs. */
const figureDays = 31;
/** What one transaction removes, and how many of them a minute may take: others use the database in between. */
const rowsAtOnce = 1000;
const roundsAtOnce = 200;

/** Looks at once, and then once a minute. `stop` waits for nothing. */
export function startRetention(
  { captureDays, draftDays, auditDays, signInDays, signInRecords }: Retention,
  { queue, auditLog, signInLog, drafts, mailFigures }: PurgedStores,
  clock: Clock,
  fault: (error: unknown) => void,
): { stop(): void } {
  const stopping = new AbortController();
  let running = false;

  async function inRounds(purge: (limit: number) => Promise<number>): Promise<void> {
    for (let round = 0; round < roundsAtOnce && !stopping.signal.aborted; round += 1) {
      if ((await purge(rowsAtOnce)) < rowsAtOnce) return;
    }
  }

  async function purgeAll(): Promise<void> {
    const now = clock();
    await queue.purge(now, captureDays * dayMs);
    await drafts.purge(now, now - draftDays * dayMs);
    await inRounds((limit) => auditLog.purge(now - auditDays * dayMs, limit));
    await inRounds((limit) => signInLog.purge({ before: now - signInDays * dayMs, keep: signInRecords, limit }));
    await mailFigures.purge(now - figureDays * dayMs);
  }

  function look(): void {
    if (running) return;
    running = true;
    purgeAll()
      .catch(fault)
      .finally(() => {
        running = false;
      });
  }

  // What ran out while the service was down goes at once.
  look();
  const timer = setInterval(look, everyMs).unref();
  return {
    stop() {
      stopping.abort();
      clearInterval(timer);
    },
  };
}
