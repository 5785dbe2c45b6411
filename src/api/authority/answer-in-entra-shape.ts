/** Turns what the library answers into what Entra would: faults with their numbers, scopes in the client's words, `client_info`. */
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { AuthorityParts } from './authority-parts.ts';
import { deviceLoginAddress } from './device-login-address.ts';
import { describeFault, entraError, entraFaults } from './entra-error.ts';
import { showFault } from './error-page.ts';
import { explainFault } from './explain-fault.ts';
import { explainInFormPost } from './form-post.ts';
import { type Asked, type AskingPerson, askedWith } from './forward-request.ts';
import { scopeAsAsked } from './requested-resource.ts';
import { grantedIn } from './token-claims.ts';

interface LibraryBody {
  readonly error?: string;
  readonly access_token?: string;
  readonly expires_in?: number;
  readonly device_code?: string;
  readonly user_code?: string;
}

type LibraryError = errors.OIDCProviderError;

/** Seconds between two questions of a device (RFC 8628 §3.5). */
export const pollSeconds = 5;

const faultEvents = ['grant.error', 'device_authorization.error', 'authorization.error', 'server_error'] as const;

export function answerInEntraShape(provider: Provider, parts: Pick<AuthorityParts, 'clock' | 'baseUrl'>): void {
  const thrown = new WeakMap<object, LibraryError>();
  const keep = (ctx: KoaContextWithOIDC, error: Error) => thrown.set(ctx, error as LibraryError);
  for (const event of faultEvents) provider.on(event as 'server_error', keep);

  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next().catch((error: unknown) => showTooMany(ctx, error));
    const error = thrown.get(ctx);
    const asked = askedWith(ctx.req);
    if (asked === null) {
      if (error !== undefined) explainInRedirect(ctx, error);
      return;
    }
    const body = ctx.body as LibraryBody;
    if (body.access_token !== undefined) {
      ctx.body = tokenAnswer(ctx, body, asked);
      await asked.ended(0, personIn(ctx));
    } else if (body.device_code !== undefined) ctx.body = deviceAnswer(body, parts.baseUrl());
    else await answerFault(ctx, error, asked, parts.clock());
  });
}

/** A session is saved behind the library's own handling of faults. */
function showTooMany(ctx: KoaContextWithOIDC, error: unknown): void {
  if (!(error instanceof errors.TemporarilyUnavailable)) throw error;
  showFault(ctx, entraFaults.tooManyUnfinished, '');
}

async function answerFault(
  ctx: KoaContextWithOIDC,
  error: LibraryError | undefined,
  asked: Asked,
  now: number,
): Promise<void> {
  const { fault: found, about } =
    error === undefined ? { fault: entraFaults.serviceFault, about: '' } : explainFault(error, ctx, asked.appId);
  // What a redirect calls `access_denied`, a device that waits for its person hears by this name.
  const fault = found.error === 'access_denied' ? { ...found, error: 'authorization_declined' } : found;
  ctx.status = fault.status;
  if (fault.retrySeconds !== undefined) ctx.set('retry-after', String(fault.retrySeconds));
  ctx.body = entraError(fault, about, asked.correlationId, now);
  await asked.ended(fault.code, personIn(ctx));
}

function personIn({ oidc }: KoaContextWithOIDC): AskingPerson | null {
  const { Account, RefreshToken, AuthorizationCode, DeviceCode } = oidc.entities;
  const source = RefreshToken ?? AuthorizationCode ?? DeviceCode;
  const userId = Account?.accountId ?? source?.accountId;
  return userId === undefined ? null : { userId, amr: source?.amr ?? [] };
}

function tokenAnswer(ctx: KoaContextWithOIDC, body: LibraryBody, { form, tenantId }: Asked) {
  const granted = grantedIn(ctx);
  const { Account } = ctx.oidc.entities;
  const answer = { ...body, ext_expires_in: body.expires_in };
  if (granted === undefined) return answer;
  const { audience, ownScopes, permissions } = granted;
  const named = permissions.map((name) => scopeAsAsked(form['scope'] ?? '', audience, name));
  // MSAL tells accounts apart by it.
  const account = { uid: Account?.accountId, utid: tenantId };
  const clientInfo = Buffer.from(JSON.stringify(account)).toString('base64url');
  return {
    ...answer,
    scope: [...named, ...ownScopes].join(' '),
    ...(form['client_info'] === '1' && { client_info: clientInfo }),
  };
}

function deviceAnswer(body: LibraryBody, baseUrl: string) {
  const address = deviceLoginAddress(baseUrl);
  const code = body.user_code ?? '';
  return {
    ...body,
    verification_uri: address,
    verification_uri_complete: `${address}?${new URLSearchParams({ user_code: code }).toString()}`,
    interval: pollSeconds,
    message: `To sign in, open ${address} in a browser and enter the code ${code}.`,
  };
}

/** Puts number and words into the error that a redirect, or a form that posts itself, carries to the client. */
function explainInRedirect(ctx: KoaContextWithOIDC, error: LibraryError): void {
  const { fault, about } = explainFault(error, ctx, ctx.oidc.client?.clientId ?? '');
  const description = describeFault(fault, about);
  const location = URL.parse(ctx.response.get('location'));
  if (location !== null) {
    const inFragment = new URLSearchParams(location.hash.slice(1));
    if (location.searchParams.has('error')) location.searchParams.set('error_description', description);
    else if (inFragment.has('error')) {
      inFragment.set('error_description', description);
      location.hash = inFragment.toString();
    }
    ctx.set('location', location.href);
  } else explainInFormPost(ctx, description);
}
