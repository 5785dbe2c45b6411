/** The way back from a change: its rows as they were before, in one transaction. */
import type { AlteredRow } from '../directory/altered-row.ts';
import type { AuditEntry, AuditLog, NewAuditEntry, UndoResult } from '../directory/audit-log.ts';
import { AppError } from '../lib/app-error.ts';
import { endOfEntry, entryStatement } from './audited-change.ts';
import { auditedTable } from './audited-tables.ts';
import { dependentsOf } from './dependents.ts';
import { unlessLastAdministrator } from './keeps-administrator.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

/** A later entry that altered one of the same rows. */
const newerOf = `SELECT later.sequence FROM audit_image mine
  JOIN audit_image later ON later.table_name = mine.table_name AND later.key = mine.key AND later.sequence > mine.sequence
  WHERE mine.sequence = (SELECT sequence FROM audit_entry WHERE id = ?)`;

/** Not taken back itself. */
const standing = 'NOT EXISTS (SELECT 1 FROM audit_entry later WHERE later.undo_of = audit_entry.id)';

/** Entries of the audit log of which a condition holds. */
export type FindEntries = (where: string, ...parameters: Statement['parameters'][number][]) => Promise<AuditEntry[]>;

export function createUndo(database: Database, find: FindEntries): Pick<AuditLog, 'rowsOf' | 'undo'> {
  async function obstacleTo(id: string): Promise<UndoResult | null> {
    const [undo] = await find(`undo_of = ? AND ${standing} ORDER BY sequence DESC LIMIT 1`, id);
    if (undo !== undefined) return { kind: 'undone-already', by: undo };
    const [newest] = await find(`sequence IN (${newerOf}) ORDER BY sequence DESC LIMIT 1`, id);
    return newest === undefined ? null : { kind: 'superseded', by: newest };
  }

  async function undo(id: string, by: NewAuditEntry): Promise<UndoResult> {
    const images = await imagesOf(database, id);
    if (images.length === 0) return { kind: 'unknown' };
    const obstacle = await obstacleTo(id);
    if (obstacle !== null) return obstacle;
    // A tenant that goes needs no administrator.
    const goes = images.some(({ kind, before }) => kind === 'tenant' && before === null);
    const change = [
      { sql: 'PRAGMA defer_foreign_keys=ON', parameters: [] },
      entryStatement(by, id),
      ...images.toReversed().flatMap((image) => restore(image, id)),
      ...endOfEntry({ id: by.id, tenantId: goes ? null : by.tenantId }),
    ];
    try {
      const done = await unlessLastAdministrator(database, change);
      if (done === 'last-administrator') return { kind: done };
    } catch (error) {
      // An address or a name is somebody else's by now.
      if (error instanceof AppError && error.code === 'storage-conflict') return { kind: 'impossible' };
      throw error;
    }
    const [entry] = await find('id = ?', by.id);
    // Somebody else was faster, where nothing was written.
    return entry === undefined
      ? ((await obstacleTo(id)) ?? { kind: 'superseded', by: null })
      : { kind: 'undone', entry };
  }

  return {
    rowsOf: async (id) => (await imagesOf(database, id)).map(({ key: _key, ...row }) => row),
    undo,
  };
}

interface StoredImage extends AlteredRow {
  readonly key: readonly string[];
}

async function imagesOf(database: Database, entryId: string): Promise<StoredImage[]> {
  const rows = await database.query(
    `SELECT * FROM audit_image WHERE sequence = (SELECT sequence FROM audit_entry WHERE id = ?) ORDER BY rowid`,
    entryId,
  );
  return rows.map((row) => ({
    kind: String(row['table_name']) as AlteredRow['kind'],
    key: JSON.parse(String(row['key'])) as string[],
    before: parsed(row['before']),
    after: parsed(row['after']),
  }));
}

/** Puts one row back, unless something newer has altered a row of the entry since it was looked at. */
function restore({ kind: table, key, before }: StoredImage, entryId: string): Statement[] {
  const columns = auditedTable(table).key;
  const guard = `NOT EXISTS (${newerOf} AND later.sequence < (SELECT max(sequence) FROM audit_entry))`;
  if (before === null) {
    const row = { sql: `DELETE FROM ${table} WHERE ${columns.map((c) => `${c} = ?`).join(' AND ')}`, parameters: key };
    return [...dependentsOf(table, key[0] ?? ''), row].map(({ sql, parameters }) => ({
      sql: `${sql} AND ${guard}`,
      parameters: [...parameters, entryId],
    }));
  }
  const names = Object.keys(before);
  const update = names.filter((name) => !columns.includes(name)).map((name) => `${name} = excluded.${name}`);
  const put = {
    sql: `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map(() => '?').join(', ')} WHERE ${guard}
          ON CONFLICT (${columns.join(', ')}) DO ${update.length === 0 ? 'NOTHING' : `UPDATE SET ${update.join(', ')}`}`,
    parameters: [...names.map((name) => before[name] ?? null), entryId],
  };
  return [put];
}

function parsed(value: Row[string] | undefined): AlteredRow['before'] {
  if (value === null || value === undefined) return null;
  // Lists stand in older images where the row has their JSON.
  return JSON.parse(String(value), (name, each: unknown) =>
    name !== '' && typeof each === 'object' && each !== null ? JSON.stringify(each) : each,
  ) as AlteredRow['before'];
}
