/** The logs as forwarding reads them, by sequence, and its cursors (docs/decisions/0018-forwarding-by-sequence.md). */
import type { ForwardedLog, ForwardedRecord, ForwardStore } from '../forward/forward-store.ts';
import { auditEntriesAfter } from './audit-log.ts';
import type { Database } from './sqlite/database.ts';

const tables: Readonly<Record<ForwardedLog, string>> = { 'sign-ins': 'sign_in', audit: 'audit_entry' };

/** What was given out last, whether or not its row is still there. */
const newestOf = `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)`;

interface Read {
  readonly tenantId: string | null;
  readonly forwarded: ForwardedRecord;
}

export function createForwardStore(database: Database): ForwardStore {
  return {
    async begin(target, log, start) {
      const [, rows] = await database.transaction([
        {
          sql: `INSERT OR IGNORE INTO forward_cursor VALUES (?, ?, ${start === 'now' ? `(${newestOf})` : '0'})`,
          parameters: [target, log, ...(start === 'now' ? [tables[log]] : [])],
        },
        { sql: 'SELECT sequence FROM forward_cursor WHERE target = ? AND log = ?', parameters: [target, log] },
      ]);
      return Number(rows?.[0]?.['sequence'] ?? 0);
    },
    async read(log, sequence, tenantId, limit) {
      const read = await (log === 'audit' ? auditAfter : signInsAfter)(database, sequence, limit);
      const [newest] = await database.query(`${newestOf} AS newest`, tables[log]);
      return {
        records: read.filter((each) => tenantId === null || each.tenantId === tenantId).map((each) => each.forwarded),
        upTo: read.at(-1)?.forwarded.sequence ?? sequence,
        newest: Number(newest?.['newest'] ?? 0),
      };
    },
    async advance(target, log, sequence) {
      await database.query(
        'UPDATE forward_cursor SET sequence = ?1 WHERE target = ?2 AND log = ?3 AND sequence < ?1',
        sequence,
        target,
        log,
      );
    },
  };
}

async function signInsAfter(database: Database, after: number, limit: number): Promise<Read[]> {
  const rows = await database.query(
    'SELECT sequence, at, tenant_id, outcome, record FROM sign_in WHERE sequence > ? ORDER BY sequence LIMIT ?',
    after,
    limit,
  );
  return rows.map(({ sequence, at, tenant_id, outcome, record }) => ({
    tenantId: tenant_id as string | null,
    forwarded: {
      sequence: Number(sequence),
      at: Number(at),
      severity: outcome === 'allowed' ? 'informational' : outcome === 'error' ? 'error' : 'notice',
      record: JSON.parse(String(record)) as Record<string, unknown>,
    },
  }));
}

async function auditAfter(database: Database, after: number, limit: number): Promise<Read[]> {
  return (await auditEntriesAfter(database, after, limit)).map(({ sequence, entry }) => ({
    tenantId: entry.tenantId,
    forwarded: { sequence, at: entry.at, severity: 'notice', record: { ...entry } },
  }));
}
