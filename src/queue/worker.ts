/** Takes due recipients on, has them delivered, and writes down what became of them. */
import type { Clock } from '../lib/clock.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { afterAttempt } from './message-state.ts';
import type { Lease, QueueStore, StateChange } from './queue-store.ts';
import { nextRetryAt, type RetrySchedule } from './retry-schedule.ts';

export interface WorkerOptions {
  readonly store: QueueStore;
  /** One outcome for each recipient of the lease, in their order. Never throws. */
  readonly deliver: (lease: Lease) => Promise<readonly DeliveryOutcome[]>;
  readonly schedule: RetrySchedule;
  readonly clock: Clock;
  /** Who leases: this process. */
  readonly owner: string;
  /** Messages delivered at once. */
  readonly concurrency: number;
}

export interface QueueWorker {
  start(): void;
  /** Lets deliveries under way end, and takes on no more. */
  stop(): Promise<void>;
}

const leaseMs = 10 * 60_000;
const batchMessages = 200;
/** The queue is looked at so often even if nothing called. */
const longestSleepMs = 30_000;

export function createQueueWorker({ store, deliver, schedule, clock, owner, concurrency }: WorkerOptions): QueueWorker {
  let running = false;
  let called = false;
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> | null = null;

  function wake(): void {
    called = true;
    if (!running || working !== null) return;
    working = work().finally(() => {
      working = null;
      if (called) wake();
    });
  }

  async function work(): Promise<void> {
    called = false;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    let sleepMs = longestSleepMs;
    try {
      for (;;) {
        const leases = running ? await store.lease(owner, clock(), clock() + leaseMs, batchMessages) : [];
        if (leases.length === 0) break;
        await deliverAll(leases);
      }
      const dueAt = await store.nextDueAt();
      if (dueAt !== null) sleepMs = Math.min(longestSleepMs, Math.max(10, dueAt - clock()));
    } catch {
      // The store is busy or its disk full: what is leased comes back, and is tried then.
      sleepMs = 1000;
    }
    if (running) timer = setTimeout(wake, sleepMs).unref();
  }

  async function deliverAll(leases: readonly Lease[]): Promise<void> {
    const waiting = leases.values();
    const changes: StateChange[] = [];
    const lane = async (): Promise<void> => {
      for (const lease of waiting) changes.push(...outcomesOf(lease, await deliver(lease)));
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    await store.change(changes);
  }

  function outcomesOf({ message, recipients }: Lease, outcomes: readonly DeliveryOutcome[]): StateChange[] {
    const at = clock();
    return recipients.map(({ messageId, ordinal, attempts }, index) => {
      const { kind, connector, text } = outcomes[index] ?? { kind: 'temporary', connector: '', text: 'no outcome' };
      const retryAt = nextRetryAt(schedule, attempts + 1, message.acceptedAt, at);
      return {
        messageId,
        ordinal,
        attempts: attempts + 1,
        at,
        state: afterAttempt(kind, { at, connector, text: text.slice(0, 500) }, retryAt),
      };
    });
  }

  store.onArrival(wake);
  return {
    start() {
      running = true;
      wake();
    },
    async stop() {
      running = false;
      if (timer !== null) clearTimeout(timer);
      await working;
    },
  };
}
