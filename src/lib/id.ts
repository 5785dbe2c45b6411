/** Names that nothing else has. */
import { createHash, randomInt, randomUUID } from 'node:crypto';

/** Ticks of 100 ns, counted from the year 1: what Microsoft's session ids are made of. */
const ticksPerMs = 10_000;
const ticksTo1970 = 621_355_968_000_000_000n;

let last = BigInt(randomInt(ticksPerMs));

/**
 * Sixteen upper-case hex digits, the form of Microsoft's session ids. Ids that are made one after the other stand beside each
 * other in an index, so that a flood of messages writes few of its pages. They can be guessed: nothing rests on that.
 */
export function newId(): string {
  // Within a millisecond they are told apart by a count that goes on from one to the next.
  last = (last + 1n) % BigInt(ticksPerMs);
  const ticks = ticksTo1970 + BigInt(Date.now()) * BigInt(ticksPerMs) + last;
  return ticks.toString(16).toUpperCase().padStart(16, '0');
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
