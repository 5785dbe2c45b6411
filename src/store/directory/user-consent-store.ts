/** Consents of users in the database. */
import type { UserConsent, UserConsentStore } from '../../directory/user-consent.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database, Row } from '../sqlite/database.ts';
import { text, texts } from './rows.ts';

export function createUserConsentStore(database: Database): UserConsentStore {
  return {
    async find(userId, appId) {
      const sql = 'SELECT * FROM user_consent WHERE user_id = ? AND app_id = ?';
      const [row] = await database.query(sql, userId, appId);
      return row === undefined ? null : consentOf(row);
    },
    async list(tenantId, appId, limit) {
      const sql = 'SELECT * FROM user_consent WHERE tenant_id = ? AND app_id = ? ORDER BY user_id LIMIT ?';
      return (await database.query(sql, tenantId, appId, limit)).map(consentOf);
    },
    async put({ userId, appId, tenantId, permissions, createdAt }, entry) {
      const write = {
        sql: `INSERT INTO user_consent (user_id, app_id, tenant_id, permissions, created_at) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO UPDATE SET permissions = excluded.permissions`,
        parameters: [userId, appId, tenantId, JSON.stringify(permissions), createdAt],
      };
      await database.transaction(auditedChange(entry, [write]));
    },
    async remove(userId, appId, entry) {
      const sql = 'DELETE FROM user_consent WHERE user_id = ? AND app_id = ?';
      await database.transaction(auditedChange(entry, [{ sql, parameters: [userId, appId] }]));
    },
  };
}

function consentOf(row: Row): UserConsent {
  return {
    userId: text(row['user_id']),
    appId: text(row['app_id']),
    tenantId: text(row['tenant_id']),
    permissions: texts(row['permissions']),
    createdAt: Number(row['created_at']),
  };
}
