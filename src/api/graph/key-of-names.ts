/** Ids of what has none of its own here, in the form of Graph's: opaque, and the same as long as it is the same. Pure. */
import { createHash } from 'node:crypto';

export function keyOfNames(...names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('base64url');
}
