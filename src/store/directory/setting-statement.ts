/** The statement that changes one setting under an entry of the audit log, and the conditions that it rests on. */
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import type { SettingChange } from '../../directory/directory-store.ts';
import { tenantSettings, userSettings } from '../../directory/settings.ts';
import { underEntry } from '../audited-change.ts';
import type { SqlCondition } from '../condition-sql.ts';
import type { Statement } from '../sqlite/database.ts';

/** What is so already is left alone, with who set it. */
export function settingStatement(
  { scope, scopeId, name, value }: SettingChange,
  { id, actor, at }: NewAuditEntry,
): Statement {
  const place = [scope, scopeId, name] as const;
  return value === undefined
    ? {
        sql: `DELETE FROM setting WHERE scope = ? AND scope_id = ? AND name = ? AND ${underEntry}`,
        parameters: [...place, id],
      }
    : {
        sql: `INSERT INTO setting SELECT ?, ?, ?, ?, ?, ? WHERE ${underEntry} ON CONFLICT DO UPDATE
              SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at
              WHERE value IS NOT excluded.value`,
        parameters: [...place, JSON.stringify(value), actor.name, at, id],
      };
}

/** A user has set this; in any case of letters, as policies are named. */
export const isSetByUser = "scope = 'user' AND name = ? AND value = ? COLLATE NOCASE";

/** What a change rests on. */
export function conditionsOf(change: SettingChange): SqlCondition[] {
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
      sql: `NOT EXISTS (SELECT 1 FROM user JOIN setting ON scope_id = user.id WHERE tenant_id = ? AND ${isSetByUser})`,
      parameters: [scopeId, unlessUserHas.name, JSON.stringify(unlessUserHas.value)],
    });
  }
  return conditions;
}
