/** The sign-in log in the database: written in the background, in batches; every query sees all that was recorded before it. */
import type { SignInLog, SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import { BackgroundWriter } from './background-writer.ts';
import { type OutageObserver, unobserved } from './outage.ts';
import { signInSearch } from './sign-in-search.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

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
  const writer = new BackgroundWriter(database, maximumWaiting, observer);
  const flush = (): Promise<void> => writer.flush();
  return {
    flush,
    dropped: () => writer.dropped,
    waiting: () => writer.waiting,
    close: () => writer.close(),
    record: (record) => writer.add(insertOf(record)),
    recordRefusal(refusal) {
      const { id, sessionId, at } = refusal;
      writer.add({
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
