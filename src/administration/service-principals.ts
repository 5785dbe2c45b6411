/** Service principals: applications as a tenant knows them, its own and those of others. */
import type { AdminRequest } from '../directory/actor.ts';
import { type Application, noRemarks, type Remarks, type ServicePrincipal } from '../directory/application.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import { type BeginChange, refuseKnown } from './application-change.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface PrincipalAdministration {
  /** The application becomes one of the tenant's. */
  addServicePrincipal(
    request: AdminRequest,
    tenantId: string,
    application: Application,
    details?: Remarks,
  ): Promise<ServicePrincipal>;
  findServicePrincipal(request: AdminRequest, tenantId: string, idOrAppId: string): Promise<ServicePrincipal>;
  listServicePrincipals(request: AdminRequest, tenantId: string): Promise<ServicePrincipal[]>;
  /** Its `details`. */
  describeServicePrincipal(request: AdminRequest, principal: ServicePrincipal): Promise<void>;
  removeServicePrincipal(request: AdminRequest, principal: ServicePrincipal): Promise<void>;
}

export function principals(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: BeginChange,
): PrincipalAdministration {
  const target = ({ id, displayName }: ServicePrincipal) =>
    ({ kind: 'service-principal', id, name: displayName }) as const;
  return {
    async addServicePrincipal(request, tenantId, { appId, displayName }, details = noRemarks) {
      const principal: ServicePrincipal = {
        id: newGuid(),
        appId,
        tenantId,
        displayName,
        applicationPermissions: [],
        delegatedPermissions: [],
        details,
        createdAt: clock(),
      };
      const entry = begin(request, 'service-principal.add', tenantId, target(principal));
      refuseKnown(await store.addServicePrincipal(principal, entry), 'the tenant has this application already');
      return principal;
    },
    async findServicePrincipal(request, tenantId, idOrAppId) {
      permit(request, 'application', 'read', tenantId);
      const principal = await store.findServicePrincipal(tenantId, idOrAppId);
      if (principal === null) throw new Refusal({ kind: 'not-found', what: 'service principal', name: idOrAppId });
      return principal;
    },
    async listServicePrincipals(request, tenantId) {
      permit(request, 'application', 'read', tenantId);
      return store.listServicePrincipals(tenantId);
    },
    async describeServicePrincipal(request, principal) {
      const entry = begin(request, 'service-principal.update', principal.tenantId, target(principal));
      await store.describeServicePrincipal(principal, entry);
    },
    async removeServicePrincipal(request, principal) {
      const entry = begin(request, 'service-principal.remove', principal.tenantId, target(principal));
      if ((await store.removeServicePrincipal(principal.id, entry)) === 'last-administrator')
        throw lastAdministrator(principal.displayName);
    },
  };
}
