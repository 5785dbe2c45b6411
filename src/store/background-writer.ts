/** Statements that nobody waits for: written in batches, tried again where that fails, and bounded in number. */
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import { Outage, type OutageObserver } from './outage.ts';
import type { Database, Statement } from './sqlite/database.ts';

/** Statements of one transaction, and how long the first of them waits for company; after a failure the next try waits longer. */
const batchSize = 500;
const batchMs = 20;
const retryMs = 1000;

export class BackgroundWriter {
  readonly #database: Database;
  readonly #maximum: number;
  readonly #outage: Outage;
  #pending: Statement[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #isFailing = false;
  /** Statements that could not be kept so far. */
  dropped = 0;

  /** `maximum`: statements that may wait; what is more is dropped, and `observer` told how many that were. */
  constructor(database: Database, maximum: number, observer: OutageObserver) {
    this.#database = database;
    this.#maximum = maximum;
    this.#outage = new Outage(observer, systemClock);
  }

  get waiting(): number {
    return this.#pending.length + this.#underWay;
  }

  add(statement: Statement): void {
    if (this.waiting >= this.#maximum) {
      this.#drop(1, new AppError('store-busy', { reason: `${this.#maximum} records wait already` }));
      return;
    }
    this.#pending.push(statement);
    if (this.#pending.length >= batchSize && !this.#isFailing) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), batchMs);
  }

  /** Resolves when all that was added before was tried once. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length > 0) this.#writing = this.#write(batch);
    return this.#writing.then(() => undefined);
  }

  /** Writes what can be written; what cannot is lost. */
  async close(): Promise<void> {
    await this.flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#drop(this.#pending.length, new AppError('store-closed'));
    this.#pending = [];
    this.#outage.end();
  }

  async #write(batch: readonly Statement[]): Promise<void> {
    const before = this.#writing;
    this.#underWay += batch.length;
    await before;
    this.#outage.trying();
    try {
      await this.#database.transaction(batch);
      this.#isFailing = false;
      this.#outage.worked();
    } catch (error) {
      // Of what comes after the end nothing can be kept, and waiting for it would keep the process.
      if (error instanceof AppError && error.code === 'store-closed') return;
      this.#isFailing = true;
      this.#outage.failed(error, this.waiting);
      // The next batch takes them along, as long as there is room.
      const kept = batch.slice(0, Math.max(0, this.#maximum - this.#pending.length));
      this.#drop(batch.length - kept.length, error);
      this.#pending.unshift(...kept);
      this.#timer ??= setTimeout(() => void this.flush(), retryMs);
    } finally {
      this.#underWay -= batch.length;
    }
  }

  #drop(count: number, error: unknown): void {
    this.dropped += count;
    this.#outage.lost(count, error, this.waiting);
  }
}
