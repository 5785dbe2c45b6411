/** What clients ask by themselves: tokens, and device codes. The client is proved here, the grant by the library. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Permission, resourceOfAudience } from '../../directory/permission.ts';
import { correlationIdOf } from '../correlation-id.ts';
import type { ReadForm } from '../pages/form.ts';
import { tlsOf } from '../tls-of.ts';
import { type AuthorityClient, findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { subjectOfAssertion } from './certificate-assertion.ts';
import { authenticateClient } from './client-authentication.ts';
import { isDelegated } from './consented.ts';
import { directoryHolding, directoryNamed } from './directory-of.ts';
import { type EntraFaultName, entraError, entraFaults } from './entra-error.ts';
import type { Asked, AskingPerson } from './forward-request.ts';
import { libraryScope } from './library-scope.ts';
import type { Hand, ProviderOf } from './providers.ts';
import { prepareRefresh } from './refresh.ts';
import { type Requested, requestedResource } from './requested-resource.ts';
import { type DirectoryName, isAnyTenant } from './tenant-names.ts';
import { recordTokenRequest, type TokenRequest } from './token-log.ts';

export interface ClientEndpointParts {
  readonly authority: AuthorityParts;
  readonly providerOf: ProviderOf;
  readonly hand: Hand;
}

export type ClientRequest = FastifyRequest<{ Params: { tenant: string }; Body: ReadForm | undefined }>;
type Form = Readonly<Record<string, string>>;

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** What each grant must bring, and what of it tells whose it is. */
const grants: Readonly<Record<string, { readonly needs: string; readonly kind: Held | null }>> = {
  authorization_code: { needs: 'code', kind: 'AuthorizationCode' },
  refresh_token: { needs: 'refresh_token', kind: 'RefreshToken' },
  client_credentials: { needs: 'scope', kind: null },
  [deviceGrant]: { needs: 'device_code', kind: 'DeviceCode' },
};
type Held = 'AuthorizationCode' | 'RefreshToken' | 'DeviceCode';

/** MSAL asks by the short name, which is from before RFC 8628. */
function grantOf(name: string): string {
  return name === 'device_code' ? deviceGrant : name;
}

/** Ends a request; thrown so that whatever refuses, one place answers and records it. */
class Refused extends Error {
  readonly fault: EntraFaultName;
  readonly about: string;
  readonly retrySeconds: number | null;
  constructor(fault: EntraFaultName, about = '', retrySeconds: number | null = null) {
    super(fault);
    this.fault = fault;
    this.about = about;
    this.retrySeconds = retrySeconds;
  }
}

export async function tokenEndpoint(request: ClientRequest, reply: FastifyReply, parts: ClientEndpointParts) {
  return answer(request, reply, parts, async (read, log) => {
    const sent = fieldsOf(request);
    if (sent['grant_type'] === undefined) throw new Refused('parameterMissing', 'grant_type');
    const grantType = grantOf(sent['grant_type']);
    const form: Form = { ...sent, grant_type: grantType };
    const grant = grants[grantType];
    if (grant === undefined) throw new Refused('grantTypeUnknown', grantType);
    log.grantType = grantType;
    const named = await directoryOfRequest(request, parts.authority);
    const client = await provenClient(request, form, named, parts.authority, log);
    const given = form[grant.needs];
    if (given === undefined) throw new Refused('parameterMissing', grant.needs);
    const directoryName = await directoryOfGrant(named, grant.kind, given, parts.authority);
    log.tenantId = isAnyTenant(directoryName) ? null : directoryName;
    if (grantType === deviceGrant && !parts.authority.guards.isDecentPoll(given, parts.authority.clock()))
      throw new Refused('slowDown');
    const scope = await scopeOfGrant(grantType, form, client, directoryName, parts, log);
    await read(directoryName, '/oauth2/v2.0/token', client, { ...form, ...scope });
  });
}

export async function deviceCodeEndpoint(request: ClientRequest, reply: FastifyReply, parts: ClientEndpointParts) {
  return answer(request, reply, parts, async (read, log) => {
    const form = fieldsOf(request);
    const directoryName = await directoryOfRequest(request, parts.authority);
    const client = await provenClient(request, form, directoryName, parts.authority, log);
    if (form['scope'] === undefined) throw new Refused('parameterMissing', 'scope');
    const requested = resourceOrRefuse(requestedResource(form['scope']));
    const scope = await libraryScope(requested, client, directoryName, parts.authority);
    begin(request, parts.authority);
    await read(directoryName, '/oauth2/v2.0/devicecode', client, { ...form, ...scope });
  });
}

/** One device more that is to be remembered. */
function begin(request: ClientRequest, { guards }: AuthorityParts): void {
  const wait = guards.begin(request.ip);
  if (wait !== null) throw new Refused('tooManyRequests', '', wait);
}

type Log = { -readonly [K in keyof TokenRequest]: TokenRequest[K] };
type Read = (directoryName: DirectoryName, path: string, client: AuthorityClient, form: Form) => Promise<void>;

