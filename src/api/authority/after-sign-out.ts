/** `/{tenant}/oauth2/v2.0/logout`: where the browser goes once it is signed out. */
import { decodeJwt } from 'jose';
import { isRegisteredRedirectUri } from '../../directory/redirect-uri.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import type { DirectoryName } from './tenant-names.ts';

/** Back to the client, where the query names an address that it is registered with; null: our own page. */
export async function afterSignOut(
  directoryName: DirectoryName,
  { post_logout_redirect_uri: uri, id_token_hint: hint, client_id: given, state }: Readonly<Record<string, string>>,
  parts: AuthorityParts,
): Promise<string | null> {
  const appId = given ?? clientOfHint(hint);
  if (uri === undefined || appId === null) return null;
  const client = await findAuthorityClient(appId, directoryName, parts.baseUrl(), parts.applications);
  if (client === null || !isRegisteredRedirectUri(client.redirectUris, uri)) return null;
  const back = new URL(uri);
  if (state !== undefined) back.searchParams.set('state', state);
  return back.href;
}

/** Only to know where to go: a hint opens nothing, and one that is expired says it as well. */
function clientOfHint(hint: string | undefined): string | null {
  try {
    const { aud } = decodeJwt(hint ?? '');
    return typeof aud === 'string' ? aud : null;
  } catch {
    return null;
  }
}
