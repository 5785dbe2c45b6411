/** Removes, a little at a time, what has been kept for as long as the configuration says. */
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../store/open-store.ts';

const everyMs = 60_000;
const dayMs = 86_400_000;
/** What one transaction removes, and how many of them a minute may take: others use the database in between. */
const rowsAtOnce = 1000;
const roundsAtOnce = 200;

/** Looks at once, and then once a minute. `stop` waits for nothing. */
export function startRetention(
  { captureDays, auditDays, signInDays, signInRecords, drafts: { days: draftDays } }: Configuration,
  { queue, auditLog, signInLog, drafts }: Pick<Store, 'queue' | 'auditLog' | 'signInLog' | 'drafts'>,
  events: Pick<Events, 'fault'>,
): { stop(): void } {
  const stopping = new AbortController();
  let running = false;

  async function inRounds(purge: (limit: number) => Promise<number>): Promise<void> {
    for (let round = 0; round < roundsAtOnce && !stopping.signal.aborted; round += 1) {
      if ((await purge(rowsAtOnce)) < rowsAtOnce) return;
    }
  }

  async function purgeAll(): Promise<void> {
    const now = systemClock();
    await queue.purge(now, captureDays * dayMs);
    await drafts.purge(now, now - draftDays * dayMs);
    await inRounds((limit) => auditLog.purge(now - auditDays * dayMs, limit));
    await inRounds((limit) => signInLog.purge({ before: now - signInDays * dayMs, keep: signInRecords, limit }));
  }

  function look(): void {
    if (running) return;
    running = true;
    purgeAll()
      .catch((error: unknown) => events.fault('retention', error))
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
