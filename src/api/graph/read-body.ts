/** Reads what a request may change, and says of what it may not. Pure. */
import { isRecord } from '../../lib/is-record.ts';
import { nearest } from '../../lib/nearest.ts';
import { BadRequest } from './graph-fault.ts';

export type Kind = 'boolean' | 'string' | 'string-or-null' | 'object' | 'array';

/** The known properties of `body`, in any case as Graph takes them. Throws a `BadRequest` that names the one it is about. */
export function readBody(body: unknown, kinds: Readonly<Record<string, Kind>>): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  const names = new Map(Object.keys(kinds).map((name) => [name.toLowerCase(), name]));
  for (const [written, value] of Object.entries(objectOf(body))) {
    if (written.startsWith('@')) continue;
    const name = names.get(written.toLowerCase());
    if (name === undefined)
      throw new BadRequest(
        `Property '${written.slice(0, 200)}' cannot be set here. ${insteadOf(written, Object.keys(kinds))}`,
      );
    const kind = kinds[name] ?? 'object';
    if (!kind.split('-or-').includes(kindOf(value)))
      throw new BadRequest(`Property '${name}' must be of type ${kind.replaceAll('-', ' ')}.`);
    read[name] = value;
  }
  if (Object.keys(read).length === 0) throw new BadRequest('The body names no property to set.');
  return read;
}

function insteadOf(written: string, names: readonly string[]): string {
  const guess = nearest(written, names);
  return guess === null ? `There are: ${names.join(', ')}.` : `Did you mean '${guess}'?`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function objectOf(body: unknown): object {
  if (isRecord(body)) return body;
  throw new BadRequest('Unable to read JSON request payload. The body must be an object.');
}
