/** Roles in the database. */
import type { AdministratorRole } from '../../directory/administrator-role.ts';
import type { RoleStore } from '../../directory/role-store.ts';
import { auditedChange } from '../audited-change.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database } from '../sqlite/database.ts';
import { text } from './rows.ts';

export function createRoleStore(database: Database): RoleStore {
  return {
    async assignRole({ tenantId, principalId, role }, entry) {
      const insert = {
        sql: 'INSERT INTO role_assignment VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING role',
        parameters: [tenantId, principalId, role],
      };
      const [, assigned] = await database.transaction(auditedChange(entry, [insert]));
      return assigned?.length === 1 ? 'assigned' : 'there-already';
    },
    async removeRole({ tenantId, principalId, role }, entry) {
      const remove = {
        sql: 'DELETE FROM role_assignment WHERE tenant_id = ? AND principal_id = ? AND role = ? RETURNING role',
        parameters: [tenantId, principalId, role],
      };
      const done = await unlessLastAdministrator(database, auditedChange(entry, [remove]));
      if (done === 'last-administrator') return done;
      return done[1]?.length === 1 ? 'removed' : 'not-there';
    },
    async rolesOf(principalId) {
      const rows = await database.query('SELECT role FROM role_assignment WHERE principal_id = ?', principalId);
      return rows.map((row) => text(row['role']) as AdministratorRole);
    },
    async listRoleAssignments(tenantId) {
      const sql = 'SELECT * FROM role_assignment WHERE tenant_id = ? ORDER BY role, principal_id';
      return (await database.query(sql, tenantId)).map((row) => ({
        tenantId,
        principalId: text(row['principal_id']),
        role: text(row['role']) as AdministratorRole,
      }));
    },
    async isAnybodyAdministrator() {
      const rows = await database.query(
        `SELECT 1 FROM role_assignment JOIN user ON user.id = principal_id
         WHERE role IN ('global-administrator', 'platform-operator') LIMIT 1`,
      );
      return rows.length === 1;
    },
  };
}
