/** How many requests a party may make: a bucket of tokens that fills steadily. */
import { createBoundedMap } from '../lib/bounded-map.ts';
import type { Clock } from '../lib/clock.ts';

export interface RequestLimits {
  /** Requests in `seconds`, and at once; 0: no limit. */
  readonly requests: number;
  readonly seconds: number;
}

export interface RequestLimiter {
  /** Takes one request. Null: it may go on; else the whole seconds to wait before the next try. */
  take(...party: readonly string[]): number | null;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Parties that are remembered; one that was not heard of for longest begins anew. */
const maximumBuckets = 10_000;

export function createRequestLimiter({ requests, seconds }: RequestLimits, clock: Clock): RequestLimiter {
  const buckets = createBoundedMap<string, Bucket>(maximumBuckets);
  const perMs = requests / (seconds * 1000);
  return {
    take(...party) {
      if (requests === 0) return null;
      const key = party.join(' ');
      const now = clock();
      const { tokens, at } = buckets.get(key) ?? { tokens: requests, at: now };
      // A clock that is put back takes nothing away.
      const filled = Math.min(requests, rounded(tokens + Math.max(0, now - at) * perMs));
      const left = filled < 1 ? filled : filled - 1;
      buckets.set(key, { tokens: left, at: now });
      return filled < 1 ? Math.max(1, Math.ceil(rounded((1 - filled) / perMs / 1000))) : null;
    },
  };
}

/** Ten tenths are one, whatever their sum in floating point. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
