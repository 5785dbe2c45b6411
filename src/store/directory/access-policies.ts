/** Application access policies in the database. */
import {
  type AccessPolicyStore,
  type ApplicationAccessPolicy,
  type ApplicationAccessRight,
  maximumAccessPolicies,
} from '../../directory/application-scope.ts';
import { auditedChange, conditionalChange, underEntry } from '../audited-change.ts';
import type { Database, Row } from '../sqlite/database.ts';
import { text, texts } from './rows.ts';

export function createAccessPolicies(database: Database): AccessPolicyStore {
  return {
    async addAccessPolicies(policies, entry) {
      const isRoom = {
        sql: '(SELECT count(*) FROM application_access_policy WHERE tenant_id = ?) <= ?',
        parameters: [entry.tenantId, maximumAccessPolicies - policies.length],
      };
      const inserts = policies.map(({ id, tenantId, appId, mailboxUserIds, accessRight, description, createdAt }) => ({
        sql: `INSERT INTO application_access_policy SELECT ?, ?, ?, ?, ?, ?, ? WHERE ${underEntry}`,
        parameters: [
          id,
          tenantId,
          appId,
          JSON.stringify(mailboxUserIds),
          accessRight,
          description,
          createdAt,
          entry.id,
        ],
      }));
      const [held] = await database.transaction(conditionalChange(entry, [isRoom], inserts));
      return held?.length === 1 ? 'added' : 'too-many';
    },
    async listAccessPolicies(tenantId) {
      const sql = 'SELECT * FROM application_access_policy WHERE tenant_id = ? ORDER BY created_at, rowid';
      return (await database.query(sql, tenantId)).map(policyOf);
    },
    async describeAccessPolicy(id, description, entry) {
      const sql = 'UPDATE application_access_policy SET description = ?2 WHERE id = ?1 AND description <> ?2';
      await database.transaction(auditedChange(entry, [{ sql, parameters: [id, description] }]));
    },
    async removeAccessPolicy(id, entry) {
      const sql = 'DELETE FROM application_access_policy WHERE id = ?';
      await database.transaction(auditedChange(entry, [{ sql, parameters: [id] }]));
    },
  };
}

function policyOf(row: Row): ApplicationAccessPolicy {
  return {
    id: text(row['id']),
    tenantId: text(row['tenant_id']),
    appId: text(row['app_id']),
    mailboxUserIds: texts(row['mailbox_user_ids']),
    accessRight: text(row['access_right']) as ApplicationAccessRight,
    description: text(row['description']),
    createdAt: Number(row['created_at']),
  };
}
