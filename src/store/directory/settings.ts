/** Settings of tenants and users in the database: what somebody has set; defaults are not stored. */
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import type { DirectoryStore, SettingChange } from '../../directory/directory-store.ts';
import { type StoredSetting, settingsInForce, tenantSettings, userSettings } from '../../directory/settings.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { storedSettingOf } from './rows.ts';

export function createSettings(
  database: Database,
): Pick<DirectoryStore, 'settingsOfTenant' | 'settingsOfUser' | 'changeSettings'> {
  return {
    settingsOfTenant: async (id) => settingsInForce(tenantSettings, await settingsOf(database, 'tenant', id)),
    settingsOfUser: async (id) => settingsInForce(userSettings, await settingsOf(database, 'user', id)),
    async changeSettings(changes, entry) {
      await database.transaction(
        auditedChange(
          entry,
          changes.map((change) => statementOf(change, entry)),
        ),
      );
    },
  };
}

function statementOf({ scope, scopeId, name, value }: SettingChange, { actor, at }: NewAuditEntry): Statement {
  const place = [scope, scopeId, name] as const;
  return value === undefined
    ? { sql: 'DELETE FROM setting WHERE scope = ? AND scope_id = ? AND name = ?', parameters: place }
    : {
        sql: `INSERT INTO setting VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
              SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
              WHERE value IS NOT excluded.value`,
        parameters: [...place, JSON.stringify(value), actor.name, at],
      };
}

async function settingsOf(database: Database, scope: 'tenant' | 'user', id: string): Promise<StoredSetting[]> {
  const sql = 'SELECT name, value, set_by, set_at FROM setting WHERE scope = ? AND scope_id = ?';
  return (await database.query(sql, scope, id)).map(storedSettingOf);
}
