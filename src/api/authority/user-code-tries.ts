/** How many user codes may be tried: of 20^8 codes few are good at a time, and nobody gets to guess for long (RFC 8628 §5.1). */
import { partyOf } from '../../lib/address-range.ts';
import { createBoundedMap } from '../../lib/bounded-map.ts';

/** Wrong codes of one address, and of all, in a window. */
export const wrongCodesPerAddress = 10;
export const wrongCodesOfAll = 1000;
const windowMs = 600_000;
const maximumAddresses = 10_000;

export interface UserCodeTries {
  may(address: string, now: number): boolean;
  wrong(address: string, now: number): void;
}

interface Window {
  readonly since: number;
  readonly count: number;
}

export function createUserCodeTries(): UserCodeTries {
  const byAddress = createBoundedMap<string, Window>(maximumAddresses);
  let ofAll: Window = { since: 0, count: 0 };
  const current = (window: Window | undefined, now: number): Window =>
    window === undefined || now - window.since >= windowMs ? { since: now, count: 0 } : window;
  return {
    may: (address, now) =>
      current(byAddress.get(partyOf(address)), now).count < wrongCodesPerAddress &&
      current(ofAll, now).count < wrongCodesOfAll,
    wrong(address, now) {
      const party = partyOf(address);
      const { since, count } = current(byAddress.get(party), now);
      byAddress.set(party, { since, count: count + 1 });
      ofAll = current(ofAll, now);
      ofAll = { ...ofAll, count: ofAll.count + 1 };
    },
  };
}
