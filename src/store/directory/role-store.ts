/** Roles in the database. */
import type { AdministratorRole } from '../../directory/administrator-role.ts';
import type { RoleStore } from '../../directory/role-store.ts';
import { auditedChange } from '../audited-change.ts';
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
      // A tenant that nobody can administer any more would be lost to its owner.
      const others = `EXISTS (SELECT 1 FROM role_assignment WHERE tenant_id = ?1 AND role = ?3 AND principal_id <> ?2)`;
      const remove = {
        sql: `DELETE FROM role_assignment WHERE tenant_id = ?1 AND principal_id = ?2 AND role = ?3
              AND (role <> 'global-administrator' OR ${others}) RETURNING role`,
        parameters: [tenantId, principalId, role],
      };
      const left = {
        sql: 'SELECT role FROM role_assignment WHERE tenant_id = ? AND principal_id = ? AND role = ?',
        parameters: [tenantId, principalId, role],
      };
      const [, removed, , still] = await database.transaction([...auditedChange(entry, [remove]), left]);
      if (removed?.length === 1) return 'removed';
      return still?.length === 1 ? 'last-one' : 'not-there';
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
