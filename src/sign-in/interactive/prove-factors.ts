/** Checks what a person shows: password, code of an app, recovery code, passkey. A right one is used up where it is good once. */
import type {
  AuthenticationMethodStore,
  AuthenticationMethodWithSecret,
} from '../../directory/authentication-method.ts';
import type { SignInFacts } from '../../directory/directory-store.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PasswordChecker } from '../credentials/check-password.ts';
import type { Throttle } from '../throttle.ts';
import type { MethodSecrets } from './method-secrets.ts';
import { provenPasskey, type RelyingParty } from './passkeys.ts';
import { withoutRecoveryCode } from './recovery-codes.ts';
import { stepOfCode } from './totp.ts';

export interface FactorParts {
  readonly methods: Pick<AuthenticationMethodStore, 'listMethods' | 'replaceMethodSecret'>;
  readonly throttle: Throttle;
  readonly passwords: PasswordChecker;
  readonly secrets: MethodSecrets;
  readonly clock: Clock;
}

export type PasswordProof = 'right' | 'wrong' | 'locked' | 'busy';

/** As at the SMTP door: the same locks, the same line for hashes; an app password is for programs, and wrong here. */
export async function provePassword(
  { throttle, passwords }: FactorParts,
  facts: SignInFacts | null,
  login: string,
  password: string,
  address: string,
): Promise<PasswordProof> {
  // By id, so that an alias gives no further guesses.
  const account = facts?.user.id ?? login.toLowerCase();
  if (throttle.standing(account, address) === 'locked') {
    const known = throttle.mayProve(account, address) ? passwords.checkCheaply(facts, password) : null;
    if (known?.kind !== 'password') return 'locked';
  }
  const lane = throttle.isFamiliar(account, address) ? `${account} ${address}` : address;
  const { kind } = await passwords.check(facts, password, lane);
  if (kind === 'busy') return 'busy';
  if (kind === 'password' && facts !== null) {
    throttle.succeeded(account, address);
    return 'right';
  }
  throttle.failed(account, address, password);
  return 'wrong';
}

/** A code of an app or a recovery code; each guess counts, for the account and the address. */
export async function proveCode(
  parts: FactorParts,
  userId: string,
  typed: string,
  address: string,
): Promise<'totp' | 'recovery-code' | 'wrong' | 'locked'> {
  const account = `codes of ${userId}`;
  if (parts.throttle.standing(account, address) === 'locked') return 'locked';
  for (const method of await parts.methods.listMethods(userId)) {
    const left = secretAfter(parts, method, typed);
    if (left === null || !(await parts.methods.replaceMethodSecret(method.id, method.secret, left))) continue;
    parts.throttle.succeeded(account, address);
    return method.kind === 'totp' ? 'totp' : 'recovery-code';
  }
  parts.throttle.failed(account, address, null);
  return 'wrong';
}

/** The secret of `method` once `typed` is used up; null: it is none of its codes. */
function secretAfter(
  { secrets, clock }: FactorParts,
  method: AuthenticationMethodWithSecret,
  typed: string,
): string | null {
  if (method.kind === 'totp') {
    const authenticator = secrets.openAuthenticator(method);
    if (authenticator === null) return null;
    const lastStep = stepOfCode(authenticator.secret, typed.replaceAll(/\s/g, ''), clock(), authenticator.lastStep);
    return lastStep === null ? null : secrets.sealAuthenticator(method.userId, { ...authenticator, lastStep });
  }
  if (method.kind !== 'recovery-codes') return null;
  const hashes = secrets.openRecoveryHashes(method) ?? [];
  const left = withoutRecoveryCode(hashes, typed, method.userId, secrets.recoveryKey);
  return left === null ? null : secrets.sealRecoveryHashes(method.userId, left);
}

/** Whether `answer` is that of the user's passkey `credentialId` to `challenge`. */
export async function provePasskey(
  { methods, secrets }: FactorParts,
  userId: string,
  {
    credentialId,
    challenge,
    answer,
  }: { readonly credentialId: string; readonly challenge: string; readonly answer: string },
  party: RelyingParty,
): Promise<boolean> {
  for (const method of await methods.listMethods(userId)) {
    const passkey = method.kind === 'passkey' ? secrets.openPasskey(method) : null;
    if (passkey?.credentialId !== credentialId) continue;
    const used = await provenPasskey(party, challenge, answer, passkey);
    return (
      used !== null && (await methods.replaceMethodSecret(method.id, method.secret, secrets.sealPasskey(userId, used)))
    );
  }
  return false;
}
