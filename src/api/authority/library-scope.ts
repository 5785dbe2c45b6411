/** What a client asks for, in the library's words: scopes without their resource, and the resource beside them (RFC 8707). */
import type { AuthorityClient } from './authority-client.ts';
import { type ConsentParts, defaultPermissions } from './consented.ts';
import type { RequestedResource } from './requested-resource.ts';
import type { DirectoryName } from './tenant-names.ts';

/** The library gives refresh tokens only to who is asked for consent each time; under this name it does as Entra. */
export const offlineScope = 'offline';

export async function libraryScope(
  { audience, resource, permissions, ownScopes }: RequestedResource,
  client: AuthorityClient,
  directoryName: DirectoryName,
  parts: ConsentParts,
): Promise<{ readonly scope: string; readonly resource: string }> {
  const named =
    permissions === 'default' ? await defaultPermissions(directoryName, client, resource, parts) : permissions;
  const own = ownScopes.map((each) => (each === 'offline_access' ? offlineScope : each));
  return { scope: [...own, ...named].join(' '), resource: audience };
}
