/** The claims of an access token, in the shape that Entra gives them (M365 §7), both ways. Pure. */
import type { JWTPayload } from 'jose';
import { isPermission, type Permission, resourceOfAudience, resources } from '../../directory/permission.ts';
import type { AccessToken, AccessTokenVerdict } from './access-token.ts';

/** The claims beside `iss`, `iat` and `exp`. */
export function claimsOf({
  tenantId,
  audience,
  appId,
  subject,
  permissions,
}: Omit<AccessToken, 'issuedAt' | 'expiresAt'>): JWTPayload {
  const common = {
    aud: audience,
    tid: tenantId,
    appid: appId,
    azp: appId,
    oid: subject.id,
    sub: subject.id,
    ver: '1.0',
  };
  return subject.kind === 'user'
    ? { ...common, idtyp: 'user', upn: subject.userPrincipalName, scp: permissions.join(' ') }
    : { ...common, idtyp: 'app', roles: permissions };
}

/** Reads the claims of a token whose signature, issuer and time are right already. */
export function readClaims(claims: JWTPayload): AccessTokenVerdict {
  const text = (name: string): string => {
    const value = claims[name];
    return typeof value === 'string' ? value : '';
  };
  const audience = text('aud');
  if (resourceOfAudience(audience) === null) {
    const [, wanted] = resources.exchange.audiences;
    return { kind: 'wrong', fault: 'wrong-audience', about: { audience: printable(audience), wanted } };
  }
  const tenantId = text('tid');
  const id = text('oid');
  const appId = text('appid') || text('azp');
  const userPrincipalName = text('upn');
  if (tenantId === '' || id === '' || appId === '') return { kind: 'wrong', fault: 'malformed' };
  const common = {
    tenantId,
    audience,
    appId,
    issuedAt: (claims.iat ?? 0) * 1000,
    expiresAt: (claims.exp ?? 0) * 1000,
  };
  // M365 §7: a token of a user has `upn` and `scp`, that of an application neither, but `roles`.
  const token: AccessToken =
    userPrincipalName === ''
      ? { ...common, subject: { kind: 'application', id }, permissions: known(claims['roles']) }
      : {
          ...common,
          subject: { kind: 'user', id, userPrincipalName: userPrincipalName.toLowerCase() },
          permissions: known(text('scp').split(' ')),
        };
  return { kind: 'right', token };
}

/** It goes into a trace. */
function printable(audience: string): string {
  return audience.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?') || '-';
}

function known(names: unknown): Permission[] {
  return Array.isArray(names) ? names.map(String).filter(isPermission) : [];
}
