/**
 * Users by what a list of a tenant names them: an id may have come into it that belongs to a user of another tenant, and nobody
 * learns of that one by it.
 */
import type { DirectoryStore } from './directory-store.ts';
import type { User } from './nouns.ts';

type Directory = Pick<DirectoryStore, 'findUser'>;

/** By id, principal name or alias; null: the tenant has none such. */
export async function userOfTenant(directory: Directory, tenantId: string, login: string): Promise<User | null> {
  const user = await directory.findUser(login);
  return user?.tenantId === tenantId ? user : null;
}

/** The principal name; what the tenant does not have is shown as it was listed. */
export async function nameInTenant(directory: Directory, tenantId: string, listed: string): Promise<string> {
  return (await userOfTenant(directory, tenantId, listed))?.userPrincipalName ?? listed;
}
