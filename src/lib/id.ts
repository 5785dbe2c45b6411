/** Names that are hard to guess. */
import { randomBytes, randomUUID } from 'node:crypto';

/** Sixteen upper-case hex digits, the form of Microsoft's session ids. */
export function newId(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}

/** The form of the ids of Entra's objects, and of correlation ids. */
export function newGuid(): string {
  return randomUUID();
}
