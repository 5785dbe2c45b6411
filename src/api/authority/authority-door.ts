/** The authority under Entra's addresses: `/{tenant}/oauth2/v2.0/token` and its neighbours. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newGuid } from '../../lib/id.ts';
import { type ReadForm, readForms } from '../pages/form.ts';
import { sendMessage } from '../pages/message-page.ts';
import { refusedStatus } from '../problem.ts';
import type { Interactions } from '../sign-in/interactions.ts';
import type { SignOut } from '../sign-in/sign-out.ts';
import { afterSignOut } from './after-sign-out.ts';
import type { AuthorityParts } from './authority-parts.ts';
import {
  adminConsentEndpoint,
  authorizeEndpoint,
  type BrowserEndpointParts,
  type BrowserRequest,
  queryOf,
  refusePage,
} from './browser-endpoints.ts';
import { deviceEndpoint, deviceLoginEndpoint } from './device-endpoints.ts';
import { deviceLoginPath } from './device-login-address.ts';
import { directoryNamed } from './directory-of.ts';
import { discoveryOf } from './discovery.ts';
import { entraError, entraFaults } from './entra-error.ts';
import { createInteractions } from './interactions.ts';
import { createProviders } from './providers.ts';
import { refuseTooMany } from './refuse-too-many.ts';
import type { DirectoryName } from './tenant-names.ts';
import { type ClientEndpointParts, type ClientRequest, deviceCodeEndpoint, tokenEndpoint } from './token-endpoint.ts';
import { answerUserinfo } from './userinfo.ts';

/** Answers what the pages of sign-in work with. */
export function authorityDoor(server: FastifyInstance, authority: AuthorityParts, signOut: SignOut): Interactions {
  const { providerOf, hand } = createProviders(authority);
  server.register((door, _options, done) => {
    readForms(door);
    door.setErrorHandler((error, _request, reply) => {
      const refused = refusedStatus(error) !== null;
      if (!refused) authority.fault(error);
      const fault = refused ? entraFaults.parameterWrong : entraFaults.serviceFault;
      const about = refused ? 'it must be a form (application/x-www-form-urlencoded)' : '';
      return reply.code(fault.status).send(entraError(fault, about, newGuid(), authority.clock()));
    });
    door.addHook('onRequest', async (request, reply) => {
      const wait = authority.guards.request(request.ip);
      return wait === null ? undefined : refuseTooMany(request, reply, wait, authority.clock);
    });
    clientRoutes(door, { authority, providerOf, hand });
    browserRoutes(door, { authority, hand }, signOut);
    done();
  });
  return createInteractions(providerOf, authority);
}

function clientRoutes(door: FastifyInstance, parts: ClientEndpointParts): void {
  const { authority, hand } = parts;
  type OfTenant = FastifyRequest<{ Params: { tenant: string } }>;
  const find = async (request: OfTenant, reply: FastifyReply): Promise<DirectoryName | null> => {
    const { tenant } = request.params;
    const directoryName = await directoryNamed(tenant, authority);
    if (directoryName === null) {
      const { status } = entraFaults.tenantNotFound;
      void reply.code(status).send(entraError(entraFaults.tenantNotFound, tenant, newGuid(), authority.clock()));
    }
    return directoryName;
  };
  for (const path of ['/:tenant/v2.0/.well-known/openid-configuration', '/:tenant/.well-known/openid-configuration'])
    door.get(path, async (request: OfTenant, reply) => {
      const directoryName = await find(request, reply);
      if (directoryName === null) return reply;
      return reply.headers(readable).send(discoveryOf(directoryName, authority.baseUrl(), authority.issuerOf));
    });
  door.get('/:tenant/discovery/v2.0/keys', async (request: OfTenant, reply) => {
    const directoryName = await find(request, reply);
    return directoryName === null ? reply : hand(request, reply, directoryName, '/discovery/v2.0/keys', {});
  });
  door.post('/:tenant/oauth2/v2.0/token', (request: ClientRequest, reply) => tokenEndpoint(request, reply, parts));
  door.post('/:tenant/oauth2/v2.0/devicecode', (request: ClientRequest, reply) =>
    deviceCodeEndpoint(request, reply, parts),
  );
  for (const method of ['GET', 'POST'] as const)
    door.route({
      method,
      url: '/oidc/userinfo',
      handler: (request, reply) => answerUserinfo(request, reply, authority),
    });
}

/** What anybody's page may read. */
const readable = { 'access-control-allow-origin': '*' } as const;

function browserRoutes(door: FastifyInstance, parts: BrowserEndpointParts, signOut: SignOut): void {
  const { authority, hand } = parts;
  const both = ['GET', 'POST'] as ('GET' | 'POST')[];
  const route = (url: string, handler: (request: BrowserRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    door.route<{ Params: BrowserRequest['params']; Body: ReadForm | undefined }>({ method: both, url, handler });
  route('/:tenant/oauth2/v2.0/authorize', (request, reply) => authorizeEndpoint(request, reply, parts));
  route('/:tenant/v2.0/adminconsent', (request, reply) => adminConsentEndpoint(request, reply, parts));
  route('/:tenant/adminconsent', (request, reply) => adminConsentEndpoint(request, reply, parts));
  route('/:tenant/oauth2/v2.0/deviceauth', (request, reply) => deviceEndpoint(request, reply, parts));
  route(deviceLoginPath, (request, reply) => deviceLoginEndpoint(request, reply, parts));
  for (const step of ['authorize', 'deviceauth'])
    door.get('/:tenant/oauth2/v2.0/' + step + '/:uid', async (request: BrowserRequest, reply) => {
      const directoryName = await directoryNamed(request.params.tenant, authority);
      if (directoryName === null) return refusePage(reply, 'tenantNotFound', request.params.tenant);
      const uid = encodeURIComponent(request.params.uid ?? '');
      return hand(request, reply, directoryName, `/oauth2/v2.0/${step}/${uid}`, {});
    });
  route('/:tenant/oauth2/v2.0/logout', async (request, reply) => {
    const named = await directoryNamed(request.params.tenant, authority);
    if (named === null) return refusePage(reply, 'tenantNotFound', request.params.tenant);
    const query = queryOf(request, reply);
    if (query === null) return reply;
    await signOut(request, reply);
    const back = await afterSignOut(named, query, authority);
    return back === null ? sendMessage(reply, 200, 'signed-out', 'good') : reply.redirect(back, 303);
  });
}
