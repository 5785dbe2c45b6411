/** Smart lockout: slows guessing of passwords without locking out the real device at its usual address. In memory. */
import { createHmac, randomBytes } from 'node:crypto';
import { partyOf } from '../lib/address-range.ts';
import { type BoundedMap, createBoundedMap } from '../lib/bounded-map.ts';
import type { Clock } from '../lib/clock.ts';

export interface ThrottleLimits {
  /** Wrong passwords for one account from one address before that pair is locked. */
  readonly failuresPerPair: number;
  /** Wrong passwords for one account from all unfamiliar addresses before those are locked. */
  readonly failuresPerAccount: number;
  /** Wrong passwords from one address within the window before it may guess at familiar accounts only. */
  readonly failuresPerAddress: number;
  readonly addressWindowMs: number;
  readonly firstLockMs: number;
  readonly longestLockMs: number;
  /** How long a counter without a new failure is kept. */
  readonly forgetMs: number;
  /** How long an address stays familiar after a success. */
  readonly familiarMs: number;
  /** Tries at a locked but familiar pair that are still held against what was proven there lately. */
  readonly provingTries: number;
  readonly maximumEntries: number;
}

export const defaultThrottleLimits: ThrottleLimits = {
  failuresPerPair: 10,
  failuresPerAccount: 50,
  failuresPerAddress: 50,
  addressWindowMs: 10 * 60_000,
  firstLockMs: 60_000,
  longestLockMs: 15 * 60_000,
  forgetMs: 60 * 60_000,
  familiarMs: 30 * 24 * 60 * 60_000,
  provingTries: 100_000,
  maximumEntries: 50_000,
};

export interface Throttle {
  standing(account: string, address: string): 'open' | 'locked';
  /** The account signed in from this address not long ago. */
  isFamiliar(account: string, address: string): boolean;
  /**
   * Whether a locked pair may still be held against credentials that were proven lately: at a familiar address only, and so
   * many times only, or the lock would be none for who sits beside the real device.
   */
  mayProve(account: string, address: string): boolean;
  succeeded(account: string, address: string): void;
  /** `password` null: it is not known (SCRAM), and every failure counts. */
  failed(account: string, address: string, password: string | null): void;
}

interface Counter {
  failures: number;
  locks: number;
  lockedUntil: number;
  lastFailureAt: number;
  lastWrong: string;
  tries: number;
}

const nothing: Counter = { failures: 0, locks: 0, lockedUntil: 0, lastFailureAt: 0, lastWrong: '', tries: 0 };

export function createThrottle(limits: ThrottleLimits, clock: Clock): Throttle {
  const processKey = randomBytes(32);
  const pairs = createBoundedMap<string, Counter>(limits.maximumEntries);
  const accounts = createBoundedMap<string, Counter>(limits.maximumEntries);
  const addresses = createBoundedMap<string, { failures: number; since: number }>(limits.maximumEntries);
  const familiar = createBoundedMap<string, number>(limits.maximumEntries);

  const pairOf = (account: string, address: string): string => `${account}\0${partyOf(address)}`;
  const isLocked = (counter: Counter | undefined): boolean => counter !== undefined && clock() < counter.lockedUntil;

  function isFamiliar(account: string, address: string): boolean {
    const lastSuccess = familiar.get(pairOf(account, address));
    return lastSuccess !== undefined && clock() - lastSuccess < limits.familiarMs;
  }

  function countAddress(address: string): void {
    const party = partyOf(address);
    const now = clock();
    const kept = addresses.get(party);
    if (kept === undefined || now - kept.since >= limits.addressWindowMs)
      addresses.set(party, { failures: 1, since: now });
    else kept.failures++;
  }

  return {
    isFamiliar,
    standing(account, address) {
      if (isLocked(pairs.get(pairOf(account, address)))) return 'locked';
      if (isFamiliar(account, address)) return 'open';
      if (isLocked(accounts.get(account))) return 'locked';
      const ofAddress = addresses.get(partyOf(address));
      if (ofAddress === undefined || clock() - ofAddress.since >= limits.addressWindowMs) return 'open';
      return ofAddress.failures >= limits.failuresPerAddress ? 'locked' : 'open';
    },
    mayProve(account, address) {
      const pair = pairs.get(pairOf(account, address));
      return pair !== undefined && isFamiliar(account, address) && ++pair.tries <= limits.provingTries;
    },
    succeeded(account, address) {
      const key = pairOf(account, address);
      familiar.set(key, clock());
      // A success beside a lock does not lift it, or every message of the device would give a guesser new tries.
      if (!isLocked(pairs.get(key))) pairs.delete(key);
    },
    failed(account, address, password) {
      const wrong =
        password === null ? '' : createHmac('sha256', processKey).update(`${account}\0${password}`).digest('base64');
      const failure = { wrong, now: clock(), limits };
      if (!countFailure(pairs, pairOf(account, address), limits.failuresPerPair, failure)) return;
      countAddress(address);
      if (!isFamiliar(account, address)) countFailure(accounts, account, limits.failuresPerAccount, failure);
    },
  };
}

interface Failure {
  /** A keyed hash of the wrong password; empty: it is not known. */
  readonly wrong: string;
  readonly now: number;
  readonly limits: ThrottleLimits;
}

/** Counts one more; `false` when it is the same wrong password again, as a device with an old one sends it. */
function countFailure(
  counters: BoundedMap<string, Counter>,
  key: string,
  limit: number,
  { wrong, now, limits }: Failure,
): boolean {
  const kept = counters.get(key);
  const counter = kept === undefined || now - kept.lastFailureAt > limits.forgetMs ? { ...nothing } : kept;
  counter.lastFailureAt = now;
  const repeated = wrong !== '' && counter.lastWrong === wrong;
  counter.lastWrong = wrong;
  if (!repeated && ++counter.failures >= limit) {
    counter.lockedUntil = now + Math.min(limits.longestLockMs, limits.firstLockMs * 2 ** Math.min(counter.locks++, 20));
    // The first failure after the lock locks again, for longer.
    counter.failures = limit - 1;
  }
  counters.set(key, counter);
  return !repeated;
}
