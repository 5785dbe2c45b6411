/** The sign-in log in the database: written in the background, in batches; every query sees all that was recorded before it. */
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import type { SignInLog, SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import { Outage, type OutageObserver, unobserved } from './outage.ts';
import { signInSearch } from './sign-in-search.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

/** Records of one transaction, and how long the first of them waits for company; after a failure the next try waits longer. */
const batchRecords = 500;
const batchMs = 20;
const retryMs = 1000;
/** Records that may wait: a flood is cut, not the memory filled. What a flood loses are repetitions of refusals. */
export const maximumWaiting = 20_000;

export interface StoredSignInLog extends SignInLog {
  flush(): Promise<void>;
  /** Records that could not be kept so far. */
  dropped(): number;
  /** Records that wait to be written. */
  waiting(): number;
  /** Writes what can be written; what cannot is lost. */
  close(): Promise<void>;
}

export function createSignInLog(database: Database, observer: OutageObserver = unobserved): StoredSignInLog {
  const outage = new Outage(observer, systemClock);
  let pending: Statement[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let writingRecords = 0;
  let dropped = 0;
  let isFailing = false;
  const waiting = (): number => pending.length + writingRecords;

  function drop(count: number, error: unknown): void {
    dropped += count;
    outage.lost(count, error, waiting());
  }

  function add(statement: Statement): void {
    if (waiting() >= maximumWaiting) {
      drop(1, new AppError('store-busy', { reason: `${maximumWaiting} records of the sign-in log wait already` }));
      return;
    }
    pending.push(statement);
    if (pending.length >= batchRecords && !isFailing) void flush();
    else timer ??= setTimeout(() => void flush(), batchMs);
  }

  async function write(batch: readonly Statement[]): Promise<void> {
    const before = writing;
    writingRecords += batch.length;
    await before;
    outage.trying();
    try {
      await database.transaction(batch);
      isFailing = false;
      outage.worked();
    } catch (error) {
      // Of what comes after the end nothing can be kept, and waiting for it would keep the process.
      if (error instanceof AppError && error.code === 'store-closed') return;
      isFailing = true;
      outage.failed(error, waiting());
      // The next batch takes them along, as long as there is room.
      const kept = batch.slice(0, Math.max(0, maximumWaiting - pending.length));
      drop(batch.length - kept.length, error);
      pending.unshift(...kept);
      timer ??= setTimeout(() => void flush(), retryMs);
    } finally {
      writingRecords -= batch.length;
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = pending;
    pending = [];
    if (batch.length > 0) writing = write(batch);
    return writing.then(() => undefined);
  }

  return {
    flush,
    dropped: () => dropped,
    waiting,
    async close() {
      await flush();
      if (timer !== null) clearTimeout(timer);
      drop(pending.length, new AppError('store-closed'));
      pending = [];
      outage.end();
    },
    record: (record) => add(insertOf(record)),
    recordRefusal(refusal) {
      const { id, sessionId, at } = refusal;
      add({
        sql: 'INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?)',
        parameters: [id, sessionId, at, JSON.stringify(refusal)],
      });
    },
    ...signInQueries(database, flush),
  };
}

function insertOf(record: SignInRecord): Statement {
  const { id, at, sessionId, correlationId, tenantId, userId, login, application } = record;
  const { address, reply, gate, outcome, kind, errorCode } = record;
  return {
    sql: `INSERT OR IGNORE INTO sign_in
            (id, at, session_id, correlation_id, tenant_id, user_id, login, app_id, address, reply, gate, outcome, kind, error_code, record)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    parameters: [
      id,
      at,
      sessionId,
      correlationId.toLowerCase(),
      tenantId,
      userId,
      login.toLowerCase(),
      application?.appId ?? null,
      address,
      reply,
      gate,
      outcome,
      kind,
      errorCode,
      JSON.stringify(record),
    ],
  };
}

/** Sequences have no gaps but where records were removed, and those are the oldest: the last ones tell the number. */
const purgeSignIns = `DELETE FROM sign_in WHERE sequence IN (
  SELECT sequence FROM (
    SELECT sequence FROM (SELECT sequence FROM sign_in WHERE at < ?1 ORDER BY at LIMIT ?3)
    UNION SELECT sequence FROM sign_in WHERE sequence <= (SELECT max(sequence) FROM sign_in) - ?2
  ) ORDER BY sequence LIMIT ?3) RETURNING 1`;
const purgeRefusals = `DELETE FROM refusal WHERE rowid IN (
  SELECT rowid FROM refusal WHERE at < max(?1, coalesce((SELECT at FROM refusal ORDER BY at DESC LIMIT 1 OFFSET ?2 - 1), 0))
  ORDER BY at LIMIT ?3) RETURNING 1`;

/** `flush`: writes down what was recorded and is not in the table yet. */
export function signInQueries(
  database: Database,
  flush: () => Promise<void>,
): Pick<SignInLog, 'ofSession' | 'find' | 'list' | 'purge'> {
  return {
    async ofSession(sessionId) {
      await flush();
      const [signIns = [], refusals = []] = await database.transaction([
        {
          sql: 'SELECT record FROM sign_in WHERE session_id = ? ORDER BY at, sequence LIMIT 100',
          parameters: [sessionId],
        },
        {
          sql: 'SELECT record FROM refusal WHERE session_id = ? ORDER BY at, rowid LIMIT 100',
          parameters: [sessionId],
        },
      ]);
      return { signIns: recordsOf(signIns), refusals: recordsOf(refusals) };
    },
    async find(id) {
      await flush();
      const rows = await database.query('SELECT record FROM sign_in WHERE id = ?', id);
      return recordsOf<SignInRecord>(rows)[0] ?? null;
    },
    async list(query) {
      await flush();
      const { sql, parameters } = signInSearch(query);
      return recordsOf(await database.query(sql, ...parameters));
    },
    async purge({ before, keep, limit }) {
      const parameters = [before, keep, limit];
      const removed = await database.transaction([
        { sql: purgeSignIns, parameters },
        { sql: purgeRefusals, parameters },
      ]);
      return Math.max(...removed.map((rows) => rows.length));
    },
  };
}

function recordsOf<T extends SignInRecord | SubmissionRefusal>(rows: readonly Row[]): T[] {
  return rows.map((row) => JSON.parse(String(row['record'])) as T);
}
