/** The way back from a change: its rows as they were before, in one transaction. */
import type { AlteredRow, RowValues } from '../directory/altered-row.ts';
import type { AuditEntry, AuditLog, EndResult, NewAuditEntry, UndoResult } from '../directory/audit-log.ts';
import { AppError } from '../lib/app-error.ts';
import { conditionalEntry, endOfEntry, underEntry } from './audited-change.ts';
import { auditedTable } from './audited-tables.ts';
import { dependentsOf } from './dependents.ts';
import { keepsAdministrator, unlessLastAdministrator } from './keeps-administrator.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';
import { isTakenBack, newestUndoOf } from './taken-back.ts';
import { type KeptImage, type LaterImage, type RowChange, type WayBack, wayBackOf } from './way-back.ts';

/** Entries of the audit log of which a condition holds. */
export interface FindEntries {
  (where: string, ...parameters: Statement['parameters'][number][]): Promise<AuditEntry[]>;
}

/** How often a way back is looked for again that a change has overtaken. */
const maximumTries = 100;
/** Later images of the rows of one change that are looked at. */
const maximumLater = 5000;

export function createUndo(database: Database, find: FindEntries): Pick<AuditLog, 'rowsOf' | 'undo' | 'end'> {
  const one = async (id: string | null): Promise<AuditEntry | null> =>
    id === null ? null : ((await find('id = ?', id))[0] ?? null);

  async function undo(id: string, by: NewAuditEntry): Promise<UndoResult> {
    for (let tries = 0; tries < maximumTries; tries += 1) {
      const { images, way, takenBackBy, seen } = await look(database, id);
      if (images.length === 0) return { kind: 'unknown' };
      const undone = await one(takenBackBy);
      if (undone !== null) return { kind: 'undone-already', by: undone };
      if (way === null || way.above !== null || way.strayed)
        return { kind: 'superseded', by: await one(way?.above ?? null) };
      // A tenant that goes needs no administrator.
      const goes = way.rows.some(({ kind, to }) => kind === 'tenant' && to === null);
      const last = endOfEntry({ id: by.id, tenantId: goes ? null : by.tenantId });
      const done = await carryOut(database, { id, by, way, seen }, last);
      if (done === 'overtaken') continue;
      if (done !== 'done') return { kind: done };
      const entry = await one(by.id);
      return entry === null ? { kind: 'as-before' } : { kind: 'undone', entry };
    }
    return { kind: 'superseded', by: null };
  }

  async function end(id: string, by: NewAuditEntry): Promise<EndResult> {
    for (let tries = 0; tries < maximumTries; tries += 1) {
      const { way, takenBackBy, seen } = await look(database, id);
      if (way === null) return { kind: 'impossible' };
      if (takenBackBy !== null) {
        // Unless somebody has just made it again.
        if ((await database.query(endsNoMore, id)).length === 1) return { kind: 'taken-back' };
        continue;
      }
      const ended = {
        sql: `UPDATE audit_entry SET ends_at = NULL WHERE id = ? AND ${underEntry}`,
        parameters: [id, by.id],
      };
      // The entry stays also where it altered nothing: it says that the end has come, and that nothing of the change is to come back.
      const last = [ended, ...(by.tenantId === null ? [] : [keepsAdministrator(by.tenantId)])];
      const done = await carryOut(database, { id, by, way, seen }, last);
      if (done === 'overtaken') continue;
      if (done !== 'done') return { kind: done };
      return way.above === null && !way.strayed ? { kind: 'put-back' } : { kind: 'superseded' };
    }
    return { kind: 'impossible' };
  }

  return {
    rowsOf: async (id) => {
      const rows = await database.query(ownImages, id);
      return rows.map(imageOf).map(({ kind, back, after }): AlteredRow => ({ kind, before: back, after }));
    },
    undo,
    end,
  };
}

const endsNoMore = `UPDATE audit_entry SET ends_at = NULL WHERE id = ? AND ${isTakenBack('audit_entry.id')} RETURNING id`;

const ownImages = `SELECT rowid, * FROM audit_image WHERE sequence = (SELECT sequence FROM audit_entry WHERE id = ?) ORDER BY rowid`;

/**
 * Images of later entries on the same rows that stand, the newest first. One that takes back another is none: what it took back
 * was made later as well, and is taken back or stands itself.
 */
const laterImages = `WITH
    mine AS (SELECT sequence FROM audit_entry WHERE id = ?),
    place AS (SELECT DISTINCT table_name, key FROM audit_image WHERE sequence = (SELECT sequence FROM mine))
  SELECT later.rowid, later.*, entry.id AS entry_id
  FROM place CROSS JOIN audit_image later ON later.table_name = place.table_name AND later.key = place.key
  JOIN audit_entry entry ON entry.sequence = later.sequence
  WHERE later.sequence > (SELECT sequence FROM mine) AND entry.undo_of IS NULL AND NOT ${isTakenBack('entry.id')}
  ORDER BY later.rowid DESC LIMIT ${maximumLater}`;

