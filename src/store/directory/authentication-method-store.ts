/** Second factors in the database. */
import type { AuthenticationMethodKind, AuthenticationMethodStore } from '../../directory/authentication-method.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database } from '../sqlite/database.ts';
import { text } from './rows.ts';

export function createAuthenticationMethodStore(database: Database): AuthenticationMethodStore {
  return {
    async addMethod({ id, userId, kind, name, createdAt }, secret, entry) {
      const insert = {
        sql: 'INSERT INTO authentication_method VALUES (?, ?, ?, ?, ?, ?)',
        parameters: [id, userId, kind, name, secret, createdAt],
      };
      await database.transaction(auditedChange(entry, [insert]));
    },
    async listMethods(userId) {
      const sql = 'SELECT * FROM authentication_method WHERE user_id = ? ORDER BY created_at, id';
      return (await database.query(sql, userId)).map((row) => ({
        id: text(row['id']),
        userId,
        kind: text(row['kind']) as AuthenticationMethodKind,
        name: text(row['name']),
        createdAt: Number(row['created_at']),
        secret: text(row['secret']),
      }));
    },
    async setMethodSecret(id, secret) {
      await database.query('UPDATE authentication_method SET secret = ? WHERE id = ?', secret, id);
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
