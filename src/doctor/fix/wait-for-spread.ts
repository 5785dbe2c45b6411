/** Waits until a change holds, by looking again and again, with an end. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Waiting {
  /** No longer than that. */
  readonly limitMs: number;
  /** The first pause; each is twice the one before it, up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Told before each pause. */
  readonly onPause?: (elapsedMs: number, limitMs: number) => void;
  readonly signal?: AbortSignal;
}

/** Looks until `holds`, or until the time is over; what was seen last. */
export async function waitForSpread<T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  { limitMs, firstPauseMs, longestPauseMs, onPause, signal }: Waiting,
): Promise<T> {
  const begun = Date.now();
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const seen = await look();
    const elapsedMs = Date.now() - begun;
    if (holds(seen) || elapsedMs >= limitMs) return seen;
    onPause?.(elapsedMs, limitMs);
    await delay(Math.min(pauseMs, limitMs - elapsedMs), undefined, { signal });
  }
}
