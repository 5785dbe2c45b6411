/** What the library is asked instead where a scope cannot be read: it refuses where it knows to whom the answer goes. Pure. */
import { requestedResource } from './requested-resource.ts';

/** Null: the scope can be read. */
export function refusedScope(scope: string | undefined): Readonly<Record<string, string>> | null {
  if (scope === undefined) return { scope: 'openid', refused_scope: 'missing scope' };
  const requested = requestedResource(scope);
  if (requested.kind === 'resource') return null;
  if (requested.kind === 'unknown-resource') return { scope: 'openid', resource: asUri(requested.name) };
  return { scope: 'openid', refused_scope: `${requested.kind === 'many-resources' ? 'many' : 'invalid'} ${scope}` };
}

/** The library takes URIs only; what is none is no resource either. */
function asUri(name: string): string {
  return URL.canParse(name) && !name.includes('#') ? name : `unknown:${encodeURIComponent(name)}`;
}
