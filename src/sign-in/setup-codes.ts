/**
 * The code of the set-up link, with which the first administrator is made: good for a day, and once. Wrong tries are limited by
 * where they come from, and cost nobody else the code: it cannot be guessed, but could be spent.
 *
 * Only its digest is kept, and in memory alone: nothing of it rests on disk, and each start of the service makes a new one.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { partyOf } from '../lib/address-range.ts';
import { createBoundedMap } from '../lib/bounded-map.ts';
import type { Clock } from '../lib/clock.ts';
import { newReadableCode, readReadableCode } from '../lib/readable-code.ts';

export interface SetupCode {
  readonly code: string;
  readonly endsAt: number;
}

export interface SetupCodes {
  /** A new one; that of before is good no longer. */
  make(): SetupCode;
  /** `taken`: it is the caller's alone from now on; `over`: none is good any more; `too-many`: wrong ones from there, for now. */
  take(typed: string, address: string): 'taken' | 'wrong' | 'over' | 'too-many';
  /** The one that was taken is good again, since nothing came of it. */
  giveBack(): void;
}

export const setupCodeHours = 24;
/** Wrong codes of one address (of IPv6: of one /64) in an hour. */
export const maximumWrongSetupCodes = 20;
const hourMs = 3_600_000;
/** Addresses that are remembered; beyond it the one that was heard of longest ago is forgotten. */
const maximumParties = 10_000;
/** Nearly 150 bits. */
const groups = 6;

interface Wrong {
  readonly since: number;
  readonly tries: number;
}

interface Kept {
  readonly digest: Buffer;
  readonly endsAt: number;
  readonly isTaken: boolean;
}

export function createSetupCodes(clock: Clock): SetupCodes {
  let kept: Kept | null = null;
  let wrongOf = createBoundedMap<string, Wrong>(maximumParties);
  return {
    make() {
      const code = newReadableCode(groups);
      const endsAt = clock() + setupCodeHours * hourMs;
      kept = { digest: digestOf(code), endsAt, isTaken: false };
      wrongOf = createBoundedMap(maximumParties);
      return { code, endsAt };
    },
    take(typed, address) {
      const now = clock();
      if (kept === null || kept.isTaken || now >= kept.endsAt) return 'over';
      const party = partyOf(address);
      const known = wrongOf.get(party);
      const wrong = known === undefined || now >= known.since + hourMs ? { since: now, tries: 0 } : known;
      if (wrong.tries >= maximumWrongSetupCodes) return 'too-many';
      if (timingSafeEqual(kept.digest, digestOf(typed))) {
        kept = { ...kept, isTaken: true };
        return 'taken';
      }
      wrongOf.set(party, { ...wrong, tries: wrong.tries + 1 });
      return 'wrong';
    },
    giveBack() {
      if (kept !== null) kept = { ...kept, isTaken: false };
    },
  };
}

function digestOf(typed: string): Buffer {
  return createHash('sha256')
    .update(readReadableCode(typed, groups) ?? '')
    .digest();
}
