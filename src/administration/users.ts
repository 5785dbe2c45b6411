/** Users and their mailboxes: added, found, changed, removed. */
import { type Access, type Area, mayReadSelf } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore, SettingChange, Verifiers } from '../directory/directory-store.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type UserSettings, userSettings } from '../directory/settings.ts';
import { changedProfile, type UserProfile } from '../directory/user-profile.ts';
import type { UserCondition, UserSearch, UserWithSettings } from '../directory/user-search.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import type { SettingValues } from './settings.ts';
import { protectAdministrator, userChange } from './user-change.ts';

export interface NewUser {
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
  readonly profile?: UserProfile;
  readonly verifiers: Verifiers | null;
  /** What is not at its default from the first moment. */
  readonly settings?: SettingValues<UserSettings>;
}

export interface UserChanges {
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
  /** Null takes a property out. */
  readonly profile?: Parameters<typeof changedProfile>[1];
}

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
      const entry = userChange(request, 'user', 'user.add', user, parts);
      const changes = settingChanges(request, user, settings);
      refuseUnlessStored(await directory.addUser(user, verifiers, entry, changes), user);
      return user;
    },

    async update(request, user, changes) {
      const changed: User = {
        ...user,
        userPrincipalName: (changes.userPrincipalName ?? user.userPrincipalName).toLowerCase(),
        displayName: changes.displayName ?? user.displayName,
        aliases: (changes.aliases ?? user.aliases).map((alias) => alias.toLowerCase()),
        profile: changedProfile(user.profile ?? {}, changes.profile ?? {}),
      };
      const entry = userChange(request, 'user', 'user.update', user, parts);
      refuseUnlessStored(await directory.updateUser(changed, entry), changed);
      return changed;
    },

    async remove(request, user) {
      await protectAdministrator(request, user, roles);
      await directory.removeUser(user.id, userChange(request, 'user', 'user.remove', user, parts));
    },
  };
}

/** Each held to its own area. */
function settingChanges(request: AdminRequest, { id, tenantId }: User, values: SettingValues<UserSettings>) {
  const changes: SettingChange[] = [];
  for (const [name, value] of Object.entries(values) as [keyof UserSettings, unknown][]) {
    if (value === undefined || value === userSettings[name].default) continue;
    permit(request, userSettings[name].area, 'write', tenantId);
    changes.push({ scope: 'user', scopeId: id, name, value });
  }
  return changes;
}

function refuseUnlessStored(result: 'added' | 'updated' | 'address-taken' | 'domain-unknown', user: User): void {
  if (result === 'address-taken') {
    const detail = `an address of ${user.userPrincipalName} belongs to another user already`;
    throw new Refusal({ kind: 'conflict', detail });
  }
  if (result === 'domain-unknown') {
    const detail = `the addresses of ${user.userPrincipalName} must be in the domain of the tenant`;
    throw new Refusal({ kind: 'invalid', detail });
  }
}
