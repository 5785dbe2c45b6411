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
    async add({ userId, appId, tenantId, permissions, createdAt }, entry) {
      const both = `SELECT value FROM json_each(user_consent.permissions) UNION SELECT value FROM json_each(excluded.permissions)`;
      const write = {
        sql: `INSERT INTO user_consent (user_id, app_id, tenant_id, permissions, created_at) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO UPDATE SET permissions = (SELECT json_group_array(value) FROM (${both}))
              WHERE EXISTS (SELECT value FROM json_each(excluded.permissions)
                            EXCEPT SELECT value FROM json_each(user_consent.permissions))`,
        parameters: [userId, appId, tenantId, JSON.stringify(permissions), createdAt],
      };
      await database.transaction(auditedChange(entry, [write]));
    },
    async drop(userId, appId, permissions, entry) {
      const left = 'SELECT value FROM json_each(permissions) WHERE value NOT IN (SELECT value FROM json_each(?3))';
      const gone = 'SELECT 1 FROM json_each(permissions) WHERE value IN (SELECT value FROM json_each(?3))';
      const parameters = [userId, appId, JSON.stringify(permissions)];
      const ofUser = 'WHERE user_id = ?1 AND app_id = ?2';
      await database.transaction(
        auditedChange(entry, [
          { sql: `DELETE FROM user_consent ${ofUser} AND NOT EXISTS (${left})`, parameters },
          {
            sql: `UPDATE user_consent SET permissions = (SELECT json_group_array(value) FROM (${left})) ${ofUser} AND EXISTS (${gone})`,
            parameters,
          },
        ]),
      );
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
