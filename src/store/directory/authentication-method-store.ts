/** Second factors in the database. */
import { type AuthenticationMethodStore, maximumMethods } from '../../directory/authentication-method.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database } from '../sqlite/database.ts';
import { authenticationMethodOf, text } from './rows.ts';

export function createAuthenticationMethodStore(database: Database): AuthenticationMethodStore {
  return {
    async addMethod({ id, userId, kind, name, secret, createdAt }, entry) {
      const insert = {
        sql: `INSERT INTO authentication_method SELECT ?1, ?2, ?3, ?4, ?5, ?6
              WHERE (SELECT count(*) FROM authentication_method WHERE user_id = ?2) < ?7 RETURNING id`,
        parameters: [id, userId, kind, name, secret, createdAt, maximumMethods],
      };
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'too-many';
    },
    async listMethods(userId) {
      const sql = 'SELECT * FROM authentication_method WHERE user_id = ? ORDER BY created_at, rowid';
      const rows = await database.query(sql, userId);
      return rows.map((row) => ({ ...authenticationMethodOf(row), secret: text(row['secret']) }));
    },
    async replaceMethodSecret(id, expected, secret) {
      const sql = 'UPDATE authentication_method SET secret = ?3 WHERE id = ?1 AND secret = ?2 RETURNING id';
      return (await database.query(sql, id, expected, secret)).length === 1;
    },
    async removeMethod(userId, id, entry) {
      const remove = {
        sql: 'DELETE FROM authentication_method WHERE user_id = ? AND id = ? RETURNING id',
        parameters: [userId, id],
      };
      const [, removed] = await database.transaction(auditedChange(entry, [remove]));
      return removed?.length === 1;
    },
  };
}
