/** Checks the token of an XOAUTH2 or OAUTHBEARER sign-in: is it genuine, and is it good for this mailbox. */
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { VerifyToken } from '../sign-in.ts';
import type { VerifyAccessToken } from './access-token.ts';
import type { VerifyExternalToken } from './external-tokens.ts';
import { type ApplicationAccess, judgeToken } from './judge-token.ts';

export interface MailboxTokenParts {
  readonly verify: VerifyAccessToken;
  /** Tokens of issuers that the tenant trusts beside ours. */
  readonly verifyExternal: VerifyExternalToken;
  readonly applications: Pick<ApplicationStore, 'findServicePrincipal' | 'findExchangeServicePrincipal'>;
  readonly directory: Pick<DirectoryStore, 'listMailboxPermissions'>;
}

export function createVerifyMailboxToken({
  verify,
  verifyExternal,
  applications,
  directory,
}: MailboxTokenParts): VerifyToken {
  async function accessOf(tenantId: string, appId: string, mailboxUserId: string): Promise<ApplicationAccess> {
    const principal = await applications.findServicePrincipal(tenantId, appId);
    const known = await applications.findExchangeServicePrincipal(tenantId, appId);
    const ids = { objectIdInExchange: known?.objectId ?? null, principalId: principal?.id ?? null };
    if (principal === null || ids.objectIdInExchange !== principal.id) return { ...ids, hasFullAccess: false };
    const permissions = await directory.listMailboxPermissions(mailboxUserId);
    const hasFullAccess = permissions.some(
      ({ trusteeId, right }) => trusteeId === principal.id && right === 'FullAccess',
    );
    return { ...ids, hasFullAccess };
  }

  return async (facts, text) => {
    const verdict = await verify(text);
    if (verdict.kind === 'wrong') {
      const external = facts === null ? null : await verifyExternal(facts, text);
      return (
        external ?? {
          kind: 'token',
          verdict: 'wrong',
          fault: verdict.fault,
          ...(verdict.about && { about: verdict.about }),
        }
      );
    }
    // Of whom nobody is, a good token says as little as a bad one.
    if (facts === null) return { kind: 'token', verdict: 'wrong', fault: 'other-user' };
    const { token } = verdict;
    const access =
      token.subject.kind === 'application' ? await accessOf(token.tenantId, token.appId, facts.user.id) : null;
    return judgeToken(token, facts, access);
  };
}