/** The `+` keeps SQLite to the index of the entry: that of the rows would lead through every setting that was ever changed. */
const presentSettings = `SELECT image.key AS image_key, setting.* FROM audit_image image
  JOIN setting ON scope = image.key ->> 0 AND scope_id = image.key ->> 1 AND name = image.key ->> 2
  WHERE +image.table_name = 'setting' AND image.sequence = (SELECT sequence FROM audit_entry WHERE id = ?)`;

interface Look {
  readonly images: readonly KeptImage[];
  /** Null: more was changed since than is looked at. */
  readonly way: WayBack | null;
  readonly takenBackBy: string | null;
  /** The newest entry of the log. */
  readonly seen: number;
}

/** How a change and its rows stand, all at one moment. */
async function look(database: Database, id: string): Promise<Look> {
  const [own = [], later = [], settings = [], state = []] = await database.repeatable([
    { sql: ownImages, parameters: [id] },
    { sql: laterImages, parameters: [id] },
    { sql: presentSettings, parameters: [id] },
    {
      sql: `SELECT (SELECT max(sequence) FROM audit_entry) AS seen,
              CASE WHEN ${isTakenBack('?1')} THEN ${newestUndoOf('?1')} END AS taken_back_by`,
      parameters: [id],
    },
  ]);
  const images = own.map(imageOf);
  const laterFirst = later
    .map((row): LaterImage => ({ ...imageOf(row), entryId: String(row['entry_id']) }))
    .toReversed();
  const present = new Map(settings.map(({ image_key: key, ...row }) => [String(key), row as RowValues] as const));
  const by = state[0]?.['taken_back_by'] ?? null;
  return {
    images,
    way: later.length < maximumLater ? wayBackOf(images, laterFirst, present) : null,
    takenBackBy: by === null ? null : String(by),
    seen: Number(state[0]?.['seen'] ?? 0),
  };
}

interface Steps {
  readonly id: string;
  readonly by: NewAuditEntry;
  readonly way: WayBack;
  readonly seen: number;
}

async function carryOut(
  database: Database,
  { id, by, way, seen }: Steps,
  last: readonly Statement[],
): Promise<'done' | 'overtaken' | 'impossible' | 'last-administrator'> {
  const unchanged = { sql: '(SELECT max(sequence) FROM audit_entry) = ?', parameters: [seen] };
  const change = [
    conditionalEntry(by, id, [unchanged]),
    { sql: 'PRAGMA defer_foreign_keys=ON', parameters: [] },
    ...way.rows.toReversed().flatMap((row) => restore(row, by.id)),
    ...way.handedOn.map(({ rowId, back }) => ({
      sql: `UPDATE audit_image SET back = ? WHERE rowid = ? AND ${underEntry}`,
      parameters: [JSON.stringify(back), rowId, by.id],
    })),
    ...last,
  ];
  try {
    const done = await unlessLastAdministrator(database, change);
    if (done === 'last-administrator') return done;
    return done[0]?.length === 1 ? 'done' : 'overtaken';
  } catch (error) {
    // An address or a name is somebody else's by now.
    if (error instanceof AppError && error.code === 'storage-conflict') return 'impossible';
    throw error;
  }
}

/** Puts one row back, under the entry `entryId`. */
function restore({ kind: table, key: keyText, to }: RowChange, entryId: string): Statement[] {
  const columns = auditedTable(table).key;
  const key = JSON.parse(keyText) as string[];
  if (to === null) {
    const row = { sql: `DELETE FROM ${table} WHERE ${columns.map((c) => `${c} = ?`).join(' AND ')}`, parameters: key };
    return [...dependentsOf(table, key[0] ?? ''), row].map(({ sql, parameters }) => ({
      sql: `${sql} AND ${underEntry}`,
      parameters: [...parameters, entryId],
    }));
  }
  const names = Object.keys(to);
  const update = names.filter((name) => !columns.includes(name)).map((name) => `${name} = excluded.${name}`);
  const put = {
    sql: `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map(() => '?').join(', ')} WHERE ${underEntry}
          ON CONFLICT (${columns.join(', ')}) DO ${update.length === 0 ? 'NOTHING' : `UPDATE SET ${update.join(', ')}`}`,
    parameters: [...names.map((name) => to[name] ?? null), entryId],
  };
  return [put];
}

function imageOf(row: Row): KeptImage {
  const before = parsed(row['before']);
  return {
    rowId: Number(row['rowid']),
    kind: String(row['table_name']) as KeptImage['kind'],
    key: String(row['key']),
    before,
    after: parsed(row['after']),
    back: row['back'] === null ? before : parsed(row['back']),
  };
}

function parsed(value: Row[string] | undefined): RowValues | null {
  if (value === null || value === undefined) return null;
  // Lists stand in older images where the row has their JSON.
  return JSON.parse(String(value), (name, each: unknown) =>
    name !== '' && typeof each === 'object' && each !== null ? JSON.stringify(each) : each,
  ) as RowValues | null;
}
