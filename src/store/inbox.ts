/** Puts captured mail into the Inbox of the mailboxes that it was for. */
import type { StateChange } from '../queue/queue-store.ts';
import type { Statement } from './sqlite/database.ts';

const fill = `INSERT OR IGNORE INTO inbox_item
  SELECT address.user_id, message.accepted_at, message.id
  FROM (SELECT value ->> 0 AS message_id, value ->> 1 AS ordinal FROM json_each(?)) captured
  JOIN message ON message.id = captured.message_id
  JOIN address ON address.address = lower(message ->> ('$.envelope.recipients[' || captured.ordinal || '].address'))`;

/** The connector of the kind, by its own words: another one can have its name. */
const byCapture = { connector: 'capture', text: 'captured' } as const;

/** In the transaction that says that they are delivered; null: none of them was captured. */
export function inboxStatement(changes: readonly StateChange[]): Statement | null {
  const captured = changes.filter(
    ({ state }) =>
      state.name === 'delivered' &&
      state.answer.connector === byCapture.connector &&
      state.answer.text === byCapture.text,
  );
  if (captured.length === 0) return null;
  const pairs = captured.map(({ messageId, ordinal }) => [messageId, ordinal]);
  return { sql: fill, parameters: [JSON.stringify(pairs)] };
}
