/** Recovery codes: shown once, each good once, kept as keyed hashes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { newReadableCode, readReadableCode } from '../../lib/readable-code.ts';

export const recoveryCodeCount = 10;
const groups = 2;

/** Ten new ones, such as `k7m2p-x4wz9`: 49 bits each, which the bounded tries of a sign-in are far from. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => newReadableCode(groups));
}

/** The code as it is kept, whatever case, spaces and dashes it was typed with; null: it could be none. */
export function readRecoveryCode(typed: string): string | null {
  return readReadableCode(typed, groups);
}

export function hashRecoveryCode(code: string, userId: string, key: Buffer): string {
  return createHmac('sha256', key)
    .update(`${userId}\0${readRecoveryCode(code)}`)
    .digest('base64url');
}

/** The hashes that are left when `code` is used; null: it is none of them. */
export function withoutRecoveryCode(
  hashes: readonly string[],
  code: string,
  userId: string,
  key: Buffer,
): string[] | null {
  const sought = Buffer.from(hashRecoveryCode(code, userId, key));
  const left = hashes.filter((hash) => hash.length !== sought.length || !timingSafeEqual(Buffer.from(hash), sought));
  return left.length < hashes.length ? left : null;
}
