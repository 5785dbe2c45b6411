/** Turns a row before and after into what a reader of the audit log sees. Pure. */
import type { AlteredRow, RowValues } from '../directory/altered-row.ts';
import type { AuditedChange } from '../directory/audit-log.ts';
import { auditedTable } from './audited-tables.ts';

/** Columns that say who and when, which the entry itself says. */
const bookkeeping = new Set(['id', 'set_by', 'set_at', 'created_at', 'ordinal']);

export function describeImage({ kind, before, after }: AlteredRow): AuditedChange[] {
  if (kind === 'setting') return [settingChange(before, after)];
  const secret = auditedTable(kind).secret ?? [];
  const columns = Object.keys(after ?? before ?? {}).filter((column) => !bookkeeping.has(column));
  return columns
    .filter((column) => before?.[column] !== after?.[column])
    .map((column) => ({
      of: nameOf(kind),
      name: camelCase(column),
      before: shown(before, column, secret),
      after: shown(after, column, secret),
    }));
}

function settingChange(before: RowValues | null, after: RowValues | null): AuditedChange {
  const value = (row: RowValues | null): unknown => (row === null ? null : JSON.parse(String(row['value'])));
  return { of: 'setting', name: String((after ?? before)?.['name']), before: value(before), after: value(after) };
}

function shown(row: RowValues | null, column: string, secret: readonly string[]): unknown {
  const value = row?.[column] ?? null;
  return value !== null && secret.includes(column) ? 'set' : value;
}

function nameOf(table: string): string {
  return table.replaceAll('_', '-');
}

function camelCase(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
