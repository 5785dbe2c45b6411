/** Holds Sent Items to the number of copies that a tenant keeps of each mailbox. */
import { tenantSettings } from '../directory/settings.ts';
import type { Database } from './sqlite/database.ts';

/** Mailboxes, and copies of each, that one call looks at. */
const mailboxesAtOnce = 500;
const copiesAtOnce = 1000;

const kept = `coalesce((SELECT CAST(value AS INTEGER) FROM setting
  WHERE scope = 'tenant' AND scope_id = sender.tenant_id AND name = 'sentItemsMessages'), ?)`;

/** Gives up the oldest copies of the mailboxes that have sent since `since`; how many. The messages go with the next purge. */
export async function trimSentItems(database: Database, since: number): Promise<number> {
  const senders = await database.query(
    `SELECT user_id, ${kept} AS kept FROM
       (SELECT DISTINCT user_id, tenant_id FROM message WHERE accepted_at >= ? AND user_id IS NOT NULL LIMIT ?) sender`,
    tenantSettings.sentItemsMessages.default,
    since,
    mailboxesAtOnce,
  );
  const given = await database.transaction(
    senders.map((row) => ({
      sql: `UPDATE message SET sent_items_until = NULL WHERE id IN
              (SELECT id FROM message WHERE user_id = ?1 AND sent_items_until IS NOT NULL
               ORDER BY accepted_at DESC, rowid DESC LIMIT ?2 OFFSET ?3) RETURNING id`,
      parameters: [row['user_id'] ?? null, copiesAtOnce, row['kept'] ?? null],
    })),
  );
  return given.reduce((sum, rows) => sum + rows.length, 0);
}
