/** The time that an examination may take as a whole: whatever waits, waits no longer than what is left of it. */

export class Deadline {
  readonly #end: number;

  constructor(totalMs: number) {
    this.#end = performance.now() + totalMs;
  }

  get isOver(): boolean {
    return this.leftMs <= 0;
  }

  get leftMs(): number {
    return this.#end - performance.now();
  }

  /** So long, or what is left; at least a moment, so that a timer of it is one. */
  within(limitMs: number): number {
    return Math.max(1, Math.min(limitMs, this.leftMs));
  }
}

/** What a promise comes to, or null where that takes longer. What comes later is let go. */
export async function inTime<T>(promise: Promise<T>, limitMs: number): Promise<T | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), limitMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
