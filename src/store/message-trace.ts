/** Message trace over the tables of the queue: in pieces, so that a long search keeps nobody else waiting. */
import type { RecipientState } from '../queue/message-state.ts';
import {
  type MessageTraceStore,
  type TracedRecipient,
  type TraceQuery,
  tracedMessages,
} from '../queue/message-trace.ts';
import { allOf, betweenSql, given, type SqlCondition } from './condition-sql.ts';
import type { MessageIndex } from './message-index.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

/** Messages of one piece; those of one moment stay together. */
const usualPiece = 5000;
/** Messages of one moment to one recipient: a page ends behind them, since whoever goes on from it names no more than those two. */
const maximumAlike = 5000;

export function createMessageTrace(
  database: Database,
  index: Pick<MessageIndex, 'flush'>,
  pieceMessages = usualPiece,
): MessageTraceStore {
  return {
    async trace(query) {
      await index.flush();
      const found: TracedRecipient[] = [];
      let to = query.to;
      for (let looked = 0; to >= query.from; looked += pieceMessages) {
        if (looked >= tracedMessages) return { recipients: found, next: { to, afterRecipient: null } };
        const [bound] = await database.query(
          'SELECT accepted_at FROM message WHERE accepted_at BETWEEN ? AND ? ORDER BY accepted_at DESC LIMIT 1 OFFSET ?',
          query.from,
          to,
          pieceMessages,
        );
        const from = bound === undefined ? query.from : Number(bound['accepted_at']);
        const { sql, parameters } = pieceStatement(query, from, to, query.limit + 1 - found.length);
        found.push(...(await database.query(sql, ...parameters)).map(tracedOf));
        const last = found[query.limit - 1];
        if (found.length > query.limit && last !== undefined) {
          const next = { to: last.acceptedAt, afterRecipient: last.recipient };
          const alike = pieceStatement(query, last.acceptedAt, last.acceptedAt, maximumAlike, last);
          const more = (await database.query(alike.sql, ...alike.parameters)).map(tracedOf);
          return { recipients: [...found.slice(0, query.limit), ...more], next };
        }
        to = from - 1;
      }
      return { recipients: found, next: null };
    },
  };
}

/** Of the last sign-in of the session; a message of Graph says the address itself. */
const clientAddress = `coalesce(message ->> '$.origin.address',
  (SELECT sign_in.address FROM sign_in WHERE sign_in.session_id = message ->> '$.sessionId' ORDER BY sequence DESC LIMIT 1))`;

/** `like`: only what was accepted at its moment for its recipient, and comes after it. */
function pieceStatement(query: TraceQuery, from: number, to: number, limit: number, like?: TracedRecipient): Statement {
  const { tenantId, afterRecipient, messageId, senders, recipients } = query;
  const { sql, parameters } = allOf([
    ...given(['tenant_id = ?', tenantId]),
    betweenSql('accepted_at', from, to),
    ...oneOf('id', messageId === undefined ? undefined : [messageId]),
    ...oneOf("message ->> '$.messageIdField'", query.messageIdFields),
    ...oneOf(
      "lower(message ->> '$.envelope.reversePath')",
      senders?.map((each) => each.toLowerCase()),
    ),
    ...oneOf(
      'address',
      recipients?.map((each) => each.toLowerCase()),
    ),
    ...oneOf('state_name', query.states),
    ...oneOf(clientAddress, query.clientAddress === undefined ? undefined : [query.clientAddress]),
    ...subjectConditions(query.subject),
    ...(afterRecipient === undefined
      ? []
      : [{ sql: '(accepted_at < ? OR address > ?)', parameters: [query.to, afterRecipient.toLowerCase()] }]),
    ...(like === undefined
      ? []
      : [
          {
            sql: 'address = ? AND (id, ordinal) > (?, ?)',
            parameters: [like.recipient.toLowerCase(), like.messageId, like.ordinal],
          },
        ]),
  ]);
  return {
    sql: `SELECT id, accepted_at, size_bytes, message ->> '$.subject' AS subject, message ->> '$.messageIdField' AS message_id_field,
            message ->> '$.envelope.reversePath' AS sender, ${clientAddress} AS client_address, written, ordinal, attempts, state
          FROM (
            SELECT message.*, ordinal, attempts, state, state_name,
              message.message ->> ('$.envelope.recipients[' || ordinal || '].address') AS written,
              lower(message.message ->> ('$.envelope.recipients[' || ordinal || '].address')) AS address
            FROM message JOIN recipient ON message_id = message.id
          ) WHERE ${sql}
          ORDER BY accepted_at DESC, address, id, ordinal LIMIT ?`,
    parameters: [...parameters, limit],
  };
}

function oneOf(column: string, values: readonly string[] | undefined): SqlCondition[] {
  return given([`${column} IN (SELECT value FROM json_each(?))`, values && JSON.stringify(values)]);
}

function subjectConditions(subject: TraceQuery['subject']): SqlCondition[] {
  if (subject === undefined) return [];
  const text = subject.text.toLowerCase();
  const has = "lower(message ->> '$.subject')";
  if (subject.at === 'start') return [{ sql: `substr(${has}, 1, length(?)) = ?`, parameters: [text, text] }];
  if (subject.at === 'end')
    return [{ sql: `(length(?) = 0 OR substr(${has}, -length(?)) = ?)`, parameters: [text, text, text] }];
  return [{ sql: `instr(${has}, ?) > 0`, parameters: [text] }];
}

function tracedOf(row: Row): TracedRecipient {
  const address = row['client_address'];
  return {
    messageId: String(row['id']),
    acceptedAt: Number(row['accepted_at']),
    sizeBytes: Number(row['size_bytes']),
    subject: String(row['subject'] ?? ''),
    messageIdField: String(row['message_id_field'] ?? ''),
    sender: String(row['sender'] ?? ''),
    clientAddress: typeof address === 'string' && address !== '' ? address : null,
    recipient: String(row['written'] ?? ''),
    ordinal: Number(row['ordinal']),
    attempts: Number(row['attempts']),
    state: JSON.parse(String(row['state'])) as RecipientState,
  };
}
