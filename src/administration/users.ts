/** Users and their mailboxes: added, found, changed, removed. */
import { type Access, type Area, areaGiving, mayReadSelf } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { AuditAction } from '../directory/audit-log.ts';
import type { DirectoryStore, Verifiers } from '../directory/directory-store.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type UserSettings, userSettings } from '../directory/settings.ts';
import { changedProfile, type UserProfile } from '../directory/user-profile.ts';
import type { UserCondition, UserSearch, UserWithSettings } from '../directory/user-search.ts';
import { lastAdministrator } from './last-administrator.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { type OneChange, settingChanges } from './setting-changes.ts';
import { heldTo } from './setting-conditions.ts';
import { type SettingValues, tryAgainWhileOvertaken } from './settings.ts';
import { permitOnUser, userChange, userEntry } from './user-change.ts';

export interface NewUser {
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
  readonly profile?: UserProfile;
  readonly verifiers: Verifiers | null;
  /** What is not at its default from the first moment. */
  readonly settings?: SettingValues<UserSettings>;
  /** Held from the first moment. */
  readonly roles?: readonly AdministratorRole[];
}

export interface UserChanges {
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
  /** Null takes a property out. */
  readonly profile?: Parameters<typeof changedProfile>[1];
  /** Of a new password; asked for once it is permitted, for a hash is work. */
  readonly verifiers?: () => Promise<Verifiers>;
  readonly settings?: SettingValues<UserSettings>;
}

type NamePart = 'userPrincipalName' | 'displayName' | 'aliases' | 'profile';

export interface UserAdministration {
  add(request: AdminRequest, user: NewUser): Promise<User>;
  /** By id, principal name or alias, for `access` to `area`. Throws a `Refusal`. */
  find(request: AdminRequest, login: string, area: Area, access?: Access): Promise<User>;
  /** The person who asks: everybody may read of themselves. */
  findSelf(request: AdminRequest): Promise<User>;
  search(request: AdminRequest, search: UserSearch): Promise<UserWithSettings[]>;
  count(request: AdminRequest, tenantId: string, condition: UserCondition): Promise<number>;
  /** Of every tenant where `tenantId` is null. Ordered by principal name, at most `limit`, after the name `after`. */
  list(request: AdminRequest, tenantId: string | null, after: string | null, limit: number): Promise<User[]>;
  /** All of `changes` or nothing, as one change; each held to its own area. */
  update(request: AdminRequest, user: User, changes: UserChanges): Promise<User>;
  remove(request: AdminRequest, user: User): Promise<void>;
}

export function createUserAdministration(
  directory: DirectoryStore,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): UserAdministration {
  return { ...reading(directory), ...writing(directory, roles, parts) };
}

type Reading = 'find' | 'findSelf' | 'search' | 'count' | 'list';

function reading(directory: DirectoryStore): Pick<UserAdministration, Reading> {
  return {
    async find(request, login, area, access = 'read') {
      const user = await directory.findUser(login);
      const sought = { what: 'user', name: login };
      if (user === null) throw new Refusal({ kind: 'not-found', ...sought });
      permit(request, area, access, user.tenantId, sought);
      return user;
    },

    async findSelf(request) {
      const { actor } = request;
      const sought = { what: 'user', name: actor.name };
      if (actor.kind !== 'user') throw new Refusal({ kind: 'not-found', ...sought });
      if (!mayReadSelf(actor)) permit(request, 'user', 'read', actor.tenantId, sought);
      const user = await directory.findUser(actor.id);
      if (user === null) throw new Refusal({ kind: 'not-found', ...sought });
      return user;
    },

    async search(request, search) {
      permit(request, 'user', 'read', search.tenantId);
      return directory.searchUsers(search);
    },

    async count(request, tenantId, condition) {
      permit(request, 'user', 'read', tenantId);
      return directory.countFoundUsers(tenantId, condition);
    },

    async list(request, tenantId, after, limit) {
      permit(request, 'user', 'read', tenantId);
      return directory.listUsers({ tenantId, after, limit });
    },
  };
}

