/** Conditional Access policies and named locations, one by one; what others change at the same moment is not lost. */
import type { AdminRequest } from '../directory/actor.ts';
import type { ConditionalAccessPolicy, NamedLocation } from '../directory/conditional-access-policy.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { Tenant } from '../directory/nouns.ts';
import type { EntryParts } from './permit.ts';
import { permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import type { SettingsAdministration } from './settings.ts';

/** All that somebody decides of it; the rest is ours. */
type Written<T> = Omit<T, 'id' | 'createdAt' | 'modifiedAt'>;

export interface Elements<T> {
  list(request: AdminRequest, tenantId: string): Promise<readonly T[]>;
  /** Throws a `Refusal`. */
  find(request: AdminRequest, tenantId: string, id: string): Promise<T>;
  add(request: AdminRequest, tenant: Tenant, written: Written<T>): Promise<T>;
  /** `change` may be called more than once, and may throw a `Refusal`. */
  update(request: AdminRequest, tenant: Tenant, id: string, change: (now: T) => Written<T>): Promise<void>;
  remove(request: AdminRequest, tenant: Tenant, id: string): Promise<void>;
}

export interface ConditionalAccessAdministration {
  readonly policies: Elements<ConditionalAccessPolicy>;
  /** One that a policy names cannot be removed. */
  readonly locations: Elements<NamedLocation>;
}

type Directory = Pick<DirectoryStore, 'settingsOfTenant'>;
type Settings = Pick<SettingsAdministration, 'updateTenantSetting'>;

export function createConditionalAccessAdministration(
  directory: Directory,
  settings: Settings,
  parts: EntryParts,
): ConditionalAccessAdministration {
  return {
    policies: elements<ConditionalAccessPolicy>(
      'Conditional Access policy',
      async (tenantId) => (await directory.settingsOfTenant(tenantId)).conditionalAccessPolicies.value,
      (request, tenant, change) => settings.updateTenantSetting(request, tenant, 'conditionalAccessPolicies', change),
      parts,
    ),
    locations: elements<NamedLocation>(
      'named location',
      async (tenantId) => (await directory.settingsOfTenant(tenantId)).namedLocations.value,
      (request, tenant, change) => settings.updateTenantSetting(request, tenant, 'namedLocations', change),
      parts,
    ),
  };
}

interface Element {
  readonly id: string;
  readonly createdAt: number | null;
  readonly modifiedAt: number | null;
}

function elements<T extends Element>(
  what: string,
  read: (tenantId: string) => Promise<readonly T[]>,
  save: (request: AdminRequest, tenant: Tenant, change: (all: readonly T[]) => readonly T[]) => Promise<unknown>,
  { clock, newGuid }: EntryParts,
): Elements<T> {
  const withId = (all: readonly T[], id: string): T => {
    const found = all.find((each) => each.id.toLowerCase() === id.toLowerCase());
    if (found === undefined) throw new Refusal({ kind: 'not-found', what, name: id });
    return found;
  };
  async function list(request: AdminRequest, tenantId: string): Promise<readonly T[]> {
    permit(request, 'conditional-access', 'read', tenantId);
    return read(tenantId);
  }
  return {
    list,
    find: async (request, tenantId, id) => withId(await list(request, tenantId), id),
    async add(request, tenant, written) {
      const added = { ...written, id: newGuid(), createdAt: clock(), modifiedAt: null } as unknown as T;
      await save(request, tenant, (all) => [...all, added]);
      return added;
    },
    async update(request, tenant, id, change) {
      await save(request, tenant, (all) => {
        const now = withId(all, id);
        const changed = { ...now, ...change(now), modifiedAt: clock() };
        return all.map((each) => (each === now ? changed : each));
      });
    },
    async remove(request, tenant, id) {
      await save(request, tenant, (all) => {
        const gone = withId(all, id);
        return all.filter((each) => each !== gone);
      });
    },
  };
}
