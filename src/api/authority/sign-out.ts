/** `/{tenant}/oauth2/v2.0/logout`: the session of this browser ends, for every application. */
import { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { Provider } from 'oidc-provider';
import { sendMessage } from '../pages/message-page.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { isRegisteredRedirectUri } from './redirect-uri.ts';

/** `query`: of the request, or its form. */
export async function signOut(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: Provider,
  tenantId: string,
  query: Readonly<Record<string, string>>,
  parts: AuthorityParts,
): Promise<FastifyReply> {
  const response = new ServerResponse(request.raw);
  const context = provider.createContext(request.raw, response);
  const name = provider.cookieName('session');
  const id = context.cookies.get(name, { signed: true });
  const session = id === undefined ? undefined : await provider.Session.find(id);
  await session?.destroy();
  context.cookies.set(name, null, { path: `/${tenantId}`, signed: true });
  const cookies = response.getHeader('set-cookie');
  for (const cookie of Array.isArray(cookies) ? cookies : []) void reply.header('set-cookie', cookie);
  const back = await whereTo(tenantId, query, parts);
  if (back !== null) return reply.redirect(back, 303);
  return sendMessage(reply, 200, 'signed-out', 'good');
}

/** Back to the client, where it names an address that it is registered with; null: our own page. */
async function whereTo(
  tenantId: string,
  { post_logout_redirect_uri: uri, id_token_hint: hint, client_id: given, state }: Readonly<Record<string, string>>,
  parts: AuthorityParts,
): Promise<string | null> {
  const appId = given ?? clientOfHint(hint);
  if (uri === undefined || appId === null) return null;
  const client = await findAuthorityClient(appId, tenantId, parts.baseUrl(), parts.applications);
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