/** Answers a request of a client, and records what became of it. */
async function answer(
  request: ClientRequest,
  reply: FastifyReply,
  { authority, hand }: ClientEndpointParts,
  work: (read: Read, log: Log) => Promise<void>,
): Promise<FastifyReply> {
  const correlationId = correlationIdOf(request);
  const log: Log = {
    tenantId: null,
    application: null,
    grantType: '',
    resource: '',
    address: request.ip,
    correlationId,
    tls: tlsOf(request),
    clientProof: 'nothing',
  };
  // Whoever has the answer finds the request in the log; a log that fails keeps nobody from it.
  const record = async (code: number, person: AskingPerson | null): Promise<void> => {
    if (log.grantType !== '') await recordTokenRequest(log, code, person, authority).catch(authority.fault);
  };
  try {
    await work(async (directoryName, path, client, form) => {
      const { client_secret: _, client_assertion: __, client_assertion_type: ___, ...rest } = form;
      const proof = client.isPublic ? {} : { client_secret: 'proved at the door' };
      const asked: Asked = {
        appId: client.appId,
        tenantId: directoryName,
        form: fieldsOf(request),
        correlationId,
        ended: record,
      };
      await hand(request, reply, directoryName, path, { form: { ...rest, ...proof, client_id: client.appId }, asked });
    }, log);
    return reply;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const fault = entraFaults[error.fault];
    await record(fault.code, null);
    return reply
      .code(fault.status)
      .headers({
        'cache-control': 'no-store',
        ...(error.retrySeconds !== null && { 'retry-after': String(error.retrySeconds) }),
      })
      .send(entraError(fault, error.about, correlationId, authority.clock()));
  }
}

function fieldsOf({ body }: ClientRequest): Form {
  if (body?.twice !== undefined && body.twice !== null) throw new Refused('parameterTwice', body.twice);
  return body?.fields ?? {};
}

async function directoryOfRequest(request: ClientRequest, parts: AuthorityParts): Promise<DirectoryName> {
  const name = await directoryNamed(request.params.tenant, parts);
  if (name === null) throw new Refused('tenantNotFound', request.params.tenant);
  return name;
}

/** At `organizations`, what the client holds in its hand tells the tenant. */
async function directoryOfGrant(
  named: DirectoryName,
  kind: Held | null,
  given: string,
  parts: AuthorityParts,
): Promise<DirectoryName> {
  if (!isAnyTenant(named)) return named;
  if (kind === null) throw new Refused('tenantNotNamed');
  const held = await directoryHolding(kind, 'id', given, parts);
  if (held === null) throw new Refused(kind === 'DeviceCode' ? 'deviceCodeWrong' : 'grantInvalid');
  return held;
}

async function provenClient(
  request: ClientRequest,
  form: Form,
  directoryName: DirectoryName,
  parts: AuthorityParts,
  log: Log,
): Promise<AuthorityClient> {
  const basic = basicCredentials(request);
  const { client_secret: posted, client_assertion: assertion, client_assertion_type: type } = form;
  const appId = form['client_id'] ?? basic?.id ?? subjectOfAssertion(assertion ?? '');
  if (appId === '') throw new Refused('parameterMissing', 'client_id');
  log.tenantId = isAnyTenant(directoryName) ? null : directoryName;
  log.application = { appId: appId.slice(0, 100), displayName: '' };
  const client = await findAuthorityClient(appId, directoryName, parts.baseUrl(), parts.applications);
  if (client === null) throw new Refused('applicationNotFound', appId);
  log.application = { appId, displayName: client.displayName };
  const base = parts.baseUrl();
  const [path] = request.url.split('?');
  const audiences = [`${base}${path}`, `${base}/${directoryName}/oauth2/v2.0/token`, parts.issuerOf(directoryName)];
  const credential = { secret: posted ?? basic?.secret, assertion, assertionType: type, address: request.ip };
  const verdict = await authenticateClient(client, credential, audiences, parts, parts.clock());
  if (verdict.kind === 'refused') throw new Refused(verdict.fault, verdict.about);
  log.clientProof = verdict.by;
  return client;
}

function resourceOrRefuse(requested: Requested) {
  if (requested.kind === 'resource') return requested;
  if (requested.kind === 'unknown-resource') throw new Refused('resourceNotFound', requested.name);
  throw new Refused(requested.kind === 'many-resources' ? 'scopeOfManyResources' : 'invalidScope', requested.name);
}

/** What the library is to read as scope and resource of this grant. */
async function scopeOfGrant(
  grantType: string,
  form: Form,
  client: AuthorityClient,
  directoryName: DirectoryName,
  { authority, providerOf }: ClientEndpointParts,
  log: Log,
): Promise<Form> {
  const { scope } = form;
  if (grantType === 'client_credentials') {
    const requested = resourceOrRefuse(requestedResource(scope ?? ''));
    // An application on its own gets what was consented to, all of it (M365 §7).
    if (requested.permissions !== 'default') throw new Refused('invalidScope', scope);
    log.resource = requested.audience;
    return { scope: '', resource: requested.audience };
  }
  // A code, and a device code, are for what they were asked for.
  if (grantType !== 'refresh_token' || scope === undefined) return { scope: '' };
  const requested = resourceOrRefuse(requestedResource(scope));
  const { audience, permissions, ownScopes } = requested;
  log.resource = audience;
  const isOfResource = (name: Permission) => isDelegated(name, resourceOfAudience(audience) ?? 'graph');
  const wanted = { refreshToken: form['refresh_token'] ?? '', appId: client.appId, audience, permissions, ownScopes };
  const prepared = await prepareRefresh(providerOf(directoryName), directoryName, wanted, isOfResource, authority);
  if (prepared.kind === 'refused') throw new Refused(prepared.fault, client.appId);
  return prepared.kind === 'ready' ? { scope: prepared.scope, resource: audience } : { scope: '' };
}

/** RFC 6749 §2.3.1: client id and secret may come in the Authorization header. */
function basicCredentials(request: FastifyRequest): { readonly id: string; readonly secret: string } | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  const decode = (text: string): string => {
    try {
      return decodeURIComponent(text.replaceAll('+', '%20'));
    } catch {
      return text;
    }
  };
  return { id: decode(id), secret: decode(secret.join(':')) };
}
