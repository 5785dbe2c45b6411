/** Passwords as argon2id PHC strings, and the dispatch to the cheap hash of app passwords. */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { isAppPasswordHash, verifyAppPassword } from './app-password.ts';

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

const phcPattern = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,88})\$([A-Za-z0-9+/]{22,88})$/;

// RFC 4616 §2: the password is prepared (RFC 4013) before it is compared; the same letters typed elsewhere are the same.
function prepared(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8');
}

// The PHC string format has base64 without padding.
function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function phc(nonce: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`;
}

/** The PHC string of `password`, with a new salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  return phc(nonce, await derive('argon2id', { message: prepared(password), nonce, tagLength, ...cost }));
}

/** A PHC string that no password fits, and that costs as much to find out. */
export function decoyHash(): string {
  return phc(randomBytes(16), randomBytes(tagLength));
}

/** Whether `password` is the one of `hash`; a hash of another kind fits none. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  if (isAppPasswordHash(hash)) return verifyAppPassword(password, hash);
  const [, memory, passes, parallelism, salt, tag] = phcPattern.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive('argon2id', {
    message: prepared(password),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(actual, expected);
}
