/** Passwords and app passwords of users. */
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore, Verifiers } from '../directory/directory-store.ts';
import { type AppPassword, maximumAppPasswords, type User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { userChange } from './user-change.ts';

export interface PasswordAdministration {
  setPassword(request: AdminRequest, user: User, verifiers: Verifiers): Promise<void>;
  listAppPasswords(request: AdminRequest, user: User): Promise<AppPassword[]>;
  addAppPassword(request: AdminRequest, user: User, name: string, verifiers: Verifiers): Promise<AppPassword>;
  removeAppPassword(request: AdminRequest, user: User, idOrName: string): Promise<void>;
}

export function createPasswordAdministration(
  directory: DirectoryStore,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): PasswordAdministration {
  return {
    async setPassword(request, user, verifiers) {
      const entry = await userChange(request, 'password', 'password.set', user, roles, parts);
      await directory.setVerifiers(user.id, verifiers, entry);
    },

    async listAppPasswords(request, user) {
      permit(request, 'password', 'read', user.tenantId);
      return directory.listAppPasswords(user.id);
    },

    async addAppPassword(request, user, name, verifiers) {
      const entry = await userChange(request, 'password', 'app-password.add', user, roles, parts);
      const settings = await directory.settingsOfTenant(user.tenantId);
      if (settings.appPasswords.value === 'off')
        throw new Refusal({ kind: 'conflict', detail: 'the organization allows no app passwords' });
      const appPassword = { id: parts.newGuid(), userId: user.id, name, createdAt: parts.clock(), lastUsedAt: null };
      if ((await directory.addAppPassword(appPassword, verifiers, entry)) === 'too-many') {
        const detail = `the user has ${maximumAppPasswords} app passwords already; remove one first`;
        throw new Refusal({ kind: 'conflict', detail });
      }
      return appPassword;
    },

    async removeAppPassword(request, user, idOrName) {
      const entry = await userChange(request, 'password', 'app-password.remove', user, roles, parts);
      const removed = await directory.removeAppPassword(user.id, idOrName, entry);
      if (!removed) throw new Refusal({ kind: 'not-found', what: 'app password', name: idOrName });
    },
  };
}
