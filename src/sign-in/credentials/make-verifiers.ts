/** Everything that is stored of a new password. */
import type { Verifiers } from '../../directory/directory-store.ts';
import { hashAppPassword } from './app-password.ts';
import { hashPassword } from './password-hash.ts';
import { makeScramVerifier } from './scram-verifier.ts';

/** The verifiers of a user's own password; `withScram`: it may be used with SCRAM. */
export async function makePasswordVerifiers(password: string, withScram: boolean): Promise<Verifiers> {
  const [hash, scram] = await Promise.all([
    hashPassword(password),
    withScram ? makeScramVerifier(password) : Promise.resolve(null),
  ]);
  return { password: hash, scram };
}

/** The verifiers of an app password of a user whose own are `own`; SCRAM needs the salt of those. */
export async function makeAppPasswordVerifiers(appPassword: string, own: Verifiers | null): Promise<Verifiers> {
  const salt = own?.scram?.salt;
  return {
    password: hashAppPassword(appPassword),
    scram: salt === undefined ? null : await makeScramVerifier(appPassword, salt),
  };
}
