/** What a client asks for, as Entra has it: `https://resource/.default`, or permissions with their resource before them. Pure. */
import { isPermission, type Permission, type Resource, resourceOfAudience } from '../../directory/permission.ts';

export type Requested =
  | {
      readonly kind: 'resource';
      readonly audience: string;
      readonly resource: Resource;
      readonly permissions: 'default' | readonly Permission[];
    }
  /** `name`: the resource, or the scope, that nobody knows. */
  | { readonly kind: 'unknown-resource' | 'invalid-scope'; readonly name: string };

/** Scopes that belong to no resource (OpenID Connect Core §5.4, §11). */
const ownScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

export function requestedResource(scope: string): Requested {
  const asked = scope.split(' ').filter((each) => each !== '' && !ownScopes.has(each));
  const [first] = asked;
  if (first === undefined) return { kind: 'invalid-scope', name: scope };
  const audience = audienceOf(first);
  const resource = resourceOfAudience(audience);
  if (resource === null) return { kind: 'unknown-resource', name: audience };
  const names = asked.map((each) => (audienceOf(each) === audience ? nameOf(each) : null));
  if (names.length === 1 && names[0] === '.default')
    return { kind: 'resource', audience, resource, permissions: 'default' };
  const permissions = names.filter((name) => name !== null && isPermission(name));
  // A token is for one resource, and for permissions that it has.
  if (permissions.length !== asked.length) return { kind: 'invalid-scope', name: scope };
  return { kind: 'resource', audience, resource, permissions };
}

/** A scope without a resource is one of Graph. */
function audienceOf(scope: string): string {
  const slash = scope.lastIndexOf('/');
  return slash === -1 ? 'https://graph.microsoft.com' : scope.slice(0, slash).replace(/\/+$/, '');
}

function nameOf(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}
