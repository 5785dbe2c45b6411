/** Whether a token that is genuine is good for a mailbox (M365 §7, §2.1 A9, C3). Pure. */
import type { SignInFacts } from '../../directory/directory-store.ts';
import { type Permission, resourceOfAudience } from '../../directory/permission.ts';
import { isRevoked } from '../../directory/revocation.ts';
import type { TokenCredential } from '../attempt.ts';
import type { AccessToken } from './access-token.ts';

/** What the directory knows of the application of a token. */
export interface ApplicationAccess {
  /** Exchange was told of it with the id of its service principal, and not with another one. */
  readonly isKnownToExchange: boolean;
  /** It may open this mailbox. */
  readonly hasFullAccess: boolean;
}

/** `access` null: the token is a user's. */
export function judgeToken(token: AccessToken, facts: SignInFacts, access: ApplicationAccess | null): TokenCredential {
  const wrong = (fault: Extract<TokenCredential, { verdict: 'wrong' }>['fault']): TokenCredential => ({
    kind: 'token',
    verdict: 'wrong',
    fault,
  });
  if (resourceOfAudience(token.audience) !== 'exchange') return wrong('wrong-audience');
  const needed: Permission = token.subject.kind === 'user' ? 'SMTP.Send' : 'SMTP.SendAsApp';
  if (!token.permissions.includes(needed)) return wrong('wrong-scope');
  if (token.tenantId !== facts.tenant.id) return wrong('other-user');
  if (token.subject.kind === 'user') {
    const isOwn = token.subject.userPrincipalName === facts.user.userPrincipalName;
    if (!isOwn) return wrong('other-user');
    if (isRevoked(token.issuedAt, facts.userSettings.tokensValidFrom.value)) return wrong('revoked');
    return { kind: 'token', verdict: 'right', by: 'user' };
  }
  if (access === null || !access.isKnownToExchange) return wrong('no-mailbox-permission');
  // C3: without FullAccess the sign-in still succeeds; the mailbox does not open at the end of DATA.
  return { kind: 'token', verdict: 'right', by: 'application', opensMailbox: access.hasFullAccess };
}
