/** App passwords: made here, shown once, and kept as a salted HMAC. */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

const prefix = '$hmac-sha256$';
const letters = 16;
const shape = /^[a-z]{16}$/;

/** A new app password: sixteen lower-case letters, as Microsoft's have. */
export function newAppPassword(): string {
  return Array.from({ length: letters }, () => String.fromCharCode(97 + randomInt(26))).join('');
}

/** Whether `password` could be an app password at all. */
export function looksLikeAppPassword(password: string): boolean {
  return shape.test(password);
}

/**
 * The stored form of an app password. Sixteen random letters have 75 bits of entropy, which nobody guesses through however
 * fast the hash is; and a user may have forty of them, which a slow hash would make forty times as slow to look up.
 */
export function hashAppPassword(password: string): string {
  const salt = randomBytes(16);
  const hash = createHmac('sha256', salt).update(password).digest();
  return `${prefix}${salt.toString('base64')}$${hash.toString('base64')}`;
}

export function isAppPasswordHash(hash: string): boolean {
  return hash.startsWith(prefix);
}

export function verifyAppPassword(password: string, hash: string): boolean {
  const [salt, expected] = hash.slice(prefix.length).split('$');
  // A short password under this fast hash would be guessed from a stolen store.
  if (salt === undefined || expected === undefined || !looksLikeAppPassword(password)) return false;
  const actual = createHmac('sha256', Buffer.from(salt, 'base64')).update(password).digest();
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === actual.length && timingSafeEqual(actual, wanted);
}
