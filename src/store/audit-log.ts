/** The audit log in the database: what the triggers kept, read as changes. */
import type { AlteredRow } from '../directory/altered-row.ts';
import type { AuditEntry, AuditLog, AuditQuery, NewAuditEntry } from '../directory/audit-log.ts';
import { entryStatement } from './audited-change.ts';
import { allOf, given } from './condition-sql.ts';
import { describeImage } from './describe-image.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';
import { isTakenBack, newestUndoOf } from './taken-back.ts';
import { createUndo } from './undo.ts';

const selectEntry = `SELECT audit_entry.*,
  CASE WHEN ${isTakenBack('audit_entry.id')} THEN ${newestUndoOf('audit_entry.id')} END AS undone_by,
  (SELECT json_group_array(json_object('kind', table_name, 'before', json(before), 'after', json(after)) ORDER BY rowid)
     FROM audit_image WHERE audit_image.sequence = audit_entry.sequence) AS images
  FROM audit_entry`;

/** The entries after `sequence`, in the order in which they were made. */
export async function auditEntriesAfter(
  database: Database,
  sequence: number,
  limit: number,
): Promise<{ readonly sequence: number; readonly entry: AuditEntry }[]> {
  const after = `${selectEntry} WHERE sequence > ? ORDER BY sequence LIMIT ?`;
  const rows = await database.query(after, sequence, limit);
  return rows.map((row) => ({ sequence: Number(row['sequence']), entry: entryOf(row) }));
}

export function createAuditLog(database: Database): AuditLog {
  async function find(where: string, ...parameters: Statement['parameters'][number][]): Promise<AuditEntry[]> {
    return (await database.query(`${selectEntry} WHERE ${where}`, ...parameters)).map(entryOf);
  }
  const one = async (id: string): Promise<AuditEntry | null> => (await find('id = ?', id))[0] ?? null;

  return {
    async note(entry) {
      await database.transaction([entryStatement(entry, null)]);
    },
    find: one,
    list: (query) => {
      const { sql, parameters } = listing(query);
      return find(sql, ...parameters);
    },
    ...createUndo(database, find),
    dueToEnd: (at, limit) => find('ends_at <= ? ORDER BY ends_at LIMIT ?', at, limit),
    willEnd: (limit) => find('ends_at IS NOT NULL ORDER BY ends_at LIMIT ?', limit),
    async nextEnd() {
      const [row] = await database.query('SELECT min(ends_at) AS at FROM audit_entry WHERE ends_at IS NOT NULL');
      const at = row?.['at'] ?? null;
      return at === null ? null : Number(at);
    },
    async purge(before, limit) {
      const rows = await database.query(
        `DELETE FROM audit_entry WHERE sequence IN
           (SELECT sequence FROM audit_entry WHERE at < ? AND ends_at IS NULL ORDER BY sequence LIMIT ?) RETURNING id`,
        before,
        limit,
      );
      return rows.length;
    },
  };
}

function listing(query: AuditQuery): Statement {
  const { tenantId, actor, target, action, address, correlationId, from, to, olderThan, limit } = query;
  const { sql, parameters } = allOf(
    given(
      ['tenant_id = ?', tenantId],
      ['? IN (actor_id, actor_name)', actor?.toLowerCase()],
      ['? IN (target_id, target_name)', target?.toLowerCase()],
      ['action = ?', action],
      ['address = ?', address],
      ['correlation_id = ?', correlationId],
      ['at >= ?', from],
      ['at <= ?', to],
      ['sequence < (SELECT sequence FROM audit_entry WHERE id = ?)', olderThan],
    ),
  );
  return { sql: `${sql} ORDER BY sequence DESC LIMIT ?`, parameters: [...parameters, limit] };
}

function entryOf(row: Row): AuditEntry {
  const images = JSON.parse(String(row['images'])) as AlteredRow[];
  return {
    ...(JSON.parse(String(row['head'])) as NewAuditEntry),
    undoOf: textOrNull(row['undo_of']),
    undoneBy: textOrNull(row['undone_by']),
    changes: images.flatMap(describeImage),
  };
}

function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
