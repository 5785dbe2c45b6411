/** The sign-in log in the database: written in the background, in batches; every query sees all that was recorded before it. */
import type { SignInLog, SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import type { Database, Statement } from './sqlite/database.ts';

/** Records that may wait; beyond it the oldest waiting ones are written before more are taken in. */
const batchRecords = 500;
const batchMs = 20;
/** Beyond these the oldest are removed. */
const maximumSignIns = 200_000;
const maximumWaiting = 20_000;
const trimEvery = 5000;

export interface StoredSignInLog extends SignInLog {
  flush(): Promise<void>;
}

export function createSignInLog(database: Database): StoredSignInLog {
  let pending: Statement[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let writingRecords = 0;
  let sinceTrim = 0;

  function add(statement: Statement): void {
    // A flood is cut, not the memory filled: what is lost are repetitions of refusals.
    if (pending.length + writingRecords >= maximumWaiting) return;
    pending.push(statement);
    if (pending.length >= batchRecords) void flush();
    else timer ??= setTimeout(() => void flush(), batchMs);
  }

  async function write(batch: readonly Statement[]): Promise<void> {
    const before = writing;
    writingRecords += batch.length;
    await before;
    try {
      await database.transaction(batch);
    } catch {
      // The next batch takes them along, as long as there is room.
      pending.unshift(...batch.slice(0, Math.max(0, maximumWaiting - pending.length)));
      timer ??= setTimeout(() => void flush(), 1000);
    } finally {
      writingRecords -= batch.length;
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const batch = pending;
    pending = [];
    sinceTrim += batch.length;
    if (sinceTrim >= trimEvery) {
      sinceTrim = 0;
      batch.push(...trimStatements());
    }
    if (batch.length > 0) writing = write(batch);
    return writing.then(() => undefined);
  }

  return {
    flush,
    record(record) {
      const { id, sessionId, at, tenantId, login, outcome } = record;
      add({
        sql: 'INSERT OR REPLACE INTO sign_in VALUES (?, ?, ?, ?, ?, ?, ?)',
        parameters: [id, sessionId, at, tenantId, login.toLowerCase(), outcome, JSON.stringify(record)],
      });
    },
    recordRefusal(refusal) {
      const { id, sessionId, at } = refusal;
      add({
        sql: 'INSERT OR REPLACE INTO refusal VALUES (?, ?, ?, ?)',
        parameters: [id, sessionId, at, JSON.stringify(refusal)],
      });
    },
    ...queries(database, flush),
  };
}

function trimStatements(): Statement[] {
  return ['sign_in', 'refusal'].map((table) => ({
    sql: `DELETE FROM ${table} WHERE at < (SELECT at FROM ${table} ORDER BY at DESC LIMIT 1 OFFSET ?)`,
    parameters: [maximumSignIns],
  }));
}

function queries(database: Database, flush: () => Promise<void>): Pick<SignInLog, 'ofSession' | 'list'> {
  return {
    async ofSession(sessionId) {
      await flush();
      const [signIns, refusals] = await database.transaction([
        {
          sql: 'SELECT record FROM sign_in WHERE session_id = ? ORDER BY at, rowid LIMIT 100',
          parameters: [sessionId],
        },
        {
          sql: 'SELECT record FROM refusal WHERE session_id = ? ORDER BY at, rowid LIMIT 100',
          parameters: [sessionId],
        },
      ]);
      return {
        signIns: (signIns ?? []).map((row) => JSON.parse(String(row['record'])) as SignInRecord),
        refusals: (refusals ?? []).map((row) => JSON.parse(String(row['record'])) as SubmissionRefusal),
      };
    },
    async list({ tenantId, login, outcome, limit }) {
      await flush();
      const rows = await database.query(
        `SELECT record FROM sign_in
         WHERE (?1 IS NULL OR tenant_id = ?1) AND (?2 IS NULL OR login = lower(?2)) AND (?3 IS NULL OR outcome = ?3)
         ORDER BY at DESC, rowid DESC LIMIT ?4`,
        tenantId,
        login,
        outcome,
        limit,
      );
      return rows.map((row) => JSON.parse(String(row['record'])) as SignInRecord);
    },
  };
}
