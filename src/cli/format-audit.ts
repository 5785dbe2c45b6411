/** Entries of the audit log as a person reads them. */
import type { AuditEntry } from '../directory/audit-log.ts';
import { printable, table, time } from './output.ts';

/** One line an entry. */
export function formatAuditList(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ id, at, actor, action, target, undoneBy }) => [
    time(at),
    actor.name,
    action,
    target.name,
    undoneBy === null ? '' : 'undone',
    id,
  ]);
  return printable(table([['AT', 'BY', 'WHAT', 'ON', '', 'ID'], ...rows]));
}

/** Who, when, from where, and each thing before and after. */
export function formatAuditEntry({
  id,
  at,
  actor,
  role,
  door,
  address,
  action,
  target,
  until,
  changes,
  undoOf,
  undoneBy,
}: AuditEntry): string {
  const lines = [
    `${time(at)}  ${action} on ${target.name}`,
    `  by ${actor.name}${role === null ? '' : ` as ${role}`}, through ${door}${address === '' ? '' : ` from ${address}`}`,
    ...changes.map(({ of, name, before, after }) => `  ${of} ${name}: ${shown(before)} -> ${shown(after)}`),
    ...(until === null ? [] : [`  until ${time(until)}`]),
    ...(undoOf === null ? [] : [`  takes back ${undoOf}`]),
    undoneBy === null ? `  undo it: postern audit undo ${id}` : `  taken back by ${undoneBy}`,
  ];
  return printable(lines.join('\n'));
}

function shown(value: unknown): string {
  return value === null ? '(default)' : JSON.stringify(value);
}
