/** An answer that holds for a while, looked up once for all who ask meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from './clock.ts';

export function kept<T>(forMs: number, make: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let madeAt = 0;
  return () => {
    if (answer === null || systemClock() - madeAt > forMs) {
      madeAt = systemClock();
      answer = make();
    }
    return answer;
  };
}

/** How long the store may take for its part. */
const patienceMs = 5000;

/** Null: it failed, or took too long; the cause is told where the store itself meets it. */
export function orNull<T>(question: Promise<T>): Promise<T | null> {
  const late = sleep(patienceMs, null, { ref: false });
  return Promise.race([question.catch(() => null), late]);
}