function updating(
  directory: DirectoryStore,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): Pick<UserAdministration, 'update'> {
  return {
    async update(request, user, { settings = {}, verifiers, ...changes }) {
      const changed = changedUser(user, changes);
      const written = settingChanges('user', user.id, userSettings, settings);
      const kinds = kindsOfUpdate(changes, verifiers !== undefined, written);
      let role: AdministratorRole | null = null;
      for (const area of new Set(kinds.map((kind) => kind.area)))
        role = (await permitOnUser(request, area, user, roles)) ?? role;
      const entry = userEntry(request, role, kinds[0].action, user, parts);
      const password = (await verifiers?.()) ?? null;
      const asked = written.map(({ change }) => change);
      await tryAgainWhileOvertaken(async () => {
        const also = { verifiers: password, settings: await heldTo(asked, user.tenantId, directory) };
        const result = await directory.updateUser(changed, entry, also);
        if (result === 'last-administrator') throw lastAdministrator(user.userPrincipalName);
        return stored(result, changed);
      });
      return changed;
    },
  };
}

function writing(
  directory: DirectoryStore,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): Omit<UserAdministration, Reading> {
  return {
    async add(request, newUser) {
      const {
        tenantId,
        userPrincipalName,
        displayName,
        aliases = [],
        profile = {},
        verifiers,
        settings = {},
        roles: held = [],
      } = newUser;
      const name = userPrincipalName.toLowerCase();
      const user: User = {
        id: parts.newGuid(),
        tenantId,
        userPrincipalName: name,
        displayName: displayName ?? name.slice(0, name.lastIndexOf('@')),
        aliases: aliases.map((alias) => alias.toLowerCase()),
        createdAt: parts.clock(),
        profile,
      };
      const entry = userEntry(request, permit(request, 'user', 'write', tenantId), 'user.add', user, parts);
      const asked = settingChanges('user', user.id, userSettings, settings).filter(
        ({ change: { value }, ...setting }) => value !== undefined && value !== setting.default,
      );
      for (const area of [...asked.map((each) => each.area), ...held.map(areaGiving)])
        permit(request, area, 'write', tenantId);
      const changes = asked.map(({ change }) => change);
      await tryAgainWhileOvertaken(async () => {
        const also = { settings: await heldTo(changes, tenantId, directory), roles: held };
        return stored(await directory.addUser(user, verifiers, entry, also), user);
      });
      return user;
    },

    ...updating(directory, roles, parts),

    async remove(request, user) {
      const entry = await userChange(request, 'user', 'user.remove', user, roles, parts);
      if ((await directory.removeUser(user.id, entry)) === 'last-administrator')
        throw lastAdministrator(user.userPrincipalName);
    },
  };
}

function changedUser(user: User, changes: Pick<UserChanges, NamePart>): User {
  return {
    ...user,
    userPrincipalName: (changes.userPrincipalName ?? user.userPrincipalName).toLowerCase(),
    displayName: changes.displayName ?? user.displayName,
    aliases: (changes.aliases ?? user.aliases).map((alias) => alias.toLowerCase()),
    profile: changedProfile(user.profile ?? {}, changes.profile ?? {}),
  };
}

interface KindOfUpdate {
  readonly area: Area;
  readonly action: AuditAction;
}

/** What an update is about; the first gives the whole change its name. One of nothing is one of names. */
function kindsOfUpdate(
  { profile = {}, ...names }: Pick<UserChanges, NamePart>,
  aboutPassword: boolean,
  settings: readonly OneChange[],
): readonly [KindOfUpdate, ...KindOfUpdate[]] {
  const aboutNames = [...Object.values(names), ...Object.values(profile)].some((each) => each !== undefined);
  const ofNames = { area: 'user', action: 'user.update' } as const;
  const [first = ofNames, ...more] = [
    ...(aboutNames ? [ofNames] : []),
    ...(aboutPassword ? [{ area: 'password', action: 'password.set' } as const] : []),
    ...settings.map(({ area }) => ({ area, action: 'settings.change' }) as const),
  ];
  return [first, ...more];
}

/** Null: what a setting of it rests on was changed meanwhile. Throws a `Refusal`. */
function stored(
  result: 'added' | 'updated' | 'address-taken' | 'domain-unknown' | 'changed-meanwhile',
  user: User,
): { readonly value: undefined } | null {
  if (result === 'changed-meanwhile') return null;
  if (result === 'address-taken') {
    const detail = `an address of ${user.userPrincipalName} belongs to another user already`;
    throw new Refusal({ kind: 'conflict', detail });
  }
  if (result === 'domain-unknown') {
    const detail = `the addresses of ${user.userPrincipalName} must be in the domain of the tenant`;
    throw new Refusal({ kind: 'invalid', detail });
  }
  return { value: undefined };
}
