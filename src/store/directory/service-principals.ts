/** Service principals in the database: Entra's, and those that Exchange was told of. */
import {
  type ExchangeServicePrincipal,
  noRemarks,
  type Remarks,
  type ServicePrincipal,
} from '../../directory/application.ts';
import type { ApplicationStore, ConsentChange } from '../../directory/application-store.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { text, texts } from './rows.ts';

type PrincipalPart =
  | 'addServicePrincipal'
  | 'findServicePrincipal'
  | 'listServicePrincipals'
  | 'changeConsent'
  | 'describeServicePrincipal'
  | 'updateServicePrincipal'
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
    async updateServicePrincipal(principal, entry) {
      const update = {
        sql: `UPDATE service_principal SET display_name = ?, application_permissions = ?, delegated_permissions = ?, details = ?
              WHERE id = ?`,
        parameters: [principal.displayName, ...consentOf(principal), JSON.stringify(principal.details), principal.id],
      };
      await database.transaction(auditedChange(entry, [update]));
    },
    async describeServicePrincipal({ id, details }, entry) {
      const update = {
        sql: 'UPDATE service_principal SET details = ?1 WHERE id = ?2 AND details <> ?1',
        parameters: [JSON.stringify(details), id],
      };
      await database.transaction(auditedChange(entry, [update]));
    },
    async changeConsent(principalId, change, entry) {
      await database.transaction(auditedChange(entry, [consentStatement(principalId, change)]));
    },
    async removeServicePrincipal(id, entry) {
      const statements = [
        { sql: 'DELETE FROM role_assignment WHERE principal_id = ?', parameters: [id] },
        { sql: 'DELETE FROM service_principal WHERE id = ?', parameters: [id] },
      ];
      await database.transaction(auditedChange(entry, statements));
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

/** Nothing is written where it is so already. */
function consentStatement(principalId: string, { kind, drop, add }: ConsentChange): Statement {
  const column = `${kind}_permissions`;
  const kept = `SELECT value FROM json_each(${column}) WHERE value NOT IN (SELECT value FROM json_each(?2))`;
  const given = 'SELECT value FROM json_each(?3)';
  const now = `SELECT value FROM json_each(${column})`;
  const then = `SELECT value FROM (${kept} UNION ${given})`;
  return {
    sql: `UPDATE service_principal SET ${column} = (SELECT json_group_array(value) FROM (${kept} UNION ${given}))
          WHERE id = ?1 AND (EXISTS (${now} EXCEPT ${then}) OR EXISTS (${then} EXCEPT ${now}))`,
    parameters: [principalId, JSON.stringify(drop), JSON.stringify(add)],
  };
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
