/** Permissions given to applications and taken back, one by one: of what is changed at the same moment nothing is lost. */
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { ServicePrincipal } from '../directory/application.ts';
import type { ApplicationStore, ConsentChange } from '../directory/application-store.ts';
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
      const role = permit(request, areaOf(change), 'write', tenantId);
      const target = { kind: 'service-principal', id, name: displayName } as const;
      await store.changeConsent(
        id,
        change,
        entryOf(request, role, { tenantId, action: 'consent.change', target }, parts),
      );
    },
  };
}

function areaOf({ kind, add }: ConsentChange): Area {
  if (kind === 'delegated') return 'delegated-consent';
  return add.length > 0 ? 'consent' : 'application';
}
