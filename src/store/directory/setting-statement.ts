/** The statement that changes one setting under an entry of the audit log. */
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import type { SettingChange } from '../../directory/directory-store.ts';
import { underEntry } from '../audited-change.ts';
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
