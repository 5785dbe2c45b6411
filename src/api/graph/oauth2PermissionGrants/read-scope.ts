/** The scopes of a grant, as one text. Pure. */
import { findPermission, type Permission, permissions, type Resource } from '../../../directory/permission.ts';
import { BadRequest } from '../graph-fault.ts';

/** Scopes of OpenID Connect, which take no consent here. */
const unasked: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);
const maximumScope = 3850;

/** Throws a `BadRequest` that names what is no scope of the resource. */
export function readScope(scope: string, resource: Resource): Permission[] {
  if (scope.length > maximumScope) throw new BadRequest(`Property 'scope' has at most ${maximumScope} characters.`);
  const names = scope.split(' ').filter((name) => name !== '' && !unasked.has(name.toLowerCase()));
  const read = names.map((name) => {
    const permission = findPermission(name);
    const isScope =
      permission !== null &&
      permissions[permission].resource === resource &&
      permissions[permission].kinds.includes('delegated');
    if (!isScope)
      throw new BadRequest(`Property 'scope' has '${name.slice(0, 100)}', which is no scope of the resource.`);
    return permission;
  });
  return [...new Set(read)];
}
