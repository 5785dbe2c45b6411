/** Who may use a mailbox that is not theirs. */
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { MailboxPermission, MailboxRight } from '../directory/mailbox-permission.ts';
import type { User } from '../directory/nouns.ts';
import { type EntryParts, permit } from './permit.ts';
import { userEntry } from './user-change.ts';

export interface MailboxAdministration {
  listPermissions(request: AdminRequest, mailbox: User): Promise<MailboxPermission[]>;
  /** `trusteeId`: a user, or a service principal as Exchange knows it. */
  setPermission(
    request: AdminRequest,
    mailbox: User,
    trusteeId: string,
    right: MailboxRight,
    granted: boolean,
  ): Promise<void>;
}

export function createMailboxAdministration(directory: DirectoryStore, parts: EntryParts): MailboxAdministration {
  return {
    async listPermissions(request, mailbox) {
      permit(request, 'mailbox', 'read', mailbox.tenantId);
      return directory.listMailboxPermissions(mailbox.id);
    },
    async setPermission(request, mailbox, trusteeId, right, granted) {
      const action = granted ? 'mailbox-permission.grant' : 'mailbox-permission.revoke';
      const entry = userEntry(request, permit(request, 'mailbox', 'write', mailbox.tenantId), action, mailbox, parts);
      await directory.setMailboxPermission({ mailboxUserId: mailbox.id, trusteeId, right }, granted, entry);
    },
  };
}
