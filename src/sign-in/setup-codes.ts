/**
 * The code of the set-up link, with which the first administrator is made: good for a day, once, and for few wrong tries.
 *
 * Only its digest is kept, and in memory alone: nothing of it rests on disk, and each start of the service makes a new one.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import { newReadableCode, readReadableCode } from '../lib/readable-code.ts';

export interface SetupCode {
  readonly code: string;
  readonly endsAt: number;
}

export interface SetupCodes {
  /** A new one; that of before is good no longer. */
  make(): SetupCode;
  /** `taken`: it is the caller's alone from now on; `over`: none is good any more. */
  take(typed: string): 'taken' | 'wrong' | 'over';
  /** The one that was taken is good again, since nothing came of it. */
  giveBack(): void;
}

export const setupCodeHours = 24;
/** Wrong codes after which the right one is good no longer. */
export const maximumWrongSetupCodes = 20;
/** Nearly 150 bits. */
const groups = 6;

interface Kept {
  readonly digest: Buffer;
  readonly endsAt: number;
  readonly wrong: number;
  readonly isTaken: boolean;
}

export function createSetupCodes(clock: Clock): SetupCodes {
  let kept: Kept | null = null;
  return {
    make() {
      const code = newReadableCode(groups);
      const endsAt = clock() + setupCodeHours * 3_600_000;
      kept = { digest: digestOf(code), endsAt, wrong: 0, isTaken: false };
      return { code, endsAt };
    },
    take(typed) {
      if (kept === null || kept.isTaken || clock() >= kept.endsAt || kept.wrong >= maximumWrongSetupCodes)
        return 'over';
      if (timingSafeEqual(kept.digest, digestOf(typed))) {
        kept = { ...kept, isTaken: true };
        return 'taken';
      }
      kept = { ...kept, wrong: kept.wrong + 1 };
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
