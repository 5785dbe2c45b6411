/** Whether a password is good, at the least cost: proven a moment ago, an app password, or by a hash in its turn. */
import type { SignInFacts } from '../../directory/directory-store.ts';
import { looksLikeAppPassword, verifyAppPassword } from './app-password.ts';
import type { HashLimiter } from './hash-limiter.ts';
import { decoyHash, verifyPassword } from './password-hash.ts';
import type { ProvenCredentials } from './proven-credentials.ts';

export type PasswordVerdict =
  | { readonly kind: 'password' }
  | { readonly kind: 'app-password'; readonly id: string; readonly name: string }
  | { readonly kind: 'wrong' }
  /** Too many hashes wait; nothing is known of the password. */
  | { readonly kind: 'busy' };

export interface PasswordChecker {
  /** `lane`: those who share one wait for each other. */
  check(facts: SignInFacts | null, password: string, lane: string): Promise<PasswordVerdict>;
  /** What is known without a slow hash; null: nothing. */
  checkCheaply(facts: SignInFacts | null, password: string): PasswordVerdict | null;
}

export function createPasswordChecker(limiter: HashLimiter, proven: ProvenCredentials): PasswordChecker {
  const decoy = decoyHash();
  /** Hashes under way: a device that opens many connections at once waits for one. Bounded by the limiter's line. */
  const underWay = new Map<string, Promise<PasswordVerdict>>();

  function checkCheaply(facts: SignInFacts | null, password: string): PasswordVerdict | null {
    if (facts === null) return null;
    const hash = facts.verifiers?.password;
    if (hash !== undefined && proven.has(proven.keyOf(facts.user.id, password, hash))) return { kind: 'password' };
    if (!looksLikeAppPassword(password)) return null;
    const fitting = facts.appPasswords.find(({ verifiers }) => verifyAppPassword(password, verifiers.password));
    return fitting === undefined ? null : { kind: 'app-password', id: fitting.id, name: fitting.name };
  }

  async function checkSlowly(key: string, password: string, hash: string, lane: string): Promise<PasswordVerdict> {
    const result = await limiter.run(lane, () => verifyPassword(password, hash));
    if (result.kind === 'busy') return { kind: 'busy' };
    if (!result.value) return { kind: 'wrong' };
    proven.add(key);
    return { kind: 'password' };
  }

  return {
    checkCheaply,
    async check(facts, password, lane) {
      const known = checkCheaply(facts, password);
      if (known !== null) return known;
      // Who does not exist costs the same, so that the time tells nothing.
      const hash = facts?.verifiers?.password ?? decoy;
      const key = proven.keyOf(facts?.user.id ?? '', password, hash);
      // The lane is part of it: waiting in a guesser's lane is for guessers.
      const flight = `${key}\0${lane}`;
      const flying = underWay.get(flight);
      if (flying !== undefined) return flying;
      const checking = checkSlowly(key, password, hash, lane).finally(() => underWay.delete(flight));
      underWay.set(flight, checking);
      return checking;
    },
  };
}
