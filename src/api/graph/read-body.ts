/** Reads what a request may change, and says of what it may not. Pure. */
import { BadRequest } from './graph-error.ts';

export type Kind = 'boolean' | 'string' | 'object';

/** The known properties of `body`, in any case as Graph takes them. Throws a `BadRequest` that names the one it is about. */
export function readBody(body: unknown, kinds: Readonly<Record<string, Kind>>): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new BadRequest('Unable to read JSON request payload. The body must be an object.');
  const names = new Map(Object.keys(kinds).map((name) => [name.toLowerCase(), name]));
  const read: Record<string, unknown> = {};
  for (const [written, value] of Object.entries(body)) {
    if (written.startsWith('@')) continue;
    const name = names.get(written.toLowerCase());
    if (name === undefined)
      throw new BadRequest(`Property '${written}' cannot be set here. There are: ${Object.keys(kinds).join(', ')}.`);
    if (typeof value !== kinds[name]) throw new BadRequest(`Property '${name}' must be of type ${kinds[name]}.`);
    read[name] = value;
  }
  if (Object.keys(read).length === 0) throw new BadRequest('The body names no property to set.');
  return read;
}
