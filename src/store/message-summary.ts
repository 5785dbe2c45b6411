/** A row of the queue's tables as a message with the states of its recipients. */
import type { AcceptedMessage } from '../queue/accepted-message.ts';
import type { RecipientState } from '../queue/message-state.ts';
import type { MessageSummary } from '../queue/queue-store.ts';
import type { Row } from './sqlite/database.ts';

/** To be followed by what narrows them. */
export const summaryColumns = `SELECT message, size_bytes,
  (SELECT json_group_array(json_object('ordinal', ordinal, 'attempts', attempts, 'state', json(state)) ORDER BY ordinal)
   FROM recipient WHERE message_id = message.id) AS recipients FROM message`;

export function summaryOf(row: Row): MessageSummary {
  const message = JSON.parse(String(row['message'])) as AcceptedMessage;
  const { id, acceptedAt, tenantId, userId, subject, messageIdField, envelope, bounceOf, origin = null } = message;
  const states = JSON.parse(String(row['recipients'])) as {
    ordinal: number;
    attempts: number;
    state: RecipientState;
  }[];
  const recipients = states.map(({ ordinal, attempts, state }) => ({
    address: envelope.recipients[ordinal]?.address ?? '',
    attempts,
    state,
  }));
  return {
    id,
    acceptedAt,
    tenantId,
    userId,
    sizeBytes: Number(row['size_bytes']),
    subject,
    messageIdField,
    envelope,
    bounceOf,
    origin,
    recipients,
  };
}
