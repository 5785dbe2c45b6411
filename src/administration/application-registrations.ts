/** Applications as they are registered in a tenant: what they are called, where people come back to, what they ask for. */
import type { AdminRequest } from '../directory/actor.ts';
import {
  type Application,
  type ApplicationCertificate,
  type ApplicationDetails,
  ordinaryDetails,
} from '../directory/application.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { Permission } from '../directory/permission.ts';
import { faultOfRedirectUri } from '../directory/redirect-uri.ts';
import { type BeginChange, targetOf } from './application-change.ts';
import { newCertificate, type WrittenCertificates } from './application-credentials.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { tryAgainWhileOvertaken } from './settings.ts';

export interface NewApplication {
  readonly tenantId: string;
  readonly displayName: string;
  readonly redirectUris?: readonly string[];
  readonly publicClient?: boolean;
  readonly requiredPermissions?: readonly Permission[];
  readonly details?: ApplicationDetails;
  readonly certificates?: WrittenCertificates['added'];
}

export interface RegistrationAdministration {
  register(request: AdminRequest, application: NewApplication): Promise<Application>;
  /** By object id or client id. Throws a `Refusal`. */
  find(request: AdminRequest, idOrAppId: string): Promise<Application>;
  list(request: AdminRequest, tenantId: string): Promise<Application[]>;
  /**
   * Makes a new registration of the one in force, and its certificates those of `certificates`, as one change: what others change
   * at the same moment is not lost. `change` may be called more than once, and may throw a `Refusal`.
   */
  update(
    request: AdminRequest,
    application: Application,
    change: (now: Application) => Application,
    certificates?: WrittenCertificates,
  ): Promise<Application>;
  remove(request: AdminRequest, application: Application): Promise<void>;
}

export function registrations(
  store: ApplicationStore,
  parts: EntryParts,
  begin: BeginChange,
): RegistrationAdministration {
  const { clock, newGuid } = parts;
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
        certificates = [],
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
      const entry = begin(request, 'application.add', tenantId, targetOf(application));
      const added = certificates.map((each) => newCertificate(application.id, each, parts));
      await store.addApplication(application, entry, added);
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
    ...updating(store, parts, begin),
    async remove(request, application) {
      const entry = begin(request, 'application.remove', application.tenantId, targetOf(application));
      if ((await store.removeApplication(application.id, entry)) === 'last-administrator')
        throw lastAdministrator(application.displayName);
    },
  };
}

function updating(
  store: ApplicationStore,
  parts: EntryParts,
  begin: BeginChange,
): Pick<RegistrationAdministration, 'update'> {
  return {
    update: (request, application, change, written) =>
      tryAgainWhileOvertaken(async () => {
        const { id, tenantId, displayName } = application;
        const entry = begin(request, 'application.update', tenantId, targetOf(application));
        if (written !== undefined) refuseUnknown(written.kept, await store.listCertificates(id));
        const added = written?.added.map((each) => newCertificate(id, each, parts)) ?? [];
        const certificates = written === undefined ? undefined : { kept: written.kept, added };
        const result = await store.updateApplication(id, (now) => checked(change(now)), entry, certificates);
        if (result === 'not-there') throw new Refusal({ kind: 'not-found', what: 'application', name: displayName });
        return result === 'changed-meanwhile' ? null : { value: result };
      }),
  };
}

function checked(application: Application): Application {
  refuseRedirectUris(application);
  return application;
}

function refuseUnknown(kept: readonly string[], there: readonly ApplicationCertificate[]): void {
  const unknown = kept.find((keyId) => !there.some(({ id }) => id === keyId));
  if (unknown === undefined) return;
  const detail = `there is no key '${unknown.slice(0, 100)}' of this application; a new one needs its certificate`;
  throw new Refusal({ kind: 'invalid', detail });
}

function refuseRedirectUris({ redirectUris, publicClient, details: { redirectKinds } }: Application): void {
  for (const uri of redirectUris) {
    const fault = faultOfRedirectUri(uri, redirectKinds[uri] ?? (publicClient ? 'publicClient' : 'web'));
    if (fault !== null)
      throw new Refusal({ kind: 'invalid', detail: `the redirect URI '${uri.slice(0, 100)}' ${fault}` });
  }
}
