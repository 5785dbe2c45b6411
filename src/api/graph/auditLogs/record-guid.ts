/** Ids of our logs in the form of a GUID, in which Graph's clients expect them (RFC 9562 §5.8). Pure. */
import { correlationIdOfSession } from '../../../sign-in/sign-in-log.ts';

export function guidOfRecord(id: string): string {
  return /^[\dA-F]{16}$/.test(id) ? correlationIdOfSession(id) : id;
}

export function recordOfGuid(guid: string): string {
  const [, a, b, c, d] = /^([\da-f]{8})-([\da-f]{4})-8([\da-f]{3})-8([\da-f])00-0{12}$/.exec(guid.toLowerCase()) ?? [];
  return a === undefined ? guid : `${a}${b}${c}${d}`.toUpperCase();
}
