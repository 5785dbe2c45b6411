/** The directory in the database: tenants, users, their settings and what a sign-in turns on. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { Database } from '../sqlite/database.ts';
import { createAppPasswords } from './app-passwords.ts';
import { createMailboxPermissions } from './mailbox-permissions.ts';
import { createSettings } from './settings.ts';
import { createSignInFacts } from './sign-in-facts.ts';
import { createTenants } from './tenants.ts';
import { createUserList } from './user-list.ts';
import { createUserSearch } from './user-search.ts';
import { createUsers } from './users.ts';

export function createDirectoryStore(database: Database): DirectoryStore {
  return {
    ...createSignInFacts(database),
    ...createTenants(database),
    ...createUsers(database),
    ...createUserList(database),
    ...createUserSearch(database),
    ...createSettings(database),
    ...createAppPasswords(database),
    ...createMailboxPermissions(database),
  };
}
