/** What a person's browser asks of the authority: to be sent back to a client, to enter a device's code, to sign out. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isReachedUnderTls } from '../pages/cookies.ts';
import { type ReadForm, readForm } from '../pages/form.ts';
import { sendPage } from '../pages/page.ts';
import { adminConsentRequest } from './admin-consent.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { directoryNamed, tenantOfName } from './directory-of.ts';
import { type EntraFaultName, entraFaults } from './entra-error.ts';
import { faultPage } from './error-page.ts';
import { libraryScope } from './library-scope.ts';
import type { Hand } from './providers.ts';
import { refuseTooMany } from './refuse-too-many.ts';
import { refusedScope } from './refused-scope.ts';
import { requestedResource } from './requested-resource.ts';
import { rememberedTenant } from './tenant-cookie.ts';
import { type DirectoryName, isAnyTenant } from './tenant-names.ts';

export type BrowserRequest = FastifyRequest<{ Params: { tenant: string; uid?: string }; Body: ReadForm | undefined }>;
type Query = Readonly<Record<string, string>>;

export interface BrowserEndpointParts {
  readonly authority: AuthorityParts;
  readonly hand: Hand;
}

export function refusePage(reply: FastifyReply, name: EntraFaultName, about: string): FastifyReply {
  return sendPage(reply, faultPage(entraFaults[name], about));
}

/** The query, or the form where it is posted. Null: it was refused. */
export function queryOf(request: FastifyRequest<{ Body: ReadForm | undefined }>, reply: FastifyReply): Query | null {
  const at = request.url.indexOf('?');
  const { fields, twice } = request.body ?? readForm(at === -1 ? '' : request.url.slice(at + 1));
  if (twice === null) return fields;
  void refusePage(reply, 'parameterTwice', twice);
  return null;
}

export async function authorizeEndpoint(request: BrowserRequest, reply: FastifyReply, parts: BrowserEndpointParts) {
  const query = queryOf(request, reply);
  return query === null ? reply : authorize(request, reply, query, 'oauth2/v2.0/authorize', parts);
}

export async function adminConsentEndpoint(request: BrowserRequest, reply: FastifyReply, parts: BrowserEndpointParts) {
  const query = queryOf(request, reply);
  if (query === null) return reply;
  return authorize(request, reply, query, 'v2.0/adminconsent', parts);
}

type Path = 'oauth2/v2.0/authorize' | 'v2.0/adminconsent';

async function authorize(
  request: BrowserRequest,
  reply: FastifyReply,
  query: Query,
  path: Path,
  { authority, hand }: BrowserEndpointParts,
): Promise<FastifyReply> {
  const { tenant } = request.params;
  const named = await directoryNamed(tenant, authority);
  if (named === null) return refusePage(reply, 'tenantNotFound', tenant);
  const directoryName = isAnyTenant(named) ? ((await tenantOfBrowser(request, query, authority)) ?? named) : named;
  // Sessions are kept under the tenant's id, and a form that was posted is read from the address from here on.
  if (directoryName !== tenant || request.method === 'POST') {
    const target = `${authority.baseUrl()}/${directoryName}/${path}?${new URLSearchParams(query).toString()}`;
    return reply.redirect(target, 303);
  }
  const wait = authority.guards.begin(request.ip);
  if (wait !== null) return refuseTooMany(request, reply, wait, authority.clock);
  const asked =
    path === 'v2.0/adminconsent' ? adminConsentRequest(query) : await inLibraryWords(query, named, authority);
  return hand(request, reply, directoryName, `/oauth2/v2.0/authorize?${new URLSearchParams(asked).toString()}`, {});
}

/** At `organizations`: the tenant of the name that the client knows, else that in which this browser signed in last. */
async function tenantOfBrowser(request: FastifyRequest, query: Query, parts: AuthorityParts) {
  const { login_hint: hint, domain_hint: domain, prompt = '', client_id: appId = '' } = query;
  const ofHint = (await tenantOfName(domain, parts)) ?? (await tenantOfName(hint, parts));
  if (ofHint !== null) return ofHint;
  if (prompt === 'login' || prompt === 'select_account') return null;
  const remembered = rememberedTenant(request, isReachedUnderTls(parts.baseUrl()));
  const tenant = remembered === null ? null : await parts.directory.findTenant(remembered);
  if (tenant === null) return null;
  const isKnown = await findAuthorityClient(appId, tenant.id, parts.baseUrl(), parts.applications);
  return isKnown === null ? null : tenant.id;
}

async function inLibraryWords(query: Query, directoryName: DirectoryName, parts: AuthorityParts): Promise<Query> {
  const { refused_scope: _, admin_consent: __, admin_scope: ___, resource: ____, scope, ...rest } = query;
  const refused = refusedScope(scope);
  if (scope === undefined || refused !== null) return { ...rest, ...refused };
  const requested = requestedResource(scope);
  const client = await findAuthorityClient(
    query['client_id'] ?? '',
    directoryName,
    parts.baseUrl(),
    parts.applications,
  );
  if (requested.kind === 'resource' && client !== null)
    return { ...rest, ...(await libraryScope(requested, client, directoryName, parts)) };
  return { ...rest, scope: 'openid' };
}
