/** Takes due recipients on, has them delivered, and writes down what became of them. */
import type { Clock } from '../lib/clock.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { afterAttempt } from './message-state.ts';
import type { Lease, QueueStore, StateChange } from './queue-store.ts';
import { nextRetryAt, type RetrySchedule } from './retry-schedule.ts';
import type { TellSubmitter } from './tell-submitter.ts';

export interface WorkerOptions {
  readonly store: QueueStore;
  /** One outcome for each recipient of the lease, in their order. */
  readonly deliver: (lease: Lease) => Promise<readonly DeliveryOutcome[]>;
  /** Bounces what has failed for good. */
  readonly tellSubmitter: TellSubmitter;
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

/** Longer than a batch can take: messages of a lane one after the other, each within the time of its connector. */
const leaseMs = 60 * 60_000;
const batchMessages = 100;
/** The queue is looked at so often even if nothing called. */
const longestSleepMs = 30_000;
/** Outcomes wait so long for company at the most. */
const writeDownMs = 200;
/** What is kept of an upstream's words. */
const maximumAnswer = 500;

export function createQueueWorker({
  store,
  deliver,
  tellSubmitter,
  schedule,
  clock,
  owner,
  concurrency,
}: WorkerOptions): QueueWorker {
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
    let finished: StateChange[] = [];
    let writtenAt = clock();
    // What is finished is written down without waiting for the slowest of the batch.
    const writeDown = async (): Promise<void> => {
      const changes = finished;
      finished = [];
      writtenAt = clock();
      if (changes.length > 0) await store.change(changes);
    };
    const lane = async (): Promise<void> => {
      for (const lease of waiting) {
        if (!running) return;
        const steps = stepsOf(lease, await attempt(lease), schedule, clock());
        finished.push(...(await tellSubmitter(lease, steps)));
        if (clock() - writtenAt >= writeDownMs) await writeDown();
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    await writeDown();
  }

  /** A connector that throws has failed for now, and only for this message. */
  async function attempt(lease: Lease): Promise<readonly DeliveryOutcome[]> {
    try {
      return await deliver(lease);
    } catch {
      return lease.recipients.map(() => ({ kind: 'temporary', connector: '', text: 'internal error' }));
    }
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

function stepsOf(
  { message, recipients }: Lease,
  outcomes: readonly DeliveryOutcome[],
  schedule: RetrySchedule,
  at: number,
): StateChange[] {
  return recipients.map(({ messageId, ordinal, attempts: before }, index) => {
    const { kind, connector, text } = outcomes[index] ?? { kind: 'temporary', connector: '', text: 'no outcome' };
    const attempts = before + 1;
    const retryAt = nextRetryAt(schedule, attempts, message.acceptedAt, at);
    const state = afterAttempt(kind, { at, connector, text: text.slice(0, maximumAnswer) }, retryAt);
    return { messageId, ordinal, attempts, from: 'delivering', state, at };
  });
}
