/** Applications as they are registered in a tenant: what they are called, where people come back to, what they ask for. */
import type { AdminRequest } from '../directory/actor.ts';
import { type Application, type ApplicationDetails, ordinaryDetails } from '../directory/application.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { Permission } from '../directory/permission.ts';
import { faultOfRedirectUri } from '../directory/redirect-uri.ts';
import { type BeginChange, targetOf } from './application-change.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface NewApplication {
  readonly tenantId: string;
  readonly displayName: string;
  readonly redirectUris?: readonly string[];
  readonly publicClient?: boolean;
  readonly requiredPermissions?: readonly Permission[];
  readonly details?: ApplicationDetails;
}

export interface RegistrationAdministration {
  register(request: AdminRequest, application: NewApplication): Promise<Application>;
  /** By object id or client id. Throws a `Refusal`. */
  find(request: AdminRequest, idOrAppId: string): Promise<Application>;
  list(request: AdminRequest, tenantId: string): Promise<Application[]>;
  update(request: AdminRequest, application: Application): Promise<void>;
  remove(request: AdminRequest, application: Application): Promise<void>;
}

export function registrations(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: BeginChange,
): RegistrationAdministration {
  return {
    async register(
      request,
      {
        tenantId,
        displayName,
        redirectUris = [],
        publicClient = false,
        requiredPermissions = [],
        details = ordinaryDetails,
      },
    ) {
      const application: Application = {
        id: newGuid(),
        appId: newGuid(),
        tenantId,
        displayName,
        redirectUris,
        publicClient,
        requiredPermissions,
        details,
        createdAt: clock(),
      };
      refuseRedirectUris(application);
      await store.addApplication(application, begin(request, 'application.add', tenantId, targetOf(application)));
      return application;
    },
    async find(request, idOrAppId) {
      const sought = { what: 'application', name: idOrAppId };
      const application = await store.findApplication(idOrAppId);
      if (application === null) throw new Refusal({ kind: 'not-found', ...sought });
      permit(request, 'application', 'read', application.tenantId, sought);
      return application;
    },
    async list(request, tenantId) {
      permit(request, 'application', 'read', tenantId);
      return store.listApplications(tenantId);
    },
    async update(request, application) {
      const entry = begin(request, 'application.update', application.tenantId, targetOf(application));
      refuseRedirectUris(application);
      await store.updateApplication(application, entry);
    },
    async remove(request, application) {
      const entry = begin(request, 'application.remove', application.tenantId, targetOf(application));
      if ((await store.removeApplication(application.id, entry)) === 'last-administrator')
        throw lastAdministrator(application.displayName);
    },
  };
}

function refuseRedirectUris({ redirectUris, publicClient, details: { redirectKinds } }: Application): void {
  for (const uri of redirectUris) {
    const fault = faultOfRedirectUri(uri, redirectKinds[uri] ?? (publicClient ? 'publicClient' : 'web'));
    if (fault !== null)
      throw new Refusal({ kind: 'invalid', detail: `the redirect URI '${uri.slice(0, 100)}' ${fault}` });
  }
}
