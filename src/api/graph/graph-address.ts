/** Addresses as Graph reads them: `/users/ann@x.example`, `/users('ann@x.example')`, `/me`, `/applications(appId='…')`. Pure. */
import { decodedPart } from '../decoded-part.ts';
import { BadRequest } from './graph-fault.ts';

/** One step of an address. `key`: it names one thing among many, and is never the name of a resource. */
export interface Segment {
  readonly text: string;
  readonly key: boolean;
}

const maximumSegments = 20;

/** Properties by which one of a collection can be named instead of by its id. */
const alternateKeys: Readonly<Record<string, readonly string[]>> = {
  users: ['userprincipalname'],
  applications: ['appid'],
  serviceprincipals: ['appid'],
  directoryroles: ['roletemplateid'],
};

/** `path`: without version and query, as it came. Throws a `BadRequest`. */
export function segmentsOf(path: string): Segment[] {
  const written = path.split('/').filter((part) => part !== '');
  if (written.length > maximumSegments) throw new BadRequest('The address has too many segments.', 'BadRequest');
  return written.flatMap((part) => {
    const decoded = decodedPart(part);
    if (decoded === null) throw new BadRequest('The address is not well encoded.', 'BadRequest');
    return withKey(decoded);
  });
}

/** `users('x')` is `users` and the key `x`. */
function withKey(part: string): Segment[] {
  const [, name, inner] = /^([\w.$]+)\(([^]*)\)$/.exec(part) ?? [];
  if (name === undefined || inner === undefined) return [{ text: part, key: false }];
  const resource = { text: name, key: false };
  return inner === '' ? [resource] : [resource, { text: keyOf(name, inner), key: true }];
}

function keyOf(resource: string, inner: string): string {
  const [, property, alternate] = /^(\w+)=([^]+)$/.exec(inner) ?? [];
  if (property === undefined || alternate === undefined) return unquoted(inner);
  if (property.toLowerCase() !== 'id' && !alternateKeys[resource.toLowerCase()]?.includes(property.toLowerCase()))
    throw new BadRequest(`'${property}' is not a key of '${resource}'.`, 'BadRequest');
  return unquoted(alternate);
}

function unquoted(text: string): string {
  const [, inner] = /^'([^]*)'$/.exec(text) ?? [];
  return inner === undefined ? text : inner.replaceAll("''", "'");
}

/** `/me` is the caller's own user; `ownId` null: the token is an application's, which has none. */
export function withoutMe(segments: readonly Segment[], ownId: string | null): readonly Segment[] {
  const [first, ...rest] = segments;
  if (first === undefined || first.key || first.text.toLowerCase() !== 'me') return segments;
  if (ownId === null)
    throw new BadRequest('/me request is only valid with delegated authentication flow.', 'BadRequest');
  return [{ text: 'users', key: false }, { text: ownId, key: true }, ...rest];
}
