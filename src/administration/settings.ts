/** Changes of settings: each held to the area that it belongs to, all of one request or none. */
import { type Area, accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { NewAuditEntry } from '../directory/audit-log.ts';
import { type WrittenPolicy, wholePolicy } from '../directory/conditional-access-policy.ts';
import type { DirectoryStore, SettingChange } from '../directory/directory-store.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import {
  type InForce,
  type SettingsInForce,
  type TenantSettings,
  tenantSettings,
  type UserSettings,
  userSettings,
} from '../directory/settings.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { type SettingTable, settingChanges } from './setting-changes.ts';
import { heldTo, refuseWithoutChange } from './setting-conditions.ts';
import { permitOnUser } from './user-change.ts';

/** New values by name; `null` puts a setting back to its default. */
export type SettingValues<S> = { readonly [K in keyof S]?: S[K] | null };

/** By name, as somebody has read them. */
export type ExpectedValues = Readonly<Record<string, unknown>>;

export interface SettingsAdministration {
  /** Those in force whose areas the request may read. */
  readOfTenant(request: AdminRequest, tenant: Tenant): Promise<Partial<SettingsInForce<TenantSettings>>>;
  readOfUser(request: AdminRequest, user: User): Promise<Partial<SettingsInForce<UserSettings>>>;
  /**
   * `until`: when the change is put back by itself. `expected`: values that the change rests on, null where nobody has set
   * one; where another is there by now, nothing is changed. Throws a `Refusal`.
   */
  changeOfTenant(
    request: AdminRequest,
    tenant: Tenant,
    values: SettingValues<TenantSettings>,
    until?: number | null,
    expected?: ExpectedValues,
  ): Promise<void>;
  changeOfUser(
    request: AdminRequest,
    user: User,
    values: SettingValues<UserSettings>,
    until?: number | null,
    expected?: ExpectedValues,
  ): Promise<void>;
  /**
   * Makes a new value of the one in force, for whoever changes a part of it: what others change at the same moment is not
   * lost. `change` may be called more than once, and may throw a `Refusal`. Answers the new value.
   */
  updateTenantSetting<K extends keyof TenantSettings>(
    request: AdminRequest,
    tenant: Tenant,
    name: K,
    change: (value: TenantSettings[K]) => TenantSettings[K],
  ): Promise<TenantSettings[K]>;
}

interface Target {
  readonly scope: SettingChange['scope'];
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly table: SettingTable;
  /** The role that lets the request write the area. Throws a `Refusal`. */
  readonly permitted: (area: Area) => Promise<AdministratorRole | null>;
  /** All that is in force. */
  readonly read: () => Promise<Readonly<Record<string, InForce<unknown>>>>;
}

/** How often a change is tried again that others have overtaken. */
export const maximumTries = 100;

const overtaken = 'others keep changing this at the same moment; try again';

export function createSettingsAdministration(
  directory: Pick<DirectoryStore, 'changeSettings' | 'settingsOfTenant' | 'settingsOfUser'>,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
  changeWillEnd: () => void,
): SettingsAdministration {
  async function change(
    request: AdminRequest,
    of: Target,
    values: Readonly<Record<string, unknown>>,
    { until = null, expected = {} }: { readonly until?: number | null; readonly expected?: ExpectedValues },
  ): Promise<void> {
    // So asked, that what is no number is refused too.
    if (until !== null && !(until > parts.clock()))
      throw new Refusal({ kind: 'invalid', detail: 'the end of a change must lie in the future' });
    const { changes, role } = await permittedChanges(of, values);
    if (until !== null) await refuseWithoutChange(changes, of.name, of.table, directory);
    const target = { kind: of.scope, id: of.id, name: of.name } as const;
    const entry = { tenantId: of.tenantId, action: 'settings.change', target, until } as const;
    await tryAgainWhileOvertaken(async () => {
      const held = await restingOn(changes, expected, of.read);
      return write(held, of.tenantId, entryOf(request, role, entry, parts), directory);
    });
    if (until !== null) changeWillEnd();
  }

  return {
    ...readingAndUpdating(directory, parts),
    changeOfTenant(request, { id, domain }, values, until, expected) {
      const permitted = async (area: Area) => permit(request, area, 'write', id);
      const read = () => directory.settingsOfTenant(id);
      const target = {
        scope: 'tenant',
        id,
        name: domain,
        tenantId: id,
        table: tenantSettings,
        permitted,
        read,
      } as const;
      return change(request, target, withWholePolicies(values, parts), given(until, expected));
    },
    changeOfUser(request, user, values, until, expected) {
      const { id, userPrincipalName: name, tenantId } = user;
      const permitted = (area: Area) => permitOnUser(request, area, user, roles);
      const read = () => directory.settingsOfUser(id);
      const target = { scope: 'user', id, name, tenantId, table: userSettings, permitted, read } as const;
      return change(request, target, values, given(until, expected));
    },
  };
}

