/** Names that are hard to guess. */
import { randomBytes } from 'node:crypto';

/** Sixteen upper-case hex digits, the form of Microsoft's session ids. */
export function newId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}
