/** The APIs that tokens are for, to the library: which there are, and the scopes of each (RFC 8707). */
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type Permission, permissions, resourceOfAudience } from '../../directory/permission.ts';
import { tokenAlgorithm } from '../../sign-in/tokens/token-keys.ts';
import type { AuthorityLifetimes } from './authority-parts.ts';
import { isDelegated } from './consented.ts';
import { refuseWith } from './explain-fault.ts';

type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

export function resourceIndicators({ accessTokenSeconds }: AuthorityLifetimes): ResourceIndicators {
  return {
    enabled: true,
    useGrantedResource: () => true,
    // A refresh token may be good for several APIs; what it was first given for comes first.
    defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? [],
    getResourceServerInfo(ctx, audience) {
      const resource = resourceOfAudience(audience);
      if (resource === null) throw refuseWith(ctx, 'resourceNotFound', new errors.InvalidTarget(), audience);
      const names = (Object.keys(permissions) as Permission[]).filter((name) => isDelegated(name, resource));
      const jwt = { sign: { alg: tokenAlgorithm } } as const;
      return { scope: names.join(' '), audience, accessTokenFormat: 'jwt', accessTokenTTL: accessTokenSeconds, jwt };
    },
  };
}

/** What the door could not read of a scope is refused where the library knows where the answer goes. */
export function refuseScope(ctx: KoaContextWithOIDC, value: string | undefined): void {
  if (value === undefined) return;
  const [kind, ...about] = value.split(' ');
  if (kind === 'missing') throw new errors.InvalidRequest(`missing required parameter '${about.join(' ')}'`);
  const fault = kind === 'many' ? 'scopeOfManyResources' : 'invalidScope';
  throw refuseWith(ctx, fault, new errors.InvalidScope('the scope is not valid', value), about.join(' '));
}
