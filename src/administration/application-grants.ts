/** Permissions given to applications and taken back, one by one: of what is changed at the same moment nothing is lost. */
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { ServicePrincipal } from '../directory/application.ts';
import type { ApplicationStore, ConsentChange } from '../directory/application-store.ts';
import type { Permission } from '../directory/permission.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';

export interface GrantAdministration {
  /** Giving application permissions takes a Global Administrator; taking them back an Application Administrator. */
  change(request: AdminRequest, principal: ServicePrincipal, change: ConsentChange): Promise<void>;
}

export function createGrantAdministration(
  store: Pick<ApplicationStore, 'changeConsent'>,
  parts: EntryParts,
): GrantAdministration {
  return {
    async change(request, { id, tenantId, displayName }, change) {
      // The area that takes most comes first: the role that opened it stands in the log.
      const [role = null] = areasOf(change).map((area) => permit(request, area, 'write', tenantId));
      const target = { kind: 'service-principal', id, name: displayName } as const;
      const entry = entryOf(request, role, { tenantId, action: 'consent.change', target }, parts);
      await store.changeConsent(id, change, entry);
    },
  };
}

function areasOf({ application, delegated }: ConsentChange): Area[] {
  const areas: Area[] = [];
  if (isThere(application?.add)) areas.push('consent');
  else if (isThere(application?.drop)) areas.push('application');
  if (isThere(delegated?.add) || isThere(delegated?.drop)) areas.push('delegated-consent');
  return areas.length > 0 ? areas : ['application'];
}

function isThere(permissions: readonly Permission[] = []): boolean {
  return permissions.length > 0;
}
