/** Whether a token that is genuine is good for a mailbox (M365 §7, §2.1 A9, C3). Pure. */
import type { SignInFacts } from '../../directory/directory-store.ts';
import { type Permission, resourceOfAudience, resources } from '../../directory/permission.ts';
import { isRevoked } from '../../directory/revocation.ts';
import type { TokenCredential, TokenFault } from '../attempt.ts';
import type { AccessToken } from './access-token.ts';

/** What the directory knows of the application of a token. */
export interface ApplicationAccess {
  /** The object id under which Exchange was told of it; null: it was not. */
  readonly objectIdInExchange: string | null;
  /** The id of its service principal; null: the tenant has none of it. */
  readonly principalId: string | null;
  /** It may open this mailbox. */
  readonly hasFullAccess: boolean;
}

/** `access` null: the token is a user's. */
export function judgeToken(token: AccessToken, facts: SignInFacts, access: ApplicationAccess | null): TokenCredential {
  const { subject, permissions, audience, tenantId, appId, issuedAt } = token;
  if (resourceOfAudience(audience) !== 'exchange') return wrong('wrong-audience', { audience, wanted: wantedAudience });
  const needed: Permission = subject.kind === 'user' ? 'SMTP.Send' : 'SMTP.SendAsApp';
  if (!permissions.includes(needed)) return wrong('wrong-scope', { granted: permissions.join(' ') || '-', needed });
  if (tenantId !== facts.tenant.id) return wrong('other-tenant', { tenant: facts.tenant.domain });
  if (subject.kind === 'user') {
    const { userPrincipalName } = subject;
    if (userPrincipalName !== facts.user.userPrincipalName) return wrong('other-user', { user: userPrincipalName });
    if (isRevoked(issuedAt, facts.userSettings.tokensValidFrom.value)) return wrong('revoked');
    return { kind: 'token', verdict: 'right', by: 'user' };
  }
  const { objectIdInExchange: told = null, principalId = null, hasFullAccess = false } = access ?? {};
  if (told === null || principalId === null) return wrong('not-in-exchange', { appId, objectId: principalId ?? '-' });
  if (told !== principalId) return wrong('other-object-id', { appId, told, objectId: principalId });
  // C3: without FullAccess the sign-in still succeeds; the mailbox does not open at the end of DATA.
  return { kind: 'token', verdict: 'right', by: 'application', opensMailbox: hasFullAccess };
}

/** As clients mostly ask for it. */
const [, wantedAudience] = resources.exchange.audiences;

function wrong(fault: TokenFault, about?: Readonly<Record<string, string>>): TokenCredential {
  return { kind: 'token', verdict: 'wrong', fault, ...(about && { about }) };
}
