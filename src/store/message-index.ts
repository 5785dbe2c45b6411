/** Writes what the segments hold into the tables, in batches behind the 250; the segments are the truth, the tables their index. */
import { systemClock } from '../lib/clock.ts';
import type { RecipientState } from '../queue/message-state.ts';
import { Outage, type OutageObserver, unobserved } from './outage.ts';
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
const retryMs = 1000;
/** Messages that may wait for the tables; beyond it no more are accepted. */
export const maximumUnindexed = 20_000;

export class MessageIndex {
  readonly #database: Database;
  readonly #arrived: () => void;
  readonly #outage: Outage;
  #pending: Indexable[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #busy = false;

  constructor(database: Database, arrived: () => void, observer: OutageObserver = unobserved) {
    this.#database = database;
    this.#arrived = arrived;
    this.#outage = new Outage(observer, systemClock);
  }

  /** Messages that wait for the tables. */
  get waiting(): number {
    return this.#pending.length;
  }

  add(messages: readonly Indexable[]): void {
    this.#pending.push(...messages);
    if (this.#pending.length >= batchMessages) this.#flushLater();
    else this.#timer ??= setTimeout(() => this.#flushLater(), batchMs);
  }

  /** Resolves when all that was added before is in the tables; rejects when they could not be written. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pending.length === 0 && !this.#busy) return Promise.resolve();
    this.#writing = this.#writing.then(
      () => this.#write(),
      () => this.#write(),
    );
    return this.#writing;
  }

  /** As `flush`, with nobody to tell: what fails is safe in its segment, and is tried again. */
  #flushLater(): void {
    this.flush().catch(() => {
      this.#timer ??= setTimeout(() => this.#flushLater(), retryMs);
    });
  }

  async #write(): Promise<void> {
    this.#busy = true;
    this.#outage.trying();
    try {
      while (this.#pending.length > 0) {
        const batch = this.#pending.slice(0, batchMessages);
        // A crash loses none of it: the segments are read from where the tables have come to.
        await this.#database.repeatable(batchStatements(batch));
        this.#pending.splice(0, batch.length);
      }
      this.#outage.worked();
    } catch (error) {
      this.#outage.failed(error, this.#pending.length);
      throw error;
    } finally {
      this.#busy = false;
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

function statementsOf({ place, metadata: { message, large }, sizeBytes }: Indexable): Statement[] {
  const { id, acceptedAt, tenantId, userId, sentItemsUntil, envelope } = message;
  const state: RecipientState = { name: 'queued', nextAttemptAt: acceptedAt };
  const json = JSON.stringify(state);
  return [
    {
      sql: 'INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
        large?.file ?? null,
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
