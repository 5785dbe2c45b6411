/** Tenants in the database. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database } from '../sqlite/database.ts';
import { tenantOf } from './rows.ts';

export function createTenants(database: Database): Pick<DirectoryStore, 'addTenant' | 'listTenants' | 'findTenant'> {
  return {
    async addTenant({ id, domain, displayName, createdAt }, entry) {
      const [, added] = await database.transaction(
        auditedChange(entry, [
          {
            sql: 'INSERT INTO tenant VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
            parameters: [id, domain, displayName, createdAt],
          },
        ]),
      );
      return added?.length === 1 ? 'added' : 'domain-taken';
    },
    listTenants: async () => (await database.query('SELECT * FROM tenant ORDER BY domain')).map(tenantOf),
    async findTenant(idOrDomain) {
      const [row] = await database.query('SELECT * FROM tenant WHERE id = ?1 OR domain = lower(?1)', idOrDomain);
      return row === undefined ? null : tenantOf(row);
    },
  };
}
