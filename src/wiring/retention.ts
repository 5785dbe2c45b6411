/** Removes, a little at a time, what has been kept for as long as the configuration says. */
import type { Configuration } from '../config/schema.ts';
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../store/open-store.ts';

const everyMs = 60_000;
const dayMs = 86_400_000;
/** Entries of the audit log that one round removes. */
const auditEntriesAtOnce = 1000;

export function startRetention(
  { captureDays, auditDays }: Configuration,
  { queue, auditLog }: Pick<Store, 'queue' | 'auditLog'>,
  events: Pick<Events, 'fault'>,
): { stop(): void } {
  const timer = setInterval(() => {
    const now = systemClock();
    Promise.all([
      queue.purge(now, captureDays * dayMs),
      auditLog.purge(now - auditDays * dayMs, auditEntriesAtOnce),
    ]).catch((error: unknown) => events.fault('retention', error));
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}
