/** Writes what the segments hold into the tables, in batches behind the 250; the segments are the truth, the tables their index. */
import type { RecipientState } from '../queue/message-state.ts';
import type { RecordMetadata } from './spool/segment-record.ts';
import type { Place } from './spool/segment-writer.ts';
import type { Database, Statement } from './sqlite/database.ts';

export interface Indexable {
  readonly place: Place;
  readonly metadata: RecordMetadata;
  readonly sizeBytes: number;
}

/** Messages of one transaction, and how long the first of them waits for company. */
const batchMessages = 500;
const batchMs = 15;

export class MessageIndex {
  readonly #database: Database;
  readonly #arrived: () => void;
  #pending: Indexable[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Database, arrived: () => void) {
    this.#database = database;
    this.#arrived = arrived;
  }

  add(messages: readonly Indexable[]): void {
    this.#pending.push(...messages);
    if (this.#pending.length >= batchMessages) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), batchMs);
  }

  /** Resolves when all that was added before is in the tables. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pending.length > 0) this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending.slice(0, batchMessages);
      try {
        await this.#database.transaction(batchStatements(batch));
      } catch {
        // They are safe in their segment: the next flush, or the next start, tries again.
        this.#timer ??= setTimeout(() => void this.flush(), 1000);
        return;
      }
      this.#pending.splice(0, batch.length);
    }
    this.#arrived();
  }
}

function batchStatements(batch: readonly Indexable[]): Statement[] {
  const statements = batch.flatMap(statementsOf);
  const last = batch.at(-1)?.place;
  if (last !== undefined) {
    statements.push({
      sql: 'UPDATE indexed SET segment = ?, offset = ?',
      parameters: [last.segment, last.offset + last.length],
    });
  }
  return statements;
}

function statementsOf({ place, metadata: { message }, sizeBytes }: Indexable): Statement[] {
  const { id, acceptedAt, tenantId, userId, sentItemsUntil, envelope } = message;
  const state: RecipientState = { name: 'queued', nextAttemptAt: acceptedAt };
  const json = JSON.stringify(state);
  return [
    {
      sql: 'INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      parameters: [
        id,
        acceptedAt,
        tenantId,
        userId,
        sizeBytes,
        JSON.stringify(message),
        sentItemsUntil,
        place.segment,
        place.offset,
        place.length,
      ],
    },
    ...envelope.recipients.map(
      (_, ordinal): Statement => ({
        sql: 'INSERT OR IGNORE INTO recipient VALUES (?, ?, ?, ?, ?, ?, ?)',
        parameters: [id, ordinal, state.name, json, 0, acceptedAt, acceptedAt],
      }),
    ),
  ];
}
