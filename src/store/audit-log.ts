/** The audit log in the database: what the triggers kept, read as changes, and put back. */
import type { AuditEntry, AuditLog, AuditQuery, NewAuditEntry, UndoResult } from '../directory/audit-log.ts';
import { AppError } from '../lib/app-error.ts';
import { dropEmptyEntry, entryStatement } from './audited-change.ts';
import { type AuditedTableName, auditedTable } from './audited-tables.ts';
import { describeImage, type RowImage } from './describe-image.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

const selectEntry = `SELECT audit_entry.*,
  (SELECT id FROM audit_entry undo WHERE undo.undo_of = audit_entry.id LIMIT 1) AS undone_by,
  (SELECT json_group_array(json_object('table', table_name, 'before', json(before), 'after', json(after)) ORDER BY rowid)
     FROM audit_image WHERE audit_image.sequence = audit_entry.sequence) AS images
  FROM audit_entry`;

/** A later entry that altered one of the same rows. */
const newerOf = `SELECT later.sequence FROM audit_image mine
  JOIN audit_image later ON later.table_name = mine.table_name AND later.key = mine.key AND later.sequence > mine.sequence
  WHERE mine.sequence = (SELECT sequence FROM audit_entry WHERE id = ?)`;

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

  async function undo(id: string, by: NewAuditEntry): Promise<UndoResult> {
    const images = await imagesOf(database, id);
    if (images.length === 0) return { kind: 'unknown' };
    const superseded = await find(`sequence IN (${newerOf}) ORDER BY sequence LIMIT 1`, id);
    if (superseded.length > 0) return { kind: 'superseded', by: superseded[0] ?? null };
    try {
      await database.transaction([
        { sql: 'PRAGMA defer_foreign_keys=ON', parameters: [] },
        entryStatement(by, id),
        ...images.toReversed().map((image) => restore(image, id)),
        dropEmptyEntry(by.id),
      ]);
    } catch (error) {
      // An address or a name is somebody else's by now.
      if (error instanceof AppError && error.code === 'storage-conflict') return { kind: 'impossible' };
      throw error;
    }
    const entry = await one(by.id);
    return entry === null ? { kind: 'superseded', by: null } : { kind: 'undone', entry };
  }

  return {
    async note(entry) {
      await database.transaction([entryStatement(entry, null)]);
    },
    find: one,
    list: (query) => {
      const { sql, parameters } = listing(query);
      return find(sql, ...parameters);
    },
    undo,
    dueToEnd: (at, limit) => find('ends_at <= ? ORDER BY ends_at LIMIT ?', at, limit),
    willEnd: (limit) => find('ends_at IS NOT NULL ORDER BY ends_at LIMIT ?', limit),
    async nextEnd() {
      const [row] = await database.query('SELECT min(ends_at) AS at FROM audit_entry WHERE ends_at IS NOT NULL');
      const at = row?.['at'] ?? null;
      return at === null ? null : Number(at);
    },
    async ended(id) {
      await database.query('UPDATE audit_entry SET ends_at = NULL WHERE id = ?', id);
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
  const conditions: [string, string | number | null | undefined][] = [
    ['tenant_id = ?', tenantId],
    ['? IN (actor_id, actor_name)', actor?.toLowerCase()],
    ['? IN (target_id, target_name)', target?.toLowerCase()],
    ['action = ?', action],
    ['address = ?', address],
    ['correlation_id = ?', correlationId],
    ['at >= ?', from],
    ['at <= ?', to],
    ['sequence < (SELECT sequence FROM audit_entry WHERE id = ?)', olderThan],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined && value !== null);
  return {
    sql: `${['true', ...asked.map(([sql]) => sql)].join(' AND ')} ORDER BY sequence DESC LIMIT ?`,
    parameters: [...asked.map(([, value]) => value ?? null), limit],
  };
}

interface StoredImage extends RowImage {
  readonly table: AuditedTableName;
  readonly key: readonly string[];
}

async function imagesOf(database: Database, entryId: string): Promise<StoredImage[]> {
  const rows = await database.query(
    `SELECT * FROM audit_image WHERE sequence = (SELECT sequence FROM audit_entry WHERE id = ?) ORDER BY rowid`,
    entryId,
  );
  return rows.map((row) => ({
    table: String(row['table_name']) as AuditedTableName,
    key: JSON.parse(String(row['key'])) as string[],
    before: parsed(row['before']),
    after: parsed(row['after']),
  }));
}

/** Puts one row back, unless something newer has altered a row of the entry since it was looked at. */
function restore({ table, key, before }: StoredImage, entryId: string): Statement {
  const columns = auditedTable(table).key;
  const guard = `NOT EXISTS (${newerOf} AND later.sequence < (SELECT max(sequence) FROM audit_entry))`;
  const remove = { sql: `DELETE FROM ${table} WHERE ${columns.map((c) => `${c} = ?`).join(' AND ')} AND ${guard}` };
  if (before === null) return { ...remove, parameters: [...key, entryId] };
  const names = Object.keys(before);
  const update = names.filter((name) => !columns.includes(name)).map((name) => `${name} = excluded.${name}`);
  return {
    sql: `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map(() => '?').join(', ')} WHERE ${guard}
          ON CONFLICT (${columns.join(', ')}) DO ${update.length === 0 ? 'NOTHING' : `UPDATE SET ${update.join(', ')}`}`,
    parameters: [...names.map((name) => before[name] ?? null), entryId],
  };
}

function entryOf(row: Row): AuditEntry {
  const images = JSON.parse(String(row['images'])) as (RowImage & { readonly table: AuditedTableName })[];
  return {
    ...(JSON.parse(String(row['head'])) as NewAuditEntry),
    undoOf: textOrNull(row['undo_of']),
    undoneBy: textOrNull(row['undone_by']),
    changes: images.flatMap(({ table, before, after }) => describeImage(table, { before, after })),
  };
}

function textOrNull(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function parsed(value: Row[string] | undefined): RowImage['before'] {
  return value === null || value === undefined ? null : (JSON.parse(String(value)) as RowImage['before']);
}
