/** Who may use a mailbox that is not theirs. */
import type { AdminRequest } from '../directory/actor.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { MailboxPermission, MailboxRight } from '../directory/mailbox-permission.ts';
import type { User } from '../directory/nouns.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { userEntry } from './user-change.ts';

export interface MailboxAdministration {
  listPermissions(request: AdminRequest, mailbox: User): Promise<MailboxPermission[]>;
  /** `trusteeId`: a user of the tenant, or a service principal as Exchange knows it there. Throws a `Refusal`. */
  setPermission(
    request: AdminRequest,
    mailbox: User,
    trusteeId: string,
    right: MailboxRight,
    granted: boolean,
  ): Promise<void>;
}

export function createMailboxAdministration(
  directory: DirectoryStore,
  applications: Pick<ApplicationStore, 'findExchangeServicePrincipal'>,
  parts: EntryParts,
): MailboxAdministration {
  /** An application may have been told of under the id of whoever it be, also of a user of another tenant. */
  async function refuseStranger(trusteeId: string, { tenantId }: User): Promise<void> {
    const user = await directory.findUser(trusteeId);
    const known =
      user === null
        ? (await applications.findExchangeServicePrincipal(tenantId, trusteeId)) !== null
        : user.tenantId === tenantId;
    if (!known) throw new Refusal({ kind: 'not-found', what: 'security principal', name: trusteeId });
  }

  return {
    async listPermissions(request, mailbox) {
      permit(request, 'mailbox', 'read', mailbox.tenantId);
      return directory.listMailboxPermissions(mailbox.id);
    },
    async setPermission(request, mailbox, trusteeId, right, granted) {
      const action = granted ? 'mailbox-permission.grant' : 'mailbox-permission.revoke';
      const entry = userEntry(request, permit(request, 'mailbox', 'write', mailbox.tenantId), action, mailbox, parts);
      if (granted) await refuseStranger(trusteeId, mailbox);
      await directory.setMailboxPermission({ mailboxUserId: mailbox.id, trusteeId, right }, granted, entry);
    },
  };
}
