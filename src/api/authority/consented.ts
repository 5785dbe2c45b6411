/** What an application may do for a user: granted for everybody by an administrator, or by the user for themselves. */
import { ordinaryDetails, requiredKindsOf } from '../../directory/application.ts';
import { findFirstPartyApplication } from '../../directory/first-party-applications.ts';
import { type Permission, permissions, type Resource } from '../../directory/permission.ts';
import type { AuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';

export type ConsentParts = Pick<AuthorityParts, 'applications' | 'userConsents'>;

/** `userId` null: for everybody. */
export async function consentedPermissions(
  tenantId: string,
  userId: string | null,
  appId: string,
  { applications, userConsents }: ConsentParts,
): Promise<ReadonlySet<Permission>> {
  const own = findFirstPartyApplication(appId);
  if (own !== null) return new Set(own.delegatedPermissions);
  const principal = await applications.findServicePrincipal(tenantId, appId);
  const consent = userId === null ? null : await userConsents.find(userId, appId);
  return new Set([...(principal?.delegatedPermissions ?? []), ...(consent?.permissions ?? [])]);
}

/** What `.default` asks for, before it is known who asks: what the registration names, and what everybody has. */
export async function defaultPermissions(
  directoryName: string,
  client: AuthorityClient,
  resource: Resource,
  parts: ConsentParts,
): Promise<Permission[]> {
  const granted = await consentedPermissions(directoryName, null, client.appId, parts);
  const details = client.registration?.details ?? ordinaryDetails;
  // What a registration names as an application permission alone, it does not ask a person for.
  const named = client.requiredPermissions.filter((name) => requiredKindsOf(details, name).includes('delegated'));
  return [...new Set([...named, ...granted])].filter((name) => isDelegated(name, resource));
}

export function isDelegated(name: Permission, resource: Resource): boolean {
  return permissions[name].resource === resource && permissions[name].kinds.some((kind) => kind === 'delegated');
}
