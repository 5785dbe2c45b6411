/** The OAuth authority of one directory: a certified library, told of our applications, people, keys and claims. */
import { type Configuration, Provider } from 'oidc-provider';
import { isRegisteredRedirectUri } from '../../directory/redirect-uri.ts';
import { cookieAttributes, cookieName, isReachedUnderTls } from '../pages/cookies.ts';
import { interactionSeconds } from '../sign-in/interactions.ts';
import { claimsOfScope } from './account.ts';
import { answerInEntraShape } from './answer-in-entra-shape.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { sessionCookie } from './browser-sessions.ts';
import { deviceFlow } from './device-code.ts';
import { errorPage } from './error-page.ts';
import { formPost } from './form-post.ts';
import { offlineScope } from './library-scope.ts';
import { peopleOf } from './people-of.ts';
import { recordAdapter } from './record-adapter.ts';
import { refuseScope, resourceIndicators } from './resource-indicators.ts';
import type { DirectoryName } from './tenant-names.ts';
import { tokenCustomizer } from './token-claims.ts';

const daySeconds = 86_400;
const codeSeconds = 60;

/** The library, with our own page for an answer that is posted. */
class TenantProvider extends Provider {
  override registerResponseMode(...[name, handler]: Parameters<Provider['registerResponseMode']>): void {
    super.registerResponseMode(name, name === 'form_post' ? formPost : handler);
  }
}

/** `directoryName`: the id of a tenant, or `organizations`. */
export function createTenantProvider(directoryName: DirectoryName, parts: AuthorityParts): Provider {
  const provider = new TenantProvider(parts.issuerOf(directoryName), settingsOf(directoryName, parts));
  // forward-request.ts says where we are, whatever the client wrote.
  provider.proxy = true;
  Object.defineProperties(provider.Client.prototype, {
    // The door has proved the client already.
    compareClientSecret: { value: () => true },
    redirectUriAllowed: {
      value(this: { registered_redirect_uris?: readonly string[] }, given: string) {
        return isRegisteredRedirectUri(this.registered_redirect_uris ?? [], given);
      },
    },
  });
  // It is kept to the millisecond, for who takes back what is from before a moment; claims have whole seconds.
  Object.defineProperty(provider.Session.prototype, 'authTime', {
    value(this: { loginTs?: number }) {
      return this.loginTs === undefined ? undefined : Math.floor(this.loginTs);
    },
  });
  answerInEntraShape(provider, parts);
  provider.on('server_error', (_ctx, error) => parts.fault(error));
  return provider;
}

function settingsOf(directoryName: DirectoryName, parts: AuthorityParts): Configuration {
  const { clock, records, lifetimes, guards } = parts;
  const idleSeconds = lifetimes.sessionIdleMinutes * 60;
  const findClient = (appId: string) => findAuthorityClient(appId, directoryName, parts.baseUrl(), parts.applications);
  return {
    adapter: (kind: string) => recordAdapter(kind, { directoryName, findClient, records, guards, clock }),
    jwks: { keys: parts.keys.current().map(({ jwk }) => jwk) },
    clientAuthMethods: ['client_secret_post', 'none'],
    extraClientMetadata: { properties: ['registered_redirect_uris'] },
    scopes: ['openid', 'profile', 'email', offlineScope],
    claims: claimsOfScope,
    responseTypes: ['code'],
    extraParams: { admin_consent: null, admin_scope: null, refused_scope: refuseScope },
    conformIdTokenClaims: false,
    allowOmittingSingleRegisteredRedirectUri: false,
    cookies: cookiesOf(directoryName, parts),
    ttl: {
      AccessToken: lifetimes.accessTokenSeconds,
      ClientCredentials: lifetimes.accessTokenSeconds,
      IdToken: lifetimes.accessTokenSeconds,
      AuthorizationCode: codeSeconds,
      DeviceCode: lifetimes.deviceCodeSeconds,
      Interaction: interactionSeconds,
      RefreshToken: lifetimes.refreshTokenDays * daySeconds,
      Grant: lifetimes.refreshTokenDays * daySeconds,
      // From its last use; its length is session-good.ts's.
      Session: (_ctx, { accountId }) => Math.min(idleSeconds, accountId === undefined ? interactionSeconds : Infinity),
    },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      device_authorization: '/oauth2/v2.0/devicecode',
      code_verification: '/oauth2/v2.0/deviceauth',
      jwks: '/discovery/v2.0/keys',
    },
    pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, _client, source) => source.scopes.has(offlineScope),
    renderError: errorPage,
    ...peopleOf(directoryName, parts),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: deviceFlow(async () => (await parts.directory.findTenant(directoryName))?.displayName ?? null),
      resourceIndicators: resourceIndicators(lifetimes),
    },
    formats: { customizers: { jwt: tokenCustomizer(directoryName, parts) } },
  };
}

function cookiesOf(directoryName: DirectoryName, { baseUrl, cookieKeys }: AuthorityParts): Configuration['cookies'] {
  const isSecure = isReachedUnderTls(baseUrl());
  const { path, ...attributes } = cookieAttributes;
  const common = { ...attributes, signed: true };
  return {
    keys: [...cookieKeys],
    names: {
      session: cookieName(sessionCookie(directoryName), isSecure),
      // The library binds each to the path of its step, so that one browser may be at several.
      interaction: cookieName('postern-interaction', isSecure, false),
      resume: cookieName('postern-resume', isSecure, false),
    },
    long: { ...common, path },
    short: common,
  };
}
