/** The person whom the library asks for: who may have tokens now, and what an id token says of them. */

import type { Account } from 'oidc-provider';
import type { User } from '../../directory/nouns.ts';
import { isRevoked } from '../../directory/revocation.ts';
import type { AuthorityParts } from './authority-parts.ts';
import type { EntraFaultName } from './entra-error.ts';

export type AccountVerdict =
  | { readonly kind: 'account'; readonly user: User; readonly tokensValidFrom: number | null }
  | { readonly kind: 'refused'; readonly fault: EntraFaultName };

/** `since`: what the account is asked for began then (milliseconds since 1970); null: it begins now. */
export async function judgeAccount(
  userId: string,
  tenantId: string,
  since: number | null,
  { directory }: Pick<AuthorityParts, 'directory'>,
): Promise<AccountVerdict> {
  const user = await directory.findUser(userId);
  if (user === null || user.id !== userId || user.tenantId !== tenantId)
    return { kind: 'refused', fault: 'accountGone' };
  const { accountEnabled, tokensValidFrom } = await directory.settingsOfUser(userId);
  if (!accountEnabled.value) return { kind: 'refused', fault: 'accountDisabled' };
  if (since !== null && isRevoked(since, tokensValidFrom.value)) return { kind: 'refused', fault: 'grantRevoked' };
  return { kind: 'account', user, tokensValidFrom: tokensValidFrom.value };
}

/** Claims of an id token, as Entra has them; the library takes those of the scopes that were granted. */
export function accountOf({ id, tenantId, userPrincipalName, displayName }: User): Account {
  const claims = {
    sub: id,
    oid: id,
    tid: tenantId,
    ver: '2.0',
    name: displayName,
    preferred_username: userPrincipalName,
    upn: userPrincipalName,
    email: userPrincipalName,
  };
  return { accountId: id, claims: () => claims };
}

/** Which claims a scope stands for. */
export const claimsOfScope = {
  openid: ['sub', 'oid', 'tid', 'ver'],
  profile: ['name', 'preferred_username', 'upn'],
  email: ['email'],
};
