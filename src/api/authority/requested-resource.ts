/** What a client asks for, as Entra has it: `https://resource/.default`, or permissions with their resource before them. Pure. */
import {
  findPermission,
  type Permission,
  permissions,
  type Resource,
  resourceOfAudience,
} from '../../directory/permission.ts';

export interface RequestedResource {
  readonly kind: 'resource';
  readonly audience: string;
  readonly resource: Resource;
  readonly permissions: 'default' | readonly Permission[];
  /** Scopes that belong to no resource (OpenID Connect Core §5.4, §11). */
  readonly ownScopes: readonly string[];
}

export type Requested =
  | RequestedResource
  /** `name`: the resource, or the scope, that nobody knows. */
  | { readonly kind: 'unknown-resource' | 'invalid-scope' | 'many-resources'; readonly name: string };

const ownScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);
const graphAudience = 'https://graph.microsoft.com';

export function requestedResource(scope: string): Requested {
  const asked = [...new Set(scope.split(' ').filter((each) => each !== ''))];
  const own = asked.filter((each) => ownScopes.has(each.toLowerCase())).map((each) => each.toLowerCase());
  const ofResource = asked.filter((each) => !ownScopes.has(each.toLowerCase()));
  const [first] = ofResource;
  // Who asks for a sign-in alone gets a token for Graph, whose userinfo it may read.
  const audience = first === undefined ? graphAudience : audienceOf(first);
  const resource = resourceOfAudience(audience);
  if (asked.length === 0) return { kind: 'invalid-scope', name: scope };
  if (resource === null) return { kind: 'unknown-resource', name: audience };
  if (ofResource.some((each) => resourceOfAudience(audienceOf(each)) !== resource))
    return { kind: 'many-resources', name: scope };
  const common = { kind: 'resource', audience, resource, ownScopes: own } as const;
  const names = ofResource.map(nameOf);
  if (names.length === 1 && names[0]?.toLowerCase() === '.default') return { ...common, permissions: 'default' };
  const found = names.map(findPermission).filter((name) => name !== null && permissions[name].resource === resource);
  if (found.length !== names.length) return { kind: 'invalid-scope', name: scope };
  return { ...common, permissions: found.filter((name) => name !== null) };
}

/** How a client that asked for `scope` reads that `name` was granted: as it asked, else as Entra writes it. */
export function scopeAsAsked(scope: string, audience: string, name: Permission): string {
  const asked = scope.split(' ').find((each) => nameOf(each).toLowerCase() === name.toLowerCase());
  if (asked !== undefined) return asked;
  return resourceOfAudience(audience) === 'graph' ? name : `${audience}/${name}`;
}

/** A scope without a resource is one of Graph. */
function audienceOf(scope: string): string {
  const slash = scope.lastIndexOf('/');
  return slash === -1 ? graphAudience : scope.slice(0, slash).replace(/\/+$/, '');
}

function nameOf(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
