/** The queue in the database. */
import type { AcceptedMessage } from '../queue/accepted-message.ts';
import type { RecipientState } from '../queue/message-state.ts';
import type { Lease, QueuedRecipient, QueueStore } from '../queue/queue-store.ts';
import type { RemovalPause } from './backup/removal-pause.ts';
import type { MessageIndex } from './message-index.ts';
import { createMessagePages } from './message-pages.ts';
import { summaryColumns, summaryOf } from './message-summary.ts';
import { createQueueChanges } from './queue-changes.ts';
import { trimSentItems } from './sent-items.ts';
import type { DurableSpool } from './spool/message-spool.ts';
import type { Database, Row } from './sqlite/database.ts';

/** Messages that one purge looks at. */
const purgeMessages = 1000;
/** A purge looks at the mailboxes that have sent since the last one, and at the first no further back than this. */
const longestLookBackMs = 7 * 86_400_000;

export function createQueueStore(
  database: Database,
  index: MessageIndex,
  spool: DurableSpool,
  pause: RemovalPause,
  onArrival: (listener: () => void) => void,
): QueueStore {
  let purgedAt = 0;
  return {
    onArrival,
    // What is not in the tables yet is not looked for: `onArrival` calls when it is.
    async lease(owner, now, leaseUntil, maximumMessages) {
      const due = `SELECT DISTINCT message_id FROM (SELECT message_id FROM recipient WHERE due_at <= ?1 ORDER BY due_at LIMIT ?2 * 20) LIMIT ?2`;
      const ids = (await database.query(due, now, maximumMessages)).map((row) => String(row['message_id']));
      if (ids.length === 0) return [];
      const state: RecipientState = { name: 'delivering', owner, leaseUntil };
      const list = JSON.stringify(ids);
      // A lease that a crash undoes is taken again.
      const [messages, recipients] = await database.repeatable([
        {
          sql: 'SELECT id, message, size_bytes FROM message WHERE id IN (SELECT value FROM json_each(?)) ORDER BY accepted_at',
          parameters: [list],
        },
        {
          sql: `UPDATE recipient SET state_name = 'delivering', state = ?1, due_at = ?2, changed_at = ?3
                WHERE message_id IN (SELECT value FROM json_each(?4)) AND due_at <= ?3
                RETURNING message_id, ordinal, attempts, state`,
          parameters: [JSON.stringify(state), leaseUntil, now, list],
        },
      ]);
      return leases(messages ?? [], recipients ?? []);
    },
    async nextDueAt() {
      const [row] = await database.query('SELECT min(due_at) AS due_at FROM recipient WHERE due_at IS NOT NULL');
      return row?.['due_at'] === null || row === undefined ? null : Number(row['due_at']);
    },
    ...keptMessages(database, index),
    async purge(now, captureKeepMs) {
      // What a backup is reading stays; the next purge takes it.
      if (pause.isOn) return 0;
      const since = Math.max(purgedAt, now - longestLookBackMs);
      purgedAt = now;
      await index.flush();
      await trimSentItems(database, since);
      return purge(database, index, spool, pause, now, captureKeepMs);
    },
  };
}

/** Messages that are there, and the steps of their recipients. */
export function keptMessages(
  database: Database,
  index: MessageIndex,
): Pick<QueueStore, 'page' | 'list' | 'find' | 'recipientsSince' | 'change' | 'changeByOperator'> {
  const pages = createMessagePages(database, index);
  return {
    ...createQueueChanges(database),
    ...pages,
    list: async (query) => [...(await pages.page(query)).messages],
    async find(messageId) {
      await index.flush();
      const [row] = await database.query(`${summaryColumns} WHERE id = ?`, messageId.toUpperCase());
      return row === undefined ? null : summaryOf(row);
    },
    async recipientsSince(userId, since) {
      await index.flush();
      const [row] = await database.query(
        'SELECT count(*) AS recipients FROM message JOIN recipient ON message_id = id WHERE user_id = ? AND accepted_at >= ?',
        userId,
        since,
      );
      return Number(row?.['recipients'] ?? 0);
    },
  };
}

function leases(messages: readonly Row[], recipients: readonly Row[]): Lease[] {
  const byMessage = Map.groupBy(recipients, (row) => String(row['message_id']));
  return messages.map((row) => {
    const message = JSON.parse(String(row['message'])) as AcceptedMessage;
    const taken = (byMessage.get(message.id) ?? []).map((recipient) => queuedRecipient(message, recipient));
    return { message, sizeBytes: Number(row['size_bytes']), recipients: taken };
  });
}

function queuedRecipient(message: AcceptedMessage, row: Row): QueuedRecipient {
  const ordinal = Number(row['ordinal']);
  const recipient = message.envelope.recipients[ordinal];
  if (recipient === undefined) throw new Error('a recipient that is not in the envelope');
  const state = JSON.parse(String(row['state'])) as RecipientState;
  return { messageId: message.id, ordinal, recipient, attempts: Number(row['attempts']), state };
}

async function purge(
  database: Database,
  index: MessageIndex,
  spool: DurableSpool,
  pause: RemovalPause,
  now: number,
  captureKeepMs: number,
): Promise<number> {
  // Segments before this one get no more records, and after the flush the tables know all that theirs hold.
  const current = spool.currentSegment();
  await index.flush();
  // Dead letters and held mail stay until an operator has seen to them.
  const gone = await database.query(
    `DELETE FROM message WHERE id IN (
       SELECT id FROM message WHERE coalesce(sent_items_until, 0) < ?1 AND accepted_at < ?2
       AND NOT EXISTS (SELECT 1 FROM recipient WHERE message_id = id AND (state_name NOT IN ('delivered', 'bounced', 'cancelled') OR changed_at >= ?2))
       LIMIT ?3) RETURNING segment, large`,
    now,
    now - captureKeepMs,
    purgeMessages,
  );
  // A backup that began meanwhile may name what goes.
  for (const { large } of gone)
    if (large !== null) await pause.whenOver(`large/${large}`, () => spool.removeLarge(String(large)));
  for (const segment of new Set(gone.map((row) => Number(row['segment'])))) {
    if (segment >= current) continue;
    const [left] = await database.query('SELECT 1 FROM message WHERE segment = ? LIMIT 1', segment);
    if (left === undefined) await pause.whenOver(`segments/${segment}`, () => spool.removeSegment(segment));
  }
  return gone.length;
}
