/** How long a target that failed is left alone. Pure. */

export interface RetryDelays {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** The longest wait that a target may ask for. */
const maximumAskedMs = 3_600_000;

/**
 * The wait after `failures` in a row: twice as long each time, up to the longest, of which `chance` (0 to 1) takes away up
 * to a half, so that not all come back at once. A target that said when it wants to be asked again is asked then.
 */
export function retryDelayMs(
  { firstMs, longestMs }: RetryDelays,
  failures: number,
  chance: number,
  askedMs: number | null,
): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  const own = doubled * (1 - chance / 2);
  return askedMs === null ? own : Math.max(own, Math.min(askedMs, maximumAskedMs));
}

/** RFC 9110 §10.2.3: seconds, or a date. Null: nothing that can be read. */
export function readRetryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
