/** Whether the claims of another house's token, whose signature is right already, open a mailbox (M365 §2.1 A9). Pure. */
import type { SignInFacts } from '../../directory/directory-store.ts';
import type { TrustedIssuer } from '../../directory/trusted-issuer.ts';
import type { TokenCredential } from '../attempt.ts';

export type ExternalClaims = Readonly<Record<string, unknown>>;

/** The issuer that a token names, among those that the tenant trusts; where there are several, the one whose audience it has. */
export function issuerOfToken(
  issuers: readonly TrustedIssuer[],
  { iss, aud }: { readonly iss?: unknown; readonly aud?: unknown },
): TrustedIssuer | null {
  const named = issuers.filter(({ issuer }) => issuer === iss);
  return named.find(({ audience }) => textsOf(aud).includes(audience)) ?? named[0] ?? null;
}

/** A token that names no user is an application's on its own: no mailbox permission here can name it, and so it opens none. */
export function judgeExternalToken(
  claims: ExternalClaims,
  { requiredScope, userClaim }: TrustedIssuer,
  { user }: Pick<SignInFacts, 'user'>,
): TokenCredential {
  const granted = [...scopesOf(claims['scp']), ...scopesOf(claims['scope']), ...scopesOf(claims['roles'])];
  if (!granted.includes(requiredScope)) return { kind: 'token', verdict: 'wrong', fault: 'wrong-scope' };
  const named = claims[userClaim];
  if (typeof named !== 'string' || named === '')
    return { kind: 'token', verdict: 'wrong', fault: 'no-mailbox-permission' };
  return named.toLowerCase() === user.userPrincipalName
    ? { kind: 'token', verdict: 'right', by: 'user' }
    : { kind: 'token', verdict: 'wrong', fault: 'other-user' };
}

function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string');
}

/** A list, or names with blanks between them. */
function scopesOf(value: unknown): readonly string[] {
  return textsOf(value).flatMap((text) => text.split(' '));
}
