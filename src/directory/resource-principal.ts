/** The service principals of what tokens are for: Graph, Exchange and Postern are in every tenant, with nothing to store. */
import { guidOfName } from '../lib/id.ts';
import { type Resource, resources } from './permission.ts';

export interface ResourcePrincipal {
  readonly resource: Resource;
  /** Its own in each tenant, and the same at each start. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

export function resourcePrincipals(tenantId: string): ResourcePrincipal[] {
  return (Object.keys(resources) as Resource[]).map((resource) => resourcePrincipal(tenantId, resource));
}

export function resourcePrincipal(tenantId: string, resource: Resource): ResourcePrincipal {
  const { appId, displayName } = resources[resource];
  return { resource, id: guidOfName(`${tenantId} ${appId}`), appId, displayName };
}

/** By object id or client id; null: it is none of them. */
export function findResourcePrincipal(tenantId: string, idOrAppId: string): ResourcePrincipal | null {
  const sought = idOrAppId.toLowerCase();
  return resourcePrincipals(tenantId).find(({ id, appId }) => id === sought || appId === sought) ?? null;
}
