/** Accepted messages in pages, newest first: looked through in pieces, so that a search of many keeps nobody else waiting. */
import { type MessageQuery, type MessageSummary, type QueueStore, searchedMessages } from '../queue/queue-store.ts';
import { allOf, betweenSql, given, type SqlCondition } from './condition-sql.ts';
import type { MessageIndex } from './message-index.ts';
import { summaryColumns, summaryOf } from './message-summary.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';
import { holdsText } from './text-search.ts';

/** Messages of one piece. */
const usualPiece = 5000;

/** A place in the order of the list: by time, then as they came. */
interface Place {
  readonly at: number;
  readonly rowid: number;
}

const newest: Place = { at: Number.MAX_SAFE_INTEGER, rowid: Number.MAX_SAFE_INTEGER };

export function createMessagePages(
  database: Database,
  index: Pick<MessageIndex, 'flush'>,
  { pieceMessages = usualPiece, maximumMessages = searchedMessages } = {},
): Pick<QueueStore, 'page'> {
  async function placeOf(id: string | null): Promise<Place | null> {
    if (id === null) return newest;
    const [row] = await database.query('SELECT accepted_at, rowid FROM message WHERE id = ?', id.toUpperCase());
    return row === undefined ? null : placeIn(row);
  }

  return {
    async page(query) {
      await index.flush();
      const found: MessageSummary[] = [];
      // After a message that is no more there comes nothing.
      let before = await placeOf(query.olderThan ?? null);
      for (let looked = 0; before !== null && looked < maximumMessages; looked += pieceMessages) {
        const end: Row | undefined = isSearched(query)
          ? (await run(database, pieceEnd(query, before, pieceMessages)))[0]
          : undefined;
        const to = end === undefined ? null : placeIn(end);
        const rows = await run(database, piecePage(query, before, to, query.limit + 1 - found.length));
        found.push(...rows.map(summaryOf));
        const last = found[query.limit - 1];
        if (found.length > query.limit && last !== undefined)
          return { messages: found.slice(0, query.limit), next: last.id };
        if (to === null) return { messages: found, next: null };
        before = to;
        if (looked + pieceMessages >= maximumMessages) return { messages: found, next: String(end?.['id']) };
      }
      return { messages: found, next: null };
    },
  };
}

async function run(database: Database, { sql, parameters }: Statement): Promise<readonly Row[]> {
  return database.query(sql, ...parameters);
}

function placeIn(row: Row): Place {
  return { at: Number(row['accepted_at']), rowid: Number(row['rowid']) };
}

/** Whether a message that is looked at may turn out to be none that is asked for. */
function isSearched({ states, sentItemsOf, to = null, search = '', sender = '' }: MessageQuery): boolean {
  return states.length > 0 || sentItemsOf !== null || to !== null || search !== '' || sender !== '';
}

/** Exported for the test of how they are looked up. */
export function pieceEnd(query: MessageQuery, before: Place, messages: number): Statement {
  const { sql, parameters } = within(query, before, null);
  return {
    sql: `SELECT id, accepted_at, rowid FROM message ${indexOf(query)} WHERE ${sql}
          ORDER BY accepted_at DESC, rowid DESC LIMIT 1 OFFSET ?`,
    parameters: [...parameters, messages - 1],
  };
}

export function piecePage(query: MessageQuery, before: Place, to: Place | null, limit: number): Statement {
  const { sql, parameters } = allOf([within(query, before, to), ...conditionsOf(query)]);
  return {
    sql: `${summaryColumns} ${indexOf(query)} WHERE ${sql} ORDER BY accepted_at DESC, rowid DESC LIMIT ?`,
    parameters: [...parameters, limit],
  };
}

/** Left to itself, the database guesses. */
function indexOf({ tenantId, sentItemsOf }: MessageQuery): string {
  if (sentItemsOf !== null) return 'INDEXED BY message_of_user';
  return `INDEXED BY ${tenantId === null ? 'message_by_time' : 'message_of_tenant'}`;
}

function within(
  { tenantId, sentItemsOf, since = 0, until = Number.MAX_SAFE_INTEGER }: MessageQuery,
  before: Place,
  to: Place | null,
): SqlCondition {
  return allOf([
    ...given(['tenant_id = ?', tenantId], ['user_id = ?', sentItemsOf]),
    // The bounds of time, which the index serves; then the place among those of one moment.
    betweenSql('accepted_at', Math.max(since, to?.at ?? 0), Math.min(until, before.at)),
    { sql: '(accepted_at, rowid) < (?, ?)', parameters: [before.at, before.rowid] },
    ...(to === null ? [] : [{ sql: '(accepted_at, rowid) >= (?, ?)', parameters: [to.at, to.rowid] }]),
  ]);
}

function conditionsOf({ states, sentItemsOf, to = null, search = '', sender = '' }: MessageQuery): SqlCondition[] {
  return [
    ...(sentItemsOf === null ? [] : [{ sql: 'sent_items_until IS NOT NULL', parameters: [] }]),
    ...(states.length === 0 ? [] : [inState(states)]),
    ...(to === null ? [] : [holdsSomewhere(to), sentTo(to)]),
    ...(sender === '' ? [] : [holdsSomewhere(sender), holdsText("message ->> '$.envelope.reversePath'", sender)]),
    ...(search === '' ? [] : [named(search)]),
  ];
}

function inState(states: MessageQuery['states']): SqlCondition {
  return {
    sql: `EXISTS (SELECT 1 FROM recipient WHERE message_id = message.id AND state_name IN (SELECT value FROM json_each(?)))`,
    parameters: [JSON.stringify(states)],
  };
}

function sentTo(address: string): SqlCondition {
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(message, '$.envelope.recipients') WHERE lower(value ->> 'address') = ?)`,
    parameters: [address.toLowerCase()],
  };
}

/** Whatever stands in a field stands in the JSON of the message, which is looked through sooner than it is parsed. */
function holdsSomewhere(part: string): SqlCondition {
  return holdsText('message', JSON.stringify(part).slice(1, -1));
}

function named(search: string): SqlCondition {
  const fields = ['subject', 'from', 'messageIdField', 'envelope.reversePath'];
  const [anywhere, recipient] = [holdsSomewhere(search), holdsText("value ->> 'address'", search)];
  const inField = fields.map((field) => holdsText(`message ->> '$.${field}'`, search));
  return {
    sql: `(id = ? OR (${anywhere.sql} AND (${inField.map(({ sql }) => sql).join(' OR ')}
          OR EXISTS (SELECT 1 FROM json_each(message, '$.envelope.recipients') WHERE ${recipient.sql}))))`,
    parameters: [
      search.toUpperCase(),
      ...anywhere.parameters,
      ...inField.flatMap(({ parameters }) => parameters),
      ...recipient.parameters,
    ],
  };
}
