/** Takes due recipients on, has them delivered, and writes down what became of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { afterAttempt } from './message-state.ts';
import { createOutcomeWriter } from './outcome-writer.ts';
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
  readonly events: Pick<Events, 'delivered' | 'fault'>;
}

export interface QueueWorker {
  start(): void;
  /** Messages that are being delivered now. */
  underWay(): number;
  /** Takes on no more, and lets deliveries under way end for `graceMs` at the most. */
  stop(graceMs: number): Promise<void>;
}

/** Longer than a message can take, and those before it in its lane: each within the time of its connector. */
const leaseMs = 60 * 60_000;
const batchMessages = 100;
/** The queue is looked at so often even if nothing called. */
const longestSleepMs = 30_000;
/** After a fault of the store. */
const faultSleepMs = 1000;
/** What is kept of an upstream's words. */
const maximumAnswer = 500;

export function createQueueWorker(options: WorkerOptions): QueueWorker {
  const { store, clock, owner, concurrency, events } = options;
  const outcomes = createOutcomeWriter(store);
  const leased: Lease[] = [];
  /** Aborted while the worker does not run. */
  let running = new AbortController();
  running.abort();
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<void> | null = null;
  let called = false;
  const lanes = createLanes(
    concurrency,
    () => (running.signal.aborted ? undefined : leased.shift()),
    async (lease) => outcomes.add(await stepsAfterAttempt(lease, options)),
    wake,
  );

  /** Somebody may be due: fills the lanes that are free. */
  function wake(): void {
    called = true;
    if (running.signal.aborted) return;
    filling ??= fill().finally(() => {
      filling = null;
      // Somebody called while it was looking for the time of its sleep.
      if (called) wake();
    });
  }

  async function fill(): Promise<void> {
    let sleepMs = longestSleepMs;
    let drained = false;
    try {
      while (called && !running.signal.aborted) {
        called = false;
        if (leased.length === 0 && lanes.hasRoom()) {
          leased.push(...(await store.lease(owner, clock(), clock() + leaseMs, batchMessages)));
          drained = leased.length === 0;
        }
        while (!running.signal.aborted && leased.length > 0 && lanes.hasRoom()) lanes.open();
      }
      // As long as there is more, the end of a lane calls again.
      if (drained) sleepMs = sleepUntil(await store.nextDueAt(), clock());
    } catch (error) {
      events.fault('queue', error);
      // The store is busy or its disk full: what waits is still there later.
      sleepMs = faultSleepMs;
    }
    clearTimeout(timer);
    if (!running.signal.aborted) timer = setTimeout(wake, sleepMs).unref();
  }

  store.onArrival(wake);
  return {
    underWay: () => lanes.size(),
    start() {
      running = new AbortController();
      wake();
    },
    async stop(graceMs) {
      running.abort();
      clearTimeout(timer);
      await Promise.race([Promise.all([filling, lanes.ended()]), sleep(graceMs, undefined, { ref: false })]);
      // What was leased and not begun is due again as soon as somebody opens the store.
      await outcomes.write().catch(() => undefined);
    },
  };
}

function tell(
  events: Pick<Events, 'delivered'>,
  { recipients }: Lease,
  { messageId, ordinal, attempts, state }: StateChange,
): void {
  const recipient = recipients.find((each) => each.ordinal === ordinal)?.recipient.address ?? '';
  const { connector, text } = 'answer' in state ? state.answer : { connector: '', text: '' };
  events.delivered({ messageId, recipient, state: state.name, attempts, connector, answer: text });
}

interface Lanes {
  size(): number;
  hasRoom(): boolean;
  open(): void;
  /** Resolves when all that are open have ended. */
  ended(): Promise<unknown>;
}

/** Lanes side by side; each takes one lease after the other while there are any, so that a slow one holds up its own only. */
function createLanes(
  most: number,
  take: () => Lease | undefined,
  perform: (lease: Lease) => Promise<void>,
  laneEnded: () => void,
): Lanes {
  const lanes = new Set<Promise<void>>();
  async function run(): Promise<void> {
    for (let lease = take(); lease !== undefined; lease = take()) await perform(lease);
  }
  return {
    size: () => lanes.size,
    hasRoom: () => lanes.size < most,
    open() {
      const lane: Promise<void> = run().finally(() => {
        lanes.delete(lane);
        laneEnded();
      });
      lanes.add(lane);
    },
    ended: () => Promise.all(lanes),
  };
}

/** `dueAt` null: nobody waits. */
function sleepUntil(dueAt: number | null, now: number): number {
  return dueAt === null ? longestSleepMs : Math.min(longestSleepMs, Math.max(10, dueAt - now));
}

/** Attempts the delivery, and tells those who want to hear of it. */
async function stepsAfterAttempt(lease: Lease, options: WorkerOptions): Promise<readonly StateChange[]> {
  const { tellSubmitter, schedule, clock, events } = options;
  const outcomes = await attempt(lease, options);
  const steps = await tellSubmitter(lease, stepsOf(lease, outcomes, schedule, clock()), outcomes);
  for (const step of steps) tell(events, lease, step);
  return steps;
}

/** A connector that throws has failed for now, and only for this message. */
async function attempt(lease: Lease, { deliver, events }: WorkerOptions): Promise<readonly DeliveryOutcome[]> {
  try {
    return await deliver(lease);
  } catch (error) {
    events.fault('delivery', error);
    return lease.recipients.map(() => ({ kind: 'temporary', connector: '', text: 'internal error' }));
  }
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
