/** Names that nothing else has. */
import { createHash, randomUUID } from 'node:crypto';

/** Ticks of 100 ns, counted from the year 1: what Microsoft's session ids are made of. */
const ticksPerMs = 10_000;
const ticksTo1970 = 621_355_968_000_000_000n;

let last = 0n;

/**
 * Sixteen upper-case hex digits, the form of Microsoft's session ids. Each is greater than the one before: lists are sorted by
 * them, and a flood of messages writes few pages of an index. They can be guessed: nothing rests on that.
 */
export function newId(): string {
  const now = ticksTo1970 + BigInt(Date.now()) * BigInt(ticksPerMs);
  // Also within a millisecond, and where the clock is set back.
  last = now > last ? now : last + 1n;
  return last.toString(16).toUpperCase().padStart(16, '0');
}

/** The form of the ids of Entra's objects, and of correlation ids. */
export function newGuid(): string {
  return randomUUID();
}

/** The same for the same name, at each start (RFC 9562 §5.8). */
export function guidOfName(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
