/** Lists of users that people look through: narrowed by what is typed and by settings, with the settings that a list shows. */
import { accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { User } from '../directory/nouns.ts';
import { userSettings } from '../directory/settings.ts';
import {
  type FilteredSetting,
  type ListedSettings,
  listedSettings,
  type UserCount,
  type UserFilter,
  type UserListQuery,
} from '../directory/user-list.ts';
import { permit } from './permit.ts';

export interface ListedUser extends User {
  /** Values in force, of those that the request may read. */
  readonly settings: Partial<ListedSettings>;
}

export interface UserListAdministration {
  /** Whoever narrows a list by a setting must be able to read it. Throws a `Refusal`. */
  page(
    request: AdminRequest,
    query: UserListQuery,
  ): Promise<{ readonly users: readonly ListedUser[]; readonly next: string | null }>;
  count(request: AdminRequest, filter: UserFilter): Promise<UserCount>;
}

export function createUserListAdministration(
  directory: Pick<DirectoryStore, 'pageOfUsers' | 'countListedUsers'>,
): UserListAdministration {
  return {
    async page(request, query) {
      permitFilter(request, query);
      const { users, next } = await directory.pageOfUsers(query);
      const shown = listedSettings.filter(
        (name) => accessTo(userSettings[name].area, 'read', request.actor, query.tenantId).kind === 'allowed',
      );
      const valuesOf = ({ settings }: (typeof users)[number]) =>
        Object.fromEntries(shown.map((name) => [name, settings[name].value])) as Partial<ListedSettings>;
      return { users: users.map((each) => ({ ...each.user, settings: valuesOf(each) })), next };
    },
    async count(request, filter) {
      permitFilter(request, filter);
      return directory.countListedUsers(filter);
    },
  };
}

function permitFilter(request: AdminRequest, { tenantId, settings = {} }: UserFilter): void {
  permit(request, 'user', 'read', tenantId);
  for (const name of Object.keys(settings) as FilteredSetting[])
    permit(request, userSettings[name].area, 'read', tenantId);
}
