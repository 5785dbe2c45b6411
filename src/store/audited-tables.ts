/**
 * The tables whose every change belongs to an entry of the audit log, and the triggers that keep the rows before and after.
 *
 * A trigger cannot be forgotten: whoever writes a new statement for one of these tables has it in the log.
 */
import type { RowKind } from '../directory/altered-row.ts';
import type { Database, Statement } from './sqlite/database.ts';

interface AuditedTable {
  readonly key: readonly string[];
  /** Changes of these columns alone are not changes made by somebody. */
  readonly unaudited?: readonly string[];
  /** Columns that a reader of the log does not get to see. */
  readonly secret?: readonly string[];
}

export const auditedTables = {
  tenant: { key: ['id'] },
  user: { key: ['id'], secret: ['verifiers'] },
  address: { key: ['address'] },
  setting: { key: ['scope', 'scope_id', 'name'] },
  app_password: { key: ['id'], unaudited: ['last_used_at'], secret: ['verifiers'] },
  mailbox_permission: { key: ['trustee_id', 'mailbox_user_id', 'access_right'] },
  application: { key: ['id'] },
  application_secret: { key: ['id'], secret: ['verifier'] },
  application_certificate: { key: ['id'] },
  service_principal: { key: ['id'] },
  user_consent: { key: ['user_id', 'app_id'] },
  exchange_service_principal: { key: ['tenant_id', 'app_id'] },
  role_assignment: { key: ['principal_id', 'tenant_id', 'role'] },
  application_access_policy: { key: ['id'] },
  authentication_method: { key: ['id'], unaudited: ['secret'], secret: ['secret'] },
} as const satisfies Record<RowKind, AuditedTable>;

/** How a table is audited, whatever its name. */
export function auditedTable(name: RowKind): AuditedTable {
  return auditedTables[name];
}

/** Makes the triggers anew, from the columns that the tables have now. */
export async function layTriggers(database: Database): Promise<void> {
  const names = Object.keys(auditedTables) as RowKind[];
  const columns = await database.transaction(
    names.map((name) => ({ sql: 'SELECT name FROM pragma_table_info(?)', parameters: [name] })),
  );
  await database.transaction(
    names.flatMap((name, index) =>
      triggersOf(
        name,
        (columns[index] ?? []).map((row) => String(row['name'])),
      ),
    ),
  );
}

function triggersOf(name: RowKind, columns: readonly string[]): Statement[] {
  const { key, unaudited = [] } = auditedTable(name);
  const watched = columns.filter((column) => !unaudited.includes(column)).join(', ');
  const keyOf = (row: string): string => `json_array(${key.map((column) => `${row}.${column}`).join(', ')})`;
  const imageOf = (row: string): string =>
    `json_object(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;
  const trigger = (event: string, when: string, row: string, before: string, after: string): Statement[] => [
    { sql: `DROP TRIGGER IF EXISTS audit_${name}_${event}`, parameters: [] },
    {
      sql: `CREATE TRIGGER audit_${name}_${event} AFTER ${when} ON ${name} BEGIN
              INSERT INTO audit_image (sequence, table_name, key, before, after)
              SELECT max(sequence), '${name}', ${keyOf(row)}, ${before}, ${after} FROM audit_entry;
            END`,
      parameters: [],
    },
  ];
  return [
    ...trigger('insert', 'INSERT', 'NEW', 'NULL', imageOf('NEW')),
    ...trigger('update', `UPDATE OF ${watched}`, 'NEW', imageOf('OLD'), imageOf('NEW')),
    ...trigger('delete', 'DELETE', 'OLD', imageOf('OLD'), 'NULL'),
  ];
}
