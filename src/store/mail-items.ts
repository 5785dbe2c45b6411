/** The folders of a mailbox, looked up in the tables: drafts, kept copies of what was sent, and what was captured. */
import type { MailFolder, MailItem, MailItems, MailTest, MailText } from '../mailbox/mail-item.ts';
import { betweenSql, conditionSql, type SqlCondition, textSql } from './condition-sql.ts';
import type { MessageIndex } from './message-index.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

// Who wrote a message from before `from` was kept is whom its envelope names.
const ofMessage = `message.accepted_at AS at, message ->> '$.subject' AS subject,
  coalesce(message ->> '$.from', message ->> '$.envelope.reversePath') AS author, message ->> '$.messageIdField' AS message_id`;

/** Each takes the id of the mailbox's user. */
const rowsOf: Readonly<Record<MailFolder, string>> = {
  drafts: `SELECT 'drafts' AS folder, draft.id, draft.created_at AS at, message ->> '$.subject' AS subject,
    coalesce(message ->> '$.from.address', user_principal_name) AS author, '' AS message_id
    FROM draft JOIN user ON user.id = draft.user_id WHERE draft.user_id = ?`,
  inbox: `SELECT 'inbox' AS folder, message.id, ${ofMessage}
    FROM inbox_item JOIN message ON message.id = inbox_item.message_id WHERE inbox_item.user_id = ?`,
  sentitems: `SELECT 'sentitems' AS folder, message.id, ${ofMessage}
    FROM message WHERE user_id = ? AND sent_items_until IS NOT NULL`,
};

const columns: Readonly<Record<MailText, string>> = {
  subject: 'lower(subject)',
  from: 'lower(author)',
  internetMessageId: `lower(CASE message_id WHEN '' THEN '' ELSE '<' || message_id || '>' END)`,
};

export function createMailItems(database: Database, index: MessageIndex): MailItems {
  const query = async (sql: string, parameters: Statement['parameters']): Promise<readonly Row[]> => {
    await index.flush();
    return database.query(sql, ...parameters);
  };
  return {
    async search({ userId, folders, condition, descending, after, skip, limit }) {
      const { sql, parameters } = conditionSql(condition, testSql);
      const [order, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
      const rest = after === null ? 'true' : `(at, folder, id) ${beyond} (?, ?, ?)`;
      const rows = await query(
        `${from(folders)} WHERE ${sql} AND ${rest} ORDER BY at ${order}, folder ${order}, id ${order} LIMIT ? OFFSET ?`,
        [
          ...folders.map(() => userId),
          ...parameters,
          ...(after === null ? [] : [after.at, after.folder, after.id]),
          limit,
          skip,
        ],
      );
      return rows.map(itemOf);
    },
    async count({ userId, folders, condition }) {
      const { sql, parameters } = conditionSql(condition, testSql);
      const counted = `SELECT count(*) AS items FROM (${from(folders)} WHERE ${sql})`;
      const [row] = await query(counted, [...folders.map(() => userId), ...parameters]);
      return Number(row?.['items'] ?? 0);
    },
    async find(userId, folder, id) {
      const [row] = await query(`${from([folder])} WHERE id = ?`, [userId, id]);
      return row === undefined ? null : itemOf(row);
    },
  };
}

function from(folders: readonly MailFolder[]): string {
  return `SELECT * FROM (${folders.map((folder) => rowsOf[folder]).join(' UNION ALL ')})`;
}

function testSql(test: MailTest): SqlCondition {
  switch (test.kind) {
    case 'text':
      return textSql(columns[test.of], test.test, test.value);
    case 'between':
      return betweenSql('at', test.from, test.to);
    case 'folder':
      return { sql: '(folder = ?)', parameters: [test.folder] };
  }
}

function itemOf(row: Row): MailItem {
  return {
    folder: String(row['folder']) as MailFolder,
    id: String(row['id']),
    at: Number(row['at']),
    subject: String(row['subject'] ?? ''),
    internetMessageId: String(row['message_id'] ?? ''),
  };
}