function readingAndUpdating(
  directory: Pick<DirectoryStore, 'changeSettings' | 'settingsOfTenant' | 'settingsOfUser'>,
  parts: EntryParts,
): Pick<SettingsAdministration, 'readOfTenant' | 'readOfUser' | 'updateTenantSetting'> {
  return {
    readOfTenant: async (request, { id }) =>
      readable(request, id, tenantSettings, await directory.settingsOfTenant(id)),
    readOfUser: async (request, { id, tenantId }) =>
      readable(request, tenantId, userSettings, await directory.settingsOfUser(id)),
    async updateTenantSetting(request, { id, domain }, name, update) {
      const role = permit(request, tenantSettings[name].area, 'write', id);
      const target = { kind: 'tenant', id, name: domain } as const;
      return tryAgainWhileOvertaken(async () => {
        const expected = (await directory.settingsOfTenant(id))[name].value;
        const value = update(expected);
        const entry = entryOf(request, role, { tenantId: id, action: 'settings.change', target }, parts);
        const changes = [{ scope: 'tenant', scopeId: id, name, value, expected } as const];
        return (await write(changes, id, entry, directory)) && { value };
      });
    },
  };
}

async function permittedChanges({ scope, id, table, permitted }: Target, values: Readonly<Record<string, unknown>>) {
  let role: AdministratorRole | null = null;
  const asked = settingChanges(scope, id, table, values);
  for (const { area } of asked) role = await permitted(area);
  return { changes: asked.map(({ change }) => change), role };
}

function given(until: number | null | undefined, expected: ExpectedValues | undefined) {
  return { ...(until !== undefined && { until }), ...(expected !== undefined && { expected }) };
}

/** The changes, bound to what they rest on. Throws a `Refusal` where that is no longer so. */
async function restingOn(
  changes: readonly SettingChange[],
  expected: ExpectedValues,
  read: Target['read'],
): Promise<readonly SettingChange[]> {
  const names = Object.keys(expected);
  if (names.length === 0) return changes;
  const unchanged = names.find((name) => !changes.some((change) => change.name === name));
  if (unchanged !== undefined)
    throw new Refusal({ kind: 'invalid', detail: `${unchanged} is expected to have a value, and is not changed` });
  const inForce = await read();
  return changes.map((change) => {
    if (!(change.name in expected)) return change;
    const { value = null, setBy = null } = inForce[change.name] ?? {};
    if (JSON.stringify(setBy === null ? null : value) !== JSON.stringify(expected[change.name]))
      throw new Refusal({ kind: 'conflict', detail: `${change.name} has been changed since it was read` });
    return { ...change, expected: value };
  });
}

/** Null: what it rests on was changed by somebody else meanwhile. */
async function write(
  changes: readonly SettingChange[],
  tenantId: string,
  entry: NewAuditEntry,
  directory: Pick<DirectoryStore, 'changeSettings' | 'settingsOfTenant'>,
): Promise<{ readonly value: undefined } | null> {
  const result = await directory.changeSettings(await heldTo(changes, tenantId, directory), entry);
  if (result === 'last-administrator') throw lastAdministrator(entry.target.name);
  return result === 'changed' ? { value: undefined } : null;
}

/** Policies may be written in part; what is kept is whole. */
function withWholePolicies(
  values: SettingValues<TenantSettings>,
  { clock, newGuid }: EntryParts,
): SettingValues<TenantSettings> {
  const written: readonly WrittenPolicy[] | null | undefined = values.conditionalAccessPolicies;
  if (written === undefined || written === null) return values;
  const conditionalAccessPolicies = written.map((policy) =>
    wholePolicy({ id: newGuid(), createdAt: clock(), ...policy }),
  );
  return { ...values, conditionalAccessPolicies };
}

/** `attempt` answers null where somebody else was faster. Throws a `Refusal` when that goes on for too long. */
export async function tryAgainWhileOvertaken<T>(attempt: () => Promise<{ readonly value: T } | null>): Promise<T> {
  for (let tries = 0; tries < maximumTries; tries += 1) {
    const done = await attempt();
    if (done !== null) return done.value;
  }
  throw new Refusal({ kind: 'conflict', detail: overtaken });
}

function readable<S extends object>(
  { actor }: AdminRequest,
  tenantId: string,
  table: Readonly<Record<keyof S, { readonly area: Area }>>,
  settings: SettingsInForce<S>,
): Partial<SettingsInForce<S>> {
  const names = (Object.keys(settings) as (keyof S)[]).filter(
    (name) => accessTo(table[name].area, 'read', actor, tenantId).kind === 'allowed',
  );
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as Partial<SettingsInForce<S>>;
}
