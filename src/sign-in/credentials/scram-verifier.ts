/** SCRAM-SHA-256 verifiers: made from a password, put together for a login, and made up for a login that nobody has. */
import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ScramVerifier, SignInFacts } from '../../directory/directory-store.ts';
import type { ScramServerCredential } from '../../smtp/sasl/mechanism.ts';

const derive = promisify(pbkdf2);

// RFC 7677 §4 asks for 4,096 at least.
const iterations = 32_768;
const saltLength = 16;

function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** The verifier of `password` (RFC 5802 §3). `salt` is given where it must be shared with other passwords of the user. */
export async function makeScramVerifier(password: string, salt: string | null = null): Promise<ScramVerifier> {
  const saltBytes = salt === null ? randomBytes(saltLength) : Buffer.from(salt, 'base64');
  const salted = await derive(password.normalize('NFKC'), saltBytes, iterations, 32, 'sha256');
  return {
    salt: saltBytes.toString('base64'),
    iterations,
    storedKey: createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64'),
    serverKey: hmac(salted, 'Server Key').toString('base64'),
  };
}

function keyOf(name: string, verifier: ScramVerifier): ScramServerCredential['keys'][number] {
  return {
    name,
    storedKey: Buffer.from(verifier.storedKey, 'base64'),
    serverKey: Buffer.from(verifier.serverKey, 'base64'),
  };
}

/** Verifiers for a login that has none: the same each time it is asked for, at every start, and fitting no password. */
export function decoyScramCredential(login: string, serviceSecret: Buffer): ScramServerCredential {
  const made = (what: string): Buffer => hmac(serviceSecret, `${what}\0${login.toLowerCase()}`);
  return {
    salt: made('salt').subarray(0, saltLength),
    iterations,
    keys: [{ name: 'password', storedKey: made('stored key'), serverKey: made('server key') }],
  };
}

/**
 * What SCRAM needs for `login`: the password's verifier, and those of the app passwords that share its salt, since only one
 * salt can be told to a client that has not proven anything yet.
 */
export function scramCredentialOf(
  facts: SignInFacts | null,
  login: string,
  serviceSecret: Buffer,
): ScramServerCredential {
  const own = facts?.verifiers?.scram ?? null;
  if (facts === null || own === null) return decoyScramCredential(login, serviceSecret);
  const keys = [keyOf('password', own)];
  for (const { name, verifiers } of facts.appPasswords) {
    const { scram } = verifiers;
    if (scram?.salt === own.salt && scram.iterations === own.iterations)
      keys.push(keyOf(`app-password:${name}`, scram));
  }
  return { salt: Buffer.from(own.salt, 'base64'), iterations: own.iterations, keys };
}
