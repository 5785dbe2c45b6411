/** Permissions on mailboxes in the database. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { MailboxRight } from '../../directory/mailbox-permission.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database } from '../sqlite/database.ts';
import { text } from './rows.ts';

export function createMailboxPermissions(
  database: Database,
): Pick<DirectoryStore, 'setMailboxPermission' | 'listMailboxPermissions'> {
  return {
    async setMailboxPermission({ mailboxUserId, trusteeId, right }, granted, entry) {
      const sql = granted
        ? 'INSERT INTO mailbox_permission VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
        : 'DELETE FROM mailbox_permission WHERE mailbox_user_id = ? AND trustee_id = ? AND access_right = ?';
      await database.transaction(auditedChange(entry, [{ sql, parameters: [mailboxUserId, trusteeId, right] }]));
    },
    async listMailboxPermissions(mailboxUserId) {
      const sql = 'SELECT * FROM mailbox_permission WHERE mailbox_user_id = ? ORDER BY trustee_id, access_right';
      return (await database.query(sql, mailboxUserId)).map((row) => ({
        mailboxUserId,
        trusteeId: text(row['trustee_id']),
        right: text(row['access_right']) as MailboxRight,
      }));
    },
  };
}
