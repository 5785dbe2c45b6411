/** Service principals in the database: Entra's, and those that Exchange was told of. */
import {
  type ExchangeServicePrincipal,
  noRemarks,
  type Remarks,
  type ServicePrincipal,
} from '../../directory/application.ts';
import type { ApplicationStore, ConsentChange } from '../../directory/application-store.ts';
import type { PermissionKind } from '../../directory/permission.ts';
import { auditedChange } from '../audited-change.ts';
import { dependentsOf } from '../dependents.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { text, texts } from './rows.ts';

const permissionKinds = ['application', 'delegated'] as const satisfies readonly PermissionKind[];

type PrincipalPart =
  | 'addServicePrincipal'
  | 'findServicePrincipal'
  | 'listServicePrincipals'
  | 'changeConsent'
  | 'describeServicePrincipal'
  | 'removeServicePrincipal';

export function createServicePrincipals(database: Database): Pick<ApplicationStore, PrincipalPart> {
  return {
    async addServicePrincipal(principal, entry) {
      const { id, appId, tenantId, displayName, createdAt } = principal;
      const insert = {
        sql: 'INSERT INTO service_principal VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
        parameters: [
          id,
          appId,
          tenantId,
          displayName,
          ...consentOf(principal),
          createdAt,
          JSON.stringify(principal.details),
        ],
      };
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'there-already';
    },
    async findServicePrincipal(tenantId, idOrAppId) {
      const sql = 'SELECT * FROM service_principal WHERE tenant_id = ?1 AND (id = ?2 OR app_id = ?2)';
      const [row] = await database.query(sql, tenantId, idOrAppId);
      return row === undefined ? null : servicePrincipalOf(row);
    },
    async listServicePrincipals(tenantId) {
      const sql = 'SELECT * FROM service_principal WHERE tenant_id = ? ORDER BY display_name, id';
      return (await database.query(sql, tenantId)).map(servicePrincipalOf);
    },
    async describeServicePrincipal({ id, details }, entry) {
      const update = {
        sql: 'UPDATE service_principal SET details = ?1 WHERE id = ?2 AND details <> ?1',
        parameters: [JSON.stringify(details), id],
      };
      await database.transaction(auditedChange(entry, [update]));
    },
    async changeConsent(principalId, change, entry) {
      await database.transaction(auditedChange(entry, consentStatements(principalId, change)));
    },
    async removeServicePrincipal(id, entry) {
      const remove = { sql: 'DELETE FROM service_principal WHERE id = ?', parameters: [id] };
      const change = auditedChange(entry, [...dependentsOf('service_principal', id), remove]);
      const done = await unlessLastAdministrator(database, change);
      return done === 'last-administrator' ? done : 'removed';
    },
  };
}

type ExchangePart =
  | 'addExchangeServicePrincipal'
  | 'findExchangeServicePrincipal'
  | 'listExchangeServicePrincipals'
  | 'updateExchangeServicePrincipal'
  | 'removeExchangeServicePrincipal';

export function createExchangeServicePrincipals(database: Database): Pick<ApplicationStore, ExchangePart> {
  return {
    async addExchangeServicePrincipal({ tenantId, appId, objectId, displayName, createdAt }, entry) {
      const insert = {
        sql: 'INSERT INTO exchange_service_principal VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING app_id',
        parameters: [tenantId, appId, objectId, displayName, createdAt],
      };
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'there-already';
    },
    async findExchangeServicePrincipal(tenantId, id) {
      const sql = 'SELECT * FROM exchange_service_principal WHERE tenant_id = ?1 AND (app_id = ?2 OR object_id = ?2)';
      const [row] = await database.query(sql, tenantId, id);
      return row === undefined ? null : exchangePrincipalOf(row);
    },
    async listExchangeServicePrincipals(tenantId) {
      const sql = 'SELECT * FROM exchange_service_principal WHERE tenant_id = ? ORDER BY display_name, app_id';
      return (await database.query(sql, tenantId)).map(exchangePrincipalOf);
    },
    async updateExchangeServicePrincipal({ tenantId, appId, displayName }, entry) {
      const sql = `UPDATE exchange_service_principal SET display_name = ?3
                   WHERE tenant_id = ?1 AND app_id = ?2 AND display_name <> ?3`;
      await database.transaction(auditedChange(entry, [{ sql, parameters: [tenantId, appId, displayName] }]));
    },
    async removeExchangeServicePrincipal(tenantId, appId, entry) {
      const sql = 'DELETE FROM exchange_service_principal WHERE tenant_id = ? AND app_id = ?';
      await database.transaction(auditedChange(entry, [{ sql, parameters: [tenantId, appId] }]));
    },
  };
}

/** One statement for both kinds: a row changes once under an entry. Nothing is written where it is so already. */
function consentStatements(principalId: string, change: ConsentChange): Statement[] {
  const kinds = permissionKinds.flatMap((kind) => {
    const { drop = [], add = [] } = change[kind] ?? {};
    return drop.length + add.length === 0 ? [] : [{ column: `${kind}_permissions`, drop, add }];
  });
  if (kinds.length === 0) return [];
  const parts = kinds.map(({ column }, index) => {
    const kept = `SELECT value FROM json_each(${column}) WHERE value NOT IN (SELECT value FROM json_each(?${2 * index + 2}))`;
    const now = `SELECT value FROM json_each(${column})`;
    const then = `SELECT value FROM (${kept} UNION SELECT value FROM json_each(?${2 * index + 3}))`;
    return {
      // As a text: JSON that is written as such stands in the image of the row as a list.
      set: `${column} = (SELECT json_group_array(value) FROM (${then})) || ''`,
      differs: `EXISTS (${now} EXCEPT ${then}) OR EXISTS (${then} EXCEPT ${now})`,
    };
  });
  const sql = `UPDATE service_principal SET ${parts.map(({ set }) => set).join(', ')}
               WHERE id = ?1 AND (${parts.map(({ differs }) => differs).join(' OR ')})`;
  const lists = kinds.flatMap(({ drop, add }) => [JSON.stringify(drop), JSON.stringify(add)]);
  return [{ sql, parameters: [principalId, ...lists] }];
}

function consentOf({ applicationPermissions, delegatedPermissions }: ServicePrincipal): [string, string] {
  return [JSON.stringify(applicationPermissions), JSON.stringify(delegatedPermissions)];
}

function servicePrincipalOf(row: Row): ServicePrincipal {
  return {
    id: text(row['id']),
    appId: text(row['app_id']),
    tenantId: text(row['tenant_id']),
    displayName: text(row['display_name']),
    applicationPermissions: texts(row['application_permissions']),
    delegatedPermissions: texts(row['delegated_permissions']),
    details: { ...noRemarks, ...(JSON.parse(text(row['details'])) as Partial<Remarks>) },
    createdAt: Number(row['created_at']),
  };
}

function exchangePrincipalOf(row: Row): ExchangeServicePrincipal {
  return {
    tenantId: text(row['tenant_id']),
    appId: text(row['app_id']),
    objectId: text(row['object_id']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
  };
}
