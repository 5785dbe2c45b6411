/** What stands before a refresh: a token for another API than before, which Entra gives where consent allows it. */
import type { Provider } from 'oidc-provider';
import type { Permission } from '../../directory/permission.ts';
import { judgeAccount } from './account.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { consentedPermissions } from './consented.ts';
import type { EntraFaultName } from './entra-error.ts';

export interface WantedRefresh {
  readonly refreshToken: string;
  readonly appId: string;
  readonly audience: string;
  /** `default`: all that was consented to. */
  readonly permissions: readonly Permission[] | 'default';
  readonly ownScopes: readonly string[];
}

export type PreparedRefresh =
  /** `scope`: what the library is to be asked for. */
  | { readonly kind: 'ready'; readonly scope: string }
  /** The library says what is wrong with the token. */
  | { readonly kind: 'not-good' }
  | { readonly kind: 'refused'; readonly fault: EntraFaultName };

/** `isOfResource`: which of the consented permissions belong to the API. */
export async function prepareRefresh(
  provider: Provider,
  tenantId: string,
  wanted: WantedRefresh,
  isOfResource: (name: Permission) => boolean,
  parts: AuthorityParts,
): Promise<PreparedRefresh> {
  const token = await provider.RefreshToken.find(wanted.refreshToken);
  if (token === undefined || token.clientId !== wanted.appId || token.consumed !== undefined || !token.accountId)
    return { kind: 'not-good' };
  const { iiat } = token as { iiat?: number };
  const verdict = await judgeAccount(token.accountId, tenantId, (iiat ?? 0) * 1000, parts);
  if (verdict.kind === 'refused') return verdict;
  const grant = await provider.Grant.find(token.grantId ?? '');
  if (grant === undefined) return { kind: 'not-good' };
  const consented = await consentedPermissions(tenantId, token.accountId, wanted.appId, parts);
  const names = wanted.permissions === 'default' ? [...consented].filter(isOfResource) : wanted.permissions;
  const missing = names.some((name) => !consented.has(name));
  if (missing || (wanted.permissions === 'default' && names.length === 0))
    return { kind: 'refused', fault: 'consentMissing' };
  const known = token.scopes;
  if (names.some((name) => !known.has(name)) || !token.resourceIndicators.has(wanted.audience)) {
    token.scope = [...new Set([...known, ...names])].join(' ');
    token.resource = [...new Set([...token.resourceIndicators, wanted.audience])].filter((each) => each !== undefined);
    grant.addResourceScope(wanted.audience, names.join(' '));
    await grant.save();
    await token.save();
  }
  return { kind: 'ready', scope: [...wanted.ownScopes.filter((each) => known.has(each)), ...names].join(' ') };
}
