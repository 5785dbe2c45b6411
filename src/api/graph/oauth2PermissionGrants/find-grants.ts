/** The grants of delegated permissions in a tenant. */

import { permit } from '../../../administration/permit.ts';
import type { Access } from '../../../directory/access.ts';
import type { ServicePrincipal } from '../../../directory/application.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { notFound } from '../graph-fault.ts';
import { type Grant, grantId, grantsFor } from './grant-resource.ts';

type Parts = Pick<Services, 'administration' | 'applications'>;

/** `clients`: of these; left out, of every application of the tenant. */
export async function findGrants(
  { caller, tenantId }: GraphCall,
  { administration: { userConsents }, applications }: Parts,
  clients?: readonly ServicePrincipal[],
): Promise<Grant[]> {
  permit(caller, 'delegated-consent', 'read', tenantId);
  const of = clients ?? (await applications.listServicePrincipals(tenantId));
  const found = await Promise.all(
    of.map(async (client) => grantsFor(client, await userConsents.list(caller, tenantId, client.appId))),
  );
  return found.flat();
}

/** `{id}` of the route's path. */
export async function findGrant(call: GraphCall, services: Parts, access: Access): Promise<Grant> {
  const { id = '' } = call.parameters;
  permit(call.caller, 'delegated-consent', access, call.tenantId);
  const grant = (await findGrants(call, services)).find((each) => grantId(each) === id);
  if (grant === undefined) throw notFound(id);
  return grant;
}
