/** App passwords in the database. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { maximumAppPasswords } from '../../directory/nouns.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database } from '../sqlite/database.ts';
import { appPasswordOf } from './rows.ts';

type AppPasswordPart = 'addAppPassword' | 'listAppPasswords' | 'removeAppPassword' | 'appPasswordUsed';

export function createAppPasswords(database: Database): Pick<DirectoryStore, AppPasswordPart> {
  return {
    async addAppPassword({ id, userId, name, createdAt }, verifiers, entry) {
      const insert = {
        sql: `INSERT INTO app_password SELECT ?1, ?2, ?3, ?4, ?5, NULL
              WHERE (SELECT count(*) FROM app_password WHERE user_id = ?2) < ?6 RETURNING id`,
        parameters: [id, userId, name, JSON.stringify(verifiers), createdAt, maximumAppPasswords],
      };
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'too-many';
    },
    async listAppPasswords(userId) {
      const sql = 'SELECT * FROM app_password WHERE user_id = ? ORDER BY created_at, rowid';
      return (await database.query(sql, userId)).map(appPasswordOf);
    },
    async removeAppPassword(userId, idOrName, entry) {
      const remove = {
        sql: 'DELETE FROM app_password WHERE user_id = ?1 AND (id = ?2 OR name = ?2) RETURNING id',
        parameters: [userId, idOrName],
      };
      const [, removed] = await database.transaction(auditedChange(entry, [remove]));
      return (removed?.length ?? 0) > 0;
    },
    appPasswordUsed(id, at) {
      // Of use to look at, of no use to wait for.
      database.query('UPDATE app_password SET last_used_at = ? WHERE id = ?', at, id).catch(() => undefined);
    },
  };
}
