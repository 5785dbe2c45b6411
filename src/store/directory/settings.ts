/** Settings of tenants and users in the database: what somebody has set; defaults are not stored. */
import type { DirectoryStore, SettingChange } from '../../directory/directory-store.ts';
import { type StoredSetting, settingsInForce, tenantSettings, userSettings } from '../../directory/settings.ts';
import { conditionalChange } from '../audited-change.ts';
import type { SqlCondition } from '../condition-sql.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database } from '../sqlite/database.ts';
import { storedSettingOf } from './rows.ts';
import { settingStatement } from './setting-statement.ts';
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
        `tenant_id = ? AND id IN (SELECT scope_id FROM setting WHERE ${isValue}) ORDER BY user_principal_name LIMIT ?`,
        tenantId,
        name,
        JSON.stringify(value),
        limit,
      ),
  };
}

/** A user has set this; in any case of letters, as policies are named. */
const isValue = "scope = 'user' AND name = ? AND value = ? COLLATE NOCASE";

function conditionsOf(change: SettingChange): SqlCondition[] {
  const { scope, scopeId, name, unlessUserHas } = change;
  const conditions: SqlCondition[] = [];
  if ('expected' in change) {
    const table: Readonly<Record<string, { readonly default: unknown }>> =
      scope === 'tenant' ? tenantSettings : userSettings;
    conditions.push({
      sql: 'coalesce((SELECT value FROM setting WHERE scope = ? AND scope_id = ? AND name = ?), ?) = ?',
      parameters: [scope, scopeId, name, JSON.stringify(table[name]?.default), JSON.stringify(change.expected)],
    });
  }
  if (unlessUserHas !== undefined) {
    conditions.push({
      sql: `NOT EXISTS (SELECT 1 FROM user JOIN setting ON scope_id = user.id WHERE tenant_id = ? AND ${isValue})`,
      parameters: [scopeId, unlessUserHas.name, JSON.stringify(unlessUserHas.value)],
    });
  }
  return conditions;
}

async function settingsOf(database: Database, scope: 'tenant' | 'user', id: string): Promise<StoredSetting[]> {
  const sql = 'SELECT name, value, set_by, set_at FROM setting WHERE scope = ? AND scope_id = ?';
  return (await database.query(sql, scope, id)).map(storedSettingOf);
}
