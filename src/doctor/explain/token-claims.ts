/** What the access tokens within a text say of themselves: claims only, never the token. Pure. */
import { isRecord } from '../../lib/is-record.ts';

export interface TokenClaims {
  readonly audience: string;
  /** Delegated scopes, or application roles. */
  readonly permissions: readonly string[];
  readonly userPrincipalName: string | null;
  readonly appId: string | null;
  readonly tenantId: string | null;
  /** Milliseconds since 1970, UTC; null: it does not say. */
  readonly expiresAt: number | null;
}

/** Tokens that are looked at. */
const maximumTokens = 5;
const jsonWebToken = /\beyJ[\w-]{8,}\.(eyJ[\w-]{8,})\.[\w-]*/g;
/** Audiences that Exchange takes (MICROSOFT 365 §7). */
const exchangeAudience = /^https:\/\/outlook\.office(?:365)?\.(?:com|us)\/?$|^00000002-0000-0ff1-ce00-000000000000$/;

export function tokenClaimsIn(text: string): TokenClaims[] {
  const found: TokenClaims[] = [];
  for (const [, payload = ''] of text.matchAll(jsonWebToken)) {
    const claims = read(payload);
    if (claims !== null) found.push(claims);
    if (found.length >= maximumTokens) break;
  }
  return found;
}

/** Whether Exchange's SMTP door could take the token at all. */
export function fitsSmtp({ audience, permissions }: TokenClaims): boolean {
  return (
    exchangeAudience.test(audience) && permissions.some((name) => name === 'SMTP.Send' || name === 'SMTP.SendAsApp')
  );
}

function read(payload: string): TokenClaims | null {
  let claims: Readonly<Record<string, unknown>>;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (!isRecord(parsed)) return null;
    claims = parsed;
  } catch {
    return null;
  }
  const text = (name: string): string | null => (typeof claims[name] === 'string' ? claims[name].slice(0, 320) : null);
  const roles = Array.isArray(claims['roles']) ? claims['roles'].filter((each) => typeof each === 'string') : [];
  return {
    audience: text('aud') ?? '',
    permissions: [...(text('scp')?.split(' ') ?? []), ...roles].slice(0, 50),
    userPrincipalName: text('upn') ?? text('preferred_username'),
    appId: text('appid') ?? text('azp'),
    tenantId: text('tid'),
    expiresAt: typeof claims['exp'] === 'number' ? claims['exp'] * 1000 : null,
  };
}
