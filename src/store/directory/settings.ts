/** Settings of tenants and users in the database: what somebody has set; defaults are not stored. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { type StoredSetting, settingsInForce, tenantSettings, userSettings } from '../../directory/settings.ts';
import { conditionalChange } from '../audited-change.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database } from '../sqlite/database.ts';
import { storedSettingOf } from './rows.ts';
import { conditionsOf, isSetByUser, settingStatement } from './setting-statement.ts';
import { findUsers } from './users.ts';

export function createSettings(
  database: Database,
): Pick<DirectoryStore, 'settingsOfTenant' | 'settingsOfUser' | 'changeSettings' | 'listUsersWithSetting'> {
  return {
    settingsOfTenant: async (id) => settingsInForce(tenantSettings, await settingsOf(database, 'tenant', id)),
    settingsOfUser: async (id) => settingsInForce(userSettings, await settingsOf(database, 'user', id)),
    async changeSettings(changes, entry) {
      const statements = changes.map((change) => settingStatement(change, entry));
      const change = conditionalChange(entry, changes.flatMap(conditionsOf), statements);
      const done = await unlessLastAdministrator(database, change);
      if (done === 'last-administrator') return done;
      return done[0]?.length === 1 ? 'changed' : 'changed-meanwhile';
    },
    listUsersWithSetting: (tenantId, name, value, limit) =>
      findUsers(
        database,
        `tenant_id = ? AND id IN (SELECT scope_id FROM setting WHERE ${isSetByUser}) ORDER BY user_principal_name LIMIT ?`,
        tenantId,
        name,
        JSON.stringify(value),
        limit,
      ),
  };
}

async function settingsOf(database: Database, scope: 'tenant' | 'user', id: string): Promise<StoredSetting[]> {
  const sql = 'SELECT name, value, set_by, set_at FROM setting WHERE scope = ? AND scope_id = ?';
  return (await database.query(sql, scope, id)).map(storedSettingOf);
}
