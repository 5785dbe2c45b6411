/** Secrets and certificates of applications that come to their end, found by their end. */
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { Database } from '../sqlite/database.ts';
import { text } from './rows.ts';

const ending = (kind: 'secret' | 'certificate') => `SELECT * FROM (
  SELECT '${kind}' AS kind, id, application_id, ends_at FROM application_${kind}
  WHERE ends_at BETWEEN ?1 AND ?2 ORDER BY ends_at LIMIT ?3)`;

export function createEndingCredentials(database: Database): Pick<ApplicationStore, 'endingCredentials'> {
  return {
    async endingCredentials(from, to, limit) {
      const rows = await database.query(
        `SELECT kind, credential.id, ends_at, tenant_id, app_id, display_name
         FROM (${ending('secret')} UNION ALL ${ending('certificate')}) AS credential
         JOIN application ON application.id = application_id ORDER BY ends_at, credential.id LIMIT ?3`,
        from,
        to,
        limit,
      );
      return rows.map((row) => ({
        kind: row['kind'] === 'secret' ? 'secret' : 'certificate',
        id: text(row['id']),
        endsAt: Number(row['ends_at']),
        tenantId: text(row['tenant_id']),
        appId: text(row['app_id']),
        application: text(row['display_name']),
      }));
    },
  };
}
