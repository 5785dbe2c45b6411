/** Writes down a consent that a person gave at the pages of sign-in, as whoever they are. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../administration/refusal.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Permission } from '../../directory/permission.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';

export interface GivenConsent {
  readonly appId: string;
  readonly permissions: readonly Permission[];
  readonly forEverybody: boolean;
}

/** False: this person may not. */
export async function recordConsent(
  request: FastifyRequest,
  tenantId: string,
  userId: string,
  { appId, permissions, forEverybody }: GivenConsent,
  parts: AuthorityParts,
): Promise<boolean> {
  const by = await personRequest(request, tenantId, userId, parts);
  const client = await findAuthorityClient(appId, tenantId, parts.baseUrl(), parts.applications);
  if (client === null) return false;
  const { applications, applicationGrants, userConsents } = parts.administration;
  try {
    if (forEverybody) {
      const principal = await applications.findServicePrincipal(by, tenantId, appId);
      await applicationGrants.change(by, principal, { delegated: { add: permissions } });
    } else {
      const principal = await parts.applications.findServicePrincipal(tenantId, appId);
      const own = permissions.filter((each) => !principal?.delegatedPermissions.includes(each));
      await userConsents.give(by, { appId, displayName: client.displayName, permissions: own });
    }
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** A person at our own pages: their roles bound what they may do. */
export async function personRequest(
  request: FastifyRequest,
  tenantId: string,
  userId: string,
  { directory, roles }: Pick<AuthorityParts, 'directory' | 'roles'>,
): Promise<AdminRequest> {
  const user = await directory.findUser(userId);
  return {
    actor: {
      kind: 'user',
      id: userId,
      name: user?.userPrincipalName ?? '',
      tenantId,
      roles: await roles.rolesOf(userId),
      permissions: ['Postern.Manage'],
    },
    door: 'authority',
    address: request.ip,
    correlationId: correlationIdOf(request),
  };
}
