/** Writes down what became of recipients, many steps in one transaction, none of them long after it was made. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueStore, StateChange } from './queue-store.ts';

/** Steps of one transaction, and how long the first of them waits for company. */
const batchSteps = 100;
const writeDownMs = 200;
/** Steps that may wait; who makes more waits for the store. */
const maximumFinished = 1000;
/** After a fault of the store. */
const faultSleepMs = 1000;

export interface OutcomeWriter {
  /** Writes the steps down soon, together with others; waits where too many wait already. */
  add(steps: readonly StateChange[]): Promise<void>;
  /** Writes down all that waits. Rejects where the store cannot; the steps wait on. */
  write(): Promise<void>;
}

export function createOutcomeWriter(store: Pick<QueueStore, 'change'>): OutcomeWriter {
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
      if (finished.length >= batchSteps) write().catch(() => undefined);
      else writeLater(writeDownMs);
      while (finished.length >= maximumFinished)
        await write().catch(() => sleep(faultSleepMs, undefined, { ref: false }));
    },
  };
}
