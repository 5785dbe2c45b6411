/** Puts a change and its entry in the audit log into one transaction. */
import type { NewAuditEntry } from '../directory/audit-log.ts';
import { allOf, type SqlCondition } from './condition-sql.ts';
import { keepsAdministrator } from './keeps-administrator.ts';
import type { Statement } from './sqlite/database.ts';

/**
 * The statements that carry out `changes` under the entry `entry`. The triggers of audited-tables.ts write down what was
 * altered; an entry that altered nothing does not stay, and none leaves a tenant without an administrator.
 */
export function auditedChange(entry: NewAuditEntry, changes: readonly Statement[]): Statement[] {
  return [entryStatement(entry, null), ...changes, ...endOfEntry(entry)];
}

/**
 * As `auditedChange`, where all `conditions` hold; else nothing at all. The rows of the first statement tell: it has one
 * where the change was made. Each of `changes` must carry `underEntry`.
 */
export function conditionalChange(
  entry: NewAuditEntry,
  conditions: readonly SqlCondition[],
  changes: readonly Statement[],
): Statement[] {
  return [conditionalEntry(entry, null, conditions), ...changes, ...endOfEntry(entry)];
}

/** Writes the head of an entry where all `conditions` hold; it has a row where it did. */
export function conditionalEntry(
  entry: NewAuditEntry,
  undoOf: string | null,
  conditions: readonly SqlCondition[],
): Statement {
  const { sql, parameters } = entryStatement(entry, undoOf);
  const where = allOf(conditions);
  return {
    sql: `${sql.replace(/VALUES \((.*)\)$/, 'SELECT $1')} WHERE ${where.sql} RETURNING id`,
    parameters: [...parameters, ...where.parameters],
  };
}

/** Holds only below an entry that was written; its one parameter is the id of the entry. */
export const underEntry = 'EXISTS (SELECT 1 FROM audit_entry WHERE id = ?)';

/** Writes the head of an entry. */
export function entryStatement(entry: NewAuditEntry, undoOf: string | null): Statement {
  const { id, at, tenantId, actor, target, action, address, correlationId, until } = entry;
  return {
    sql: `INSERT INTO audit_entry
            (id, at, tenant_id, actor_id, actor_name, target_id, target_name, action, address, correlation_id, head, ends_at, undo_of)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    parameters: [
      id,
      at,
      tenantId,
      actor.id,
      actor.name.toLowerCase(),
      target.id.toLowerCase(),
      target.name.toLowerCase(),
      action,
      address,
      correlationId,
      JSON.stringify(entry),
      until,
      undoOf,
    ],
  };
}

/** What stands at the end of every entry: it goes if nothing was altered under it, and the tenant keeps an administrator. */
export function endOfEntry({ id, tenantId }: Pick<NewAuditEntry, 'id' | 'tenantId'>): Statement[] {
  const dropEmpty = {
    sql: `DELETE FROM audit_entry WHERE id = ?
          AND NOT EXISTS (SELECT 1 FROM audit_image WHERE audit_image.sequence = audit_entry.sequence)`,
    parameters: [id],
  };
  return [dropEmpty, ...(tenantId === null ? [] : [keepsAdministrator(tenantId)])];
}
