/** Users and their mailboxes: added, found, changed, removed. */
import type { Access, Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore, Verifiers } from '../directory/directory-store.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { protectAdministrator, userChange } from './user-change.ts';

export interface NewUser {
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
  readonly verifiers: Verifiers | null;
}

export interface UserChanges {
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly aliases?: readonly string[];
}

export interface UserAdministration {
  add(request: AdminRequest, user: NewUser): Promise<User>;
  /** By id, principal name or alias, for `access` to `area`. Throws a `Refusal`. */
  find(request: AdminRequest, login: string, area: Area, access?: Access): Promise<User>;
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
  return {
    async add(request, { tenantId, userPrincipalName, displayName, aliases = [], verifiers }) {
      const name = userPrincipalName.toLowerCase();
      const user: User = {
        id: parts.newGuid(),
        tenantId,
        userPrincipalName: name,
        displayName: displayName ?? name.slice(0, name.lastIndexOf('@')),
        aliases: aliases.map((alias) => alias.toLowerCase()),
        createdAt: parts.clock(),
      };
      const entry = userChange(request, 'user', 'user.add', user, parts);
      refuseUnlessStored(await directory.addUser(user, verifiers, entry), user);
      return user;
    },

    async find(request, login, area, access = 'read') {
      const user = await directory.findUser(login);
      const sought = { what: 'user', name: login };
      if (user === null) throw new Refusal({ kind: 'not-found', ...sought });
      permit(request, area, access, user.tenantId, sought);
      return user;
    },

    async list(request, tenantId, after, limit) {
      permit(request, 'user', 'read', tenantId);
      return directory.listUsers({ tenantId, after, limit });
    },

    async update(request, user, changes) {
      const changed: User = {
        ...user,
        userPrincipalName: (changes.userPrincipalName ?? user.userPrincipalName).toLowerCase(),
        displayName: changes.displayName ?? user.displayName,
        aliases: (changes.aliases ?? user.aliases).map((alias) => alias.toLowerCase()),
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
