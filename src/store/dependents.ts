/** What goes with a user, a service principal or an application, though no foreign key says so. */
import type { RowKind } from '../directory/altered-row.ts';
import type { Statement } from './sqlite/database.ts';

const rolesOf = 'DELETE FROM role_assignment WHERE principal_id = ?';
const principalOf = `SELECT service_principal.id FROM service_principal JOIN application USING (app_id, tenant_id)
                     WHERE application.id = ?`;

const dependents: Readonly<Partial<Record<RowKind, readonly string[]>>> = {
  user: [
    "DELETE FROM setting WHERE scope = 'user' AND scope_id = ?",
    'DELETE FROM mailbox_permission WHERE trustee_id = ?',
    rolesOf,
  ],
  service_principal: [rolesOf],
  application: [
    `DELETE FROM role_assignment WHERE principal_id IN (${principalOf})`,
    `DELETE FROM service_principal WHERE id IN (${principalOf})`,
  ],
};

/** The statements that remove what depends on the row `id` of `table`; they come before the one that removes the row. */
export function dependentsOf(table: RowKind, id: string): Statement[] {
  return (dependents[table] ?? []).map((sql) => ({ sql, parameters: [id] }));
}
