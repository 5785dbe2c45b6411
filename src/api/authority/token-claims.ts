/** What the authority puts into an access token, in Entra's words (M365 §7), and what of it the client hears. */
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { isPermission, type Permission, permissions, resourceOfAudience } from '../../directory/permission.ts';
import { claimsOf } from '../../sign-in/tokens/claims.ts';
import { judgeAccount } from './account.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { consentedPermissions } from './consented.ts';
import { refuseWith } from './explain-fault.ts';

/** What was granted with a token; the answer names it in the client's own words. */
export interface Granted {
  readonly audience: string;
  readonly ownScopes: readonly string[];
  readonly permissions: readonly Permission[];
}

interface Jwt {
  header?: object | undefined;
  payload: Record<string, unknown>;
}

const grantedWith = new WeakMap<object, Granted>();

/** What was granted in the course of this request; undefined: nothing to a user. */
export function grantedIn(ctx: object): Granted | undefined {
  return grantedWith.get(ctx);
}

export function tokenCustomizer(tenantId: string, parts: AuthorityParts) {
  return async (
    ctx: KoaContextWithOIDC,
    token: { accountId?: string | undefined; scope?: string | undefined },
    jwt: Jwt,
  ): Promise<void> => {
    const { client_id: appId, aud: audience, iat, exp, iss, jti } = jwt.payload;
    const known = { tenantId, appId: String(appId), audience: String(audience) };
    jwt.header = { ...jwt.header, typ: 'JWT' };
    if (token.accountId === undefined) {
      jwt.payload = { ...(await applicationClaims(known, parts)), iss, iat, nbf: iat, exp, jti };
      return;
    }
    const { claims, validFrom } = await userClaims(
      ctx,
      { ...known, userId: token.accountId },
      token.scope ?? '',
      parts,
    );
    // Tokens count whole seconds: one that was asked for after the moment of revocation must not seem older than it.
    const issuedAt = Math.max(Number(iat), Math.ceil(validFrom / 1000));
    jwt.payload = { ...claims, iss, iat: issuedAt, nbf: iat, exp, jti };
  };
}

interface Known {
  readonly tenantId: string;
  readonly appId: string;
  readonly audience: string;
}

/** What a token says of an application that acts on its own. */
async function applicationClaims({ tenantId, appId, audience }: Known, { applications }: AuthorityParts) {
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

async function userClaims(
  ctx: KoaContextWithOIDC,
  { tenantId, appId, audience, userId }: Known & { readonly userId: string },
  scope: string,
  parts: AuthorityParts,
) {
  const verdict = await judgeAccount(userId, tenantId, null, parts);
  if (verdict.kind === 'refused') throw refuseWith(ctx, verdict.fault, new errors.InvalidGrant('account'));
  const asked = scope.split(' ').filter(isPermission);
  const consented = await consentedPermissions(tenantId, userId, appId, parts);
  const granted = asked.filter((name) => consented.has(name));
  // Consent that was taken back holds at the next token.
  if (asked.length > 0 && granted.length === 0)
    throw refuseWith(ctx, 'consentMissing', new errors.InvalidGrant('consent'));
  const { AuthorizationCode, RefreshToken, DeviceCode } = ctx.oidc.entities;
  const source = RefreshToken ?? AuthorizationCode ?? DeviceCode;
  const ownScopes = ['openid', 'profile', 'email'].filter((each) => source?.scopes.has(each));
  grantedWith.set(ctx, { audience, ownScopes, permissions: granted });
  const { user, tokensValidFrom } = verdict;
  const subject = { kind: 'user', id: userId, userPrincipalName: user.userPrincipalName } as const;
  const claims = claimsOf({ tenantId, audience, appId, subject, permissions: granted });
  const isGraph = resourceOfAudience(audience) === 'graph';
  return {
    claims: {
      ...claims,
      scp: [...(isGraph ? ownScopes : []), ...granted].join(' '),
      name: user.displayName,
      amr: source?.amr ?? [],
    },
    validFrom: Math.min(tokensValidFrom ?? 0, parts.clock()),
  };
}
