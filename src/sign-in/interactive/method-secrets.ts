/** What is kept of each method to check it against: JSON, sealed for its user, and read back. */
import type { AuthenticationMethodWithSecret } from '../../directory/authentication-method.ts';
import { createSeal, keyFor } from '../../lib/seal.ts';
import type { Passkey } from './passkeys.ts';
import { hashRecoveryCode } from './recovery-codes.ts';

export interface Authenticator {
  /** Base32. */
  readonly secret: string;
  /** The step of the last code that was used. */
  readonly lastStep: number;
}

/** Seals and opens; an unreadable secret is null, and then fits nothing. */
export interface MethodSecrets {
  sealAuthenticator(userId: string, authenticator: Authenticator): string;
  openAuthenticator(method: AuthenticationMethodWithSecret): Authenticator | null;
  sealPasskey(userId: string, passkey: Passkey): string;
  openPasskey(method: AuthenticationMethodWithSecret): Passkey | null;
  /** Of new codes. */
  sealRecoveryCodes(userId: string, codes: readonly string[]): string;
  sealRecoveryHashes(userId: string, hashes: readonly string[]): string;
  openRecoveryHashes(method: AuthenticationMethodWithSecret): string[] | null;
  readonly recoveryKey: Buffer;
}

export function createMethodSecrets(serviceSecret: Buffer): MethodSecrets {
  const { seal, open } = createSeal('authentication methods', serviceSecret);
  const recoveryKey = keyFor('recovery codes', serviceSecret);
  const write = (kind: string, userId: string, value: unknown): string =>
    seal(JSON.stringify(value), `${kind} ${userId}`);
  function read({ kind, userId, secret }: AuthenticationMethodWithSecret): unknown {
    const text = open(secret, `${kind} ${userId}`);
    return text === null ? null : JSON.parse(text);
  }
  return {
    recoveryKey,
    sealAuthenticator: (userId, authenticator) => write('totp', userId, authenticator),
    openAuthenticator: (method) => read(method) as Authenticator | null,
    sealPasskey: (userId, passkey) => write('passkey', userId, passkey),
    openPasskey: (method) => read(method) as Passkey | null,
    sealRecoveryCodes: (userId, codes) =>
      write(
        'recovery-codes',
        userId,
        codes.map((code) => hashRecoveryCode(code, userId, recoveryKey)),
      ),
    sealRecoveryHashes: (userId, hashes) => write('recovery-codes', userId, hashes),
    openRecoveryHashes: (method) => read(method) as string[] | null,
  };
}
