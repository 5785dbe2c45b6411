/** Makes the first start: one code for all doors, and the link that is printed. */
import { createAdministration } from '../administration/administration.ts';
import { createSetupAdministration, type SetupAdministration } from '../administration/setup.ts';
import { setupLink } from '../api/sign-in/setup-door.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import { createSetupCodes } from '../sign-in/setup-codes.ts';
import type { Store } from '../store/open-store.ts';

export function setupOf(store: Store): SetupAdministration {
  const administration = createAdministration(store, { clock: systemClock, newGuid });
  return createSetupAdministration({ roles: store.roles, codes: createSetupCodes(systemClock), administration });
}

/** A new link; null where somebody administers. */
export async function beginSetup(setup: SetupAdministration, baseUrl: string): Promise<string | null> {
  if (!(await setup.isNeeded())) return null;
  const actor = { kind: 'system', id: 'first-start', name: 'first start' } as const;
  const { code } = await setup.begin({ actor, door: 'service', address: '', correlationId: newGuid() });
  return setupLink(baseUrl, code);
}
