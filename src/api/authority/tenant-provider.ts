/** The OAuth authority of one tenant: a certified library, told of our applications, keys and claims. */
import { type Configuration, Provider } from 'oidc-provider';
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { AuthorityRecords } from '../../directory/authority-records.ts';
import { permissions, resourceOfAudience } from '../../directory/permission.ts';
import type { Clock } from '../../lib/clock.ts';
import { claimsOf } from '../../sign-in/tokens/claims.ts';
import { type TokenKeys, tokenAlgorithm } from '../../sign-in/tokens/token-keys.ts';
import { type EntraBody, explainFault } from './explain-fault.ts';
import { recordAdapter } from './record-adapter.ts';
import { verifySecret } from './verify-secret.ts';

export interface AuthorityParts {
  readonly applications: ApplicationStore;
  readonly records: AuthorityRecords;
  readonly keys: TokenKeys;
  readonly issuerOf: (tenantId: string) => string;
  readonly clock: Clock;
}

/** M365 §7: 60 to 90 minutes. */
const accessTokenSeconds = 3600;

export function createTenantProvider(tenantId: string, parts: AuthorityParts): Provider {
  const provider = new Provider(parts.issuerOf(tenantId), settingsOf(tenantId, parts));
  // forward-request.ts says where we are, whatever the client wrote.
  provider.proxy = true;
  // Entra's secrets are several to an application, each with its end; we keep their verifiers.
  Object.defineProperty(provider.Client.prototype, 'compareClientSecret', {
    async value(this: { clientId: string }, actual: string) {
      return (await verifySecret(parts.applications, this.clientId, actual, parts.clock())) === 'right';
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as EntraBody | undefined;
    if (body?.access_token !== undefined) ctx.body = { ...body, ext_expires_in: body.expires_in };
    if (body?.error !== undefined) {
      const explained = await explainFault(body, ctx.req, parts);
      ctx.status = explained.status;
      ctx.body = explained.body;
    }
  });
  return provider;
}

function settingsOf(tenantId: string, parts: AuthorityParts): Configuration {
  return {
    adapter: (kind: string) => recordAdapter(kind, { ...parts, tenantId }),
    jwks: { keys: parts.keys.current().map(({ jwk }) => jwk) },
    clientAuthMethods: ['client_secret_post'],
    // Nothing of a browser's is kept yet.
    cookies: { keys: [parts.keys.current()[0]?.jwk.kid ?? ''] },
    ttl: { ClientCredentials: accessTokenSeconds },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      device_authorization: '/oauth2/v2.0/devicecode',
      jwks: '/discovery/v2.0/keys',
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, audience) => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg: tokenAlgorithm } },
        }),
      },
    },
    formats: {
      customizers: {
        async jwt(_ctx, _token, jwt) {
          const { client_id: appId, aud, iat, exp, iss, jti } = jwt.payload;
          const claims = await applicationClaims(tenantId, String(appId), String(aud), parts.applications);
          jwt.header = { ...jwt.header, typ: 'JWT' };
          jwt.payload = { ...claims, iss, iat, nbf: iat, exp, jti };
        },
      },
    },
  };
}

/** What a token says of an application that acts on its own. */
async function applicationClaims(
  tenantId: string,
  appId: string,
  audience: string,
  applications: Pick<ApplicationStore, 'findServicePrincipal'>,
) {
  const principal = await applications.findServicePrincipal(tenantId, appId);
  const resource = resourceOfAudience(audience);
  return claimsOf({
    tenantId,
    audience,
    appId,
    subject: { kind: 'application', id: principal?.id ?? '' },
    permissions: (principal?.applicationPermissions ?? []).filter((name) => permissions[name].resource === resource),
  });
}
