/** Takes due recipients on, has them delivered, and writes down what became of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
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
  readonly events: Pick<Events, 'delivered' | 'fault'>;
}

export interface QueueWorker {
  start(): void;
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
/** Outcomes wait so long for company at the most. */
const writeDownMs = 200;
/** Outcomes that may wait; who finishes more waits for the store. */
const maximumFinished = 1000;
/** What is kept of an upstream's words. */
const maximumAnswer = 500;

export function createQueueWorker(options: WorkerOptions): QueueWorker {
  const { store, deliver, tellSubmitter, schedule, clock, owner, concurrency, events } = options;
  const outcomes = createOutcomeWriter(store);
  const leased: Lease[] = [];
  const lanes = new Set<Promise<void>>();
  /** Aborted while the worker does not run. */
  let stopping = AbortSignal.abort();
  let stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<void> | null = null;
  let called = false;

  /** Somebody may be due: fills the lanes that are free. */
  function wake(): void {
    called = true;
    if (!stopping.aborted) filling ??= fill().finally(() => (filling = null));
  }

  async function fill(): Promise<void> {
    let sleepMs = longestSleepMs;
    let drained = false;
    try {
      while (called && !stopping.aborted) {
        called = false;
        if (leased.length === 0 && lanes.size < concurrency) {
          leased.push(...(await store.lease(owner, clock(), clock() + leaseMs, batchMessages)));
          drained = leased.length === 0;
        }
        while (!stopping.aborted && leased.length > 0 && lanes.size < concurrency) openLane();
      }
      // As long as there is more, the end of a lane calls again.
      const dueAt = drained ? await store.nextDueAt() : null;
      if (dueAt !== null) sleepMs = Math.min(longestSleepMs, Math.max(10, dueAt - clock()));
    } catch (error) {
      events.fault('queue', error);
      // The store is busy or its disk full: what waits is still there later.
      sleepMs = faultSleepMs;
    }
    clearTimeout(timer);
    if (!stopping.aborted) timer = setTimeout(wake, sleepMs).unref();
  }

  function openLane(): void {
    const lane: Promise<void> = work().finally(() => {
      lanes.delete(lane);
      wake();
    });
    lanes.add(lane);
  }

  /** One lane: a message after the other, while there are any. A slow one holds up its own lane only. */
  async function work(): Promise<void> {
    while (!stopping.aborted) {
      const lease = leased.shift();
      if (lease === undefined) return;
      const came = await attempt(lease);
      const steps = await tellSubmitter(lease, stepsOf(lease, came, schedule, clock()), came);
      for (const step of steps) tell(events, lease, step);
      await outcomes.add(steps);
    }
  }

  /** A connector that throws has failed for now, and only for this message. */
  async function attempt(lease: Lease): Promise<readonly DeliveryOutcome[]> {
    try {
      return await deliver(lease);
    } catch (error) {
      events.fault('delivery', error);
      return lease.recipients.map(() => ({ kind: 'temporary', connector: '', text: 'internal error' }));
    }
  }

  store.onArrival(wake);
  return {
    start() {
      stop = new AbortController();
      stopping = stop.signal;
      wake();
    },
    async stop(graceMs) {
      stop.abort();
      clearTimeout(timer);
      await Promise.race([Promise.all([filling, ...lanes]), sleep(graceMs, undefined, { ref: false })]);
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

interface OutcomeWriter {
  /** Writes the steps down soon, together with others; waits where too many wait already. */
  add(steps: readonly StateChange[]): Promise<void>;
  /** Writes down all that waits. Rejects where the store cannot; the steps wait on. */
  write(): Promise<void>;
}

function createOutcomeWriter(store: Pick<QueueStore, 'change'>): OutcomeWriter {
  let finished: StateChange[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;

  async function writeNow(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    while (finished.length > 0) {
      const steps = finished;
      finished = [];
      try {
        await store.change(steps);
      } catch (error) {
        finished.unshift(...steps);
        writeLater(faultSleepMs);
        throw error;
      }
    }
  }

  function writeLater(delayMs: number): void {
    timer ??= setTimeout(() => {
      timer = null;
      write().catch(() => undefined);
    }, delayMs).unref();
  }

  function write(): Promise<void> {
    writing ??= writeNow().finally(() => (writing = null));
    return writing;
  }

  return {
    write,
    async add(steps) {
      finished.push(...steps);
      if (finished.length >= batchMessages) write().catch(() => undefined);
      else writeLater(writeDownMs);
      while (finished.length >= maximumFinished)
        await write().catch(() => sleep(faultSleepMs, undefined, { ref: false }));
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
