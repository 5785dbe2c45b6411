/** Credentials that were proven a moment ago, so that a device that connects for each message pays for one hash. */
import { createHmac, randomBytes } from 'node:crypto';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';

const maximumEntries = 10_000;
const lifetimeMs = 5 * 60_000;

export interface ProvenCredentials {
  /**
   * The name of a credential here. The stored hash is part of it, so that a changed password is unknown at once; and a
   * random key of this process, so that nothing kept here helps to guess a password.
   */
  keyOf(userId: string, password: string, hash: string): string;
  has(key: string): boolean;
  add(key: string): void;
}

export function createProvenCredentials(clock: Clock): ProvenCredentials {
  const processKey = randomBytes(32);
  const expiries = createBoundedMap<string, number>(maximumEntries);
  return {
    keyOf: (userId, password, hash) =>
      createHmac('sha256', processKey).update(`${userId}\0${password}\0${hash}`).digest('base64'),
    has(key) {
      const expiry = expiries.get(key);
      if (expiry === undefined) return false;
      if (clock() < expiry) return true;
      expiries.delete(key);
      return false;
    },
    add: (key) => expiries.set(key, clock() + lifetimeMs),
  };
}
