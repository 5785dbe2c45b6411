/** The authority under Entra's addresses: `/{tenant}/oauth2/v2.0/token` and its neighbours. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { newGuid } from '../../lib/id.ts';
import { type EntraFaultName, entraError, entraFaults } from './entra-error.ts';
import { forwardRequest } from './forward-request.ts';
import { requestedResource } from './requested-resource.ts';
import { type AuthorityParts, createTenantProvider } from './tenant-provider.ts';

export interface AuthorityDoorParts extends AuthorityParts {
  readonly directory: Pick<DirectoryStore, 'findTenant'>;
}

interface OfTenant {
  Params: { tenant: string };
}

/** Providers that are kept; a key that rotates begins them anew. */
const maximumProviders = 1000;

export function authorityDoor(server: FastifyInstance, parts: AuthorityDoorParts): void {
  const providers = new Map<string, Provider>();
  function providerOf({ id }: Tenant): Provider {
    const key = `${id} ${parts.keys.current()[0]?.jwk.kid}`;
    const kept = providers.get(key) ?? createTenantProvider(id, parts);
    if (providers.size >= maximumProviders) providers.clear();
    providers.set(key, kept);
    return kept;
  }
  function refuse(reply: FastifyReply, name: EntraFaultName, about: string) {
    const fault = entraFaults[name];
    return reply.code(fault.status).send(entraError(fault, about, newGuid(), parts.clock()));
  }
  /** Hands the request to the library, which knows itself under the address `path` of its tenant. */
  async function hand(
    request: FastifyRequest<OfTenant>,
    reply: FastifyReply,
    path: string,
    form?: Record<string, string>,
  ) {
    const tenant = await parts.directory.findTenant(request.params.tenant);
    if (tenant === null) return refuse(reply, 'tenantNotFound', request.params.tenant);
    reply.hijack();
    const issuer = parts.issuerOf(tenant.id);
    const forwarded = { path, mountedAt: `/${tenant.id}`, issuer, ...(form && { form }) };
    await providerOf(tenant).callback()(forwardRequest(request.raw, forwarded), reply.raw);
    return reply;
  }

  server.register((authority, _options, done) => {
    authority.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    authority.get<OfTenant>('/:tenant/v2.0/.well-known/openid-configuration', (request, reply) =>
      hand(request, reply, '/.well-known/openid-configuration'),
    );
    authority.get<OfTenant>('/:tenant/discovery/v2.0/keys', (request, reply) =>
      hand(request, reply, '/discovery/v2.0/keys'),
    );
    authority.post<OfTenant & { Body: Readonly<Record<string, string>> | null }>(
      '/:tenant/oauth2/v2.0/token',
      async (request, reply) => {
        const { scope = '', ...form } = request.body ?? {};
        const requested = requestedResource(scope);
        if (requested.kind === 'unknown-resource') return refuse(reply, 'resourceNotFound', requested.name);
        // An application on its own gets what was consented to, all of it (M365 §7).
        if (requested.kind !== 'resource' || requested.permissions !== 'default')
          return refuse(reply, 'invalidScope', scope);
        return hand(request, reply, '/oauth2/v2.0/token', { ...form, ...basic(request), resource: requested.audience });
      },
    );
    done();
  });
}

/** RFC 6749 §2.3.1: client id and secret may come in the Authorization header; the library hears of them in one way. */
function basic(request: FastifyRequest): Record<string, string> {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return {};
  delete request.raw.headers.authorization;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  try {
    return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret.join(':')) };
  } catch {
    return { client_id: id, client_secret: secret.join(':') };
  }
}
