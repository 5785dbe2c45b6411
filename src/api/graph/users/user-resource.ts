/** A user as Graph shows one. */
import type { DirectoryStore } from '../../../directory/directory-store.ts';
import type { User } from '../../../directory/nouns.ts';
import { picked, type Resource, selectedNames } from '../odata/select.ts';

const all = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'accountEnabled',
  'proxyAddresses',
  'createdDateTime',
  'onPremisesSyncEnabled',
] as const;

/** What a user shows when nothing is selected, as in Graph; the rest is had by asking for it. */
const shownByDefault = ['id', 'displayName', 'userPrincipalName', 'mail'];

/** The properties that `$select` means. Throws a `BadRequest`. */
export function userNames(select: readonly string[] | null): readonly string[] {
  return selectedNames(select, all, shownByDefault, 'user');
}

export async function selectedUser(
  user: User,
  names: readonly string[],
  directory: Pick<DirectoryStore, 'settingsOfUser'>,
): Promise<Resource> {
  const { accountEnabled } = await directory.settingsOfUser(user.id);
  const resource = {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    mail: user.userPrincipalName,
    accountEnabled: accountEnabled.value,
    proxyAddresses: [`SMTP:${user.userPrincipalName}`, ...user.aliases.map((alias) => `smtp:${alias}`)],
    createdDateTime: new Date(user.createdAt).toISOString(),
    onPremisesSyncEnabled: null,
  };
  return picked(resource, names);
}
