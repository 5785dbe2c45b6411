/** Opens a mailbox for somebody who comes with a token: finds it, and holds the caller to its rules. */
import type { Actor } from '../directory/actor.ts';
import type { ApplicationScope } from '../directory/application-scope.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import { type MailboxAccess, type MailboxVerdict, mailboxAccess } from '../directory/mailbox-access.ts';
import type { User } from '../directory/nouns.ts';
import { type Submitter, submitterOf } from './submitter.ts';

export interface OpenedMailbox {
  readonly kind: 'open';
  readonly user: User;
  /** Who answers for what is sent: the person that asks, and for an application the mailbox itself. */
  readonly submitter: Submitter;
}

export type OpenVerdict =
  | OpenedMailbox
  | Exclude<MailboxVerdict, { kind: 'allowed' }>
  /** The user has no licence, and so no mailbox (M365 R12). */
  | { readonly kind: 'no-mailbox' };

/** `login`: id, principal name or alias. */
export type OpenMailbox = (actor: Actor, login: string, access: MailboxAccess) => Promise<OpenVerdict>;

export function createOpenMailbox(
  directory: Pick<DirectoryStore, 'findUser' | 'signInFacts' | 'listMailboxPermissions'>,
  applications: ApplicationScope,
): OpenMailbox {
  return async (actor, login, access) => {
    const user = await directory.findUser(login);
    if (user === null) return { kind: 'invisible' };
    const { id: userId, tenantId } = user;
    const permissions = await directory.listMailboxPermissions(userId);
    const fullAccess = permissions.filter(({ right }) => right === 'FullAccess').map(({ trusteeId }) => trusteeId);
    const inScope = actor.kind !== 'application' || (await applications.mayUseMailbox(tenantId, actor.appId, userId));
    const verdict = mailboxAccess(access, actor, { tenantId, userId, fullAccess, inScope });
    if (verdict.kind !== 'allowed') return verdict;
    const facts = await directory.signInFacts(user.userPrincipalName);
    if (facts === null) return { kind: 'invisible' };
    if (!facts.userSettings.licensed.value) return { kind: 'no-mailbox' };
    const own = actor.kind === 'application' || actor.id === userId;
    const submitting = own ? facts : await directory.signInFacts(actor.name);
    if (submitting === null || !submitting.userSettings.licensed.value) return { kind: 'no-mailbox' };
    return { kind: 'open', user, submitter: submitterOf(submitting, true) };
  };
}
