/** The service principal that an address names. */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { Access, Area } from '../../../directory/access.ts';
import type { ServicePrincipal } from '../../../directory/application.ts';
import { findResourcePrincipal, type ResourcePrincipal } from '../../../directory/resource-principal.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';

export type FoundPrincipal =
  | { readonly kind: 'client'; readonly principal: ServicePrincipal }
  /** What tokens are for. */
  | { readonly kind: 'resource'; readonly principal: ResourcePrincipal };

/** `{id}` of the route's path, an object id or a client id. Whoever may not is told before it is looked for. */
export async function findPrincipal(
  { caller, tenantId, parameters: { id = '' } }: GraphCall,
  services: Pick<Services, 'applications'>,
  area: Area = 'application',
  access: Access = 'read',
): Promise<FoundPrincipal> {
  permit(caller, area, access, tenantId);
  const found = await principalOf(tenantId, id, services);
  if (found === null) throw new Refusal({ kind: 'not-found', what: 'service principal', name: id });
  return found;
}

/** Null: the tenant has none such. */
export async function principalOf(
  tenantId: string,
  idOrAppId: string,
  { applications }: Pick<Services, 'applications'>,
): Promise<FoundPrincipal | null> {
  const resource = findResourcePrincipal(tenantId, idOrAppId);
  if (resource !== null) return { kind: 'resource', principal: resource };
  const principal = await applications.findServicePrincipal(tenantId, idOrAppId.toLowerCase());
  return principal && { kind: 'client', principal };
}

/** Throws a `BadRequest` where it is one of those that are in every tenant. */
export function clientOf(found: FoundPrincipal): ServicePrincipal {
  if (found.kind === 'client') return found.principal;
  throw new BadRequest(
    `The service principal of ${found.principal.displayName} is in every tenant and stays as it is.`,
  );
}
