/** Applications and their credentials in the database; their service principals stand in service-principals.ts. */
import {
  type Application,
  type ApplicationCertificate,
  type ApplicationDetails,
  type ApplicationSecret,
  ordinaryDetails,
} from '../../directory/application.ts';
import { type ApplicationStore, maximumApplicationCredentials } from '../../directory/application-store.ts';
import { auditedChange } from '../audited-change.ts';
import { dependentsOf } from '../dependents.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { createEndingCredentials } from './ending-credentials.ts';
import { text, texts } from './rows.ts';
import { createExchangeServicePrincipals, createServicePrincipals } from './service-principals.ts';

export function createApplicationStore(database: Database): ApplicationStore {
  return {
    ...createRegistrations(database),
    ...createSecrets(database),
    ...createCertificates(database),
    ...createEndingCredentials(database),
    ...createServicePrincipals(database),
    ...createExchangeServicePrincipals(database),
  };
}

type RegistrationPart =
  | 'addApplication'
  | 'findApplication'
  | 'listApplications'
  | 'updateApplication'
  | 'removeApplication';

function createRegistrations(database: Database): Pick<ApplicationStore, RegistrationPart> {
  return {
    async addApplication(application, entry) {
      const insert = {
        sql: 'INSERT INTO application VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        parameters: values(application),
      };
      await database.transaction(auditedChange(entry, [insert]));
    },
    async findApplication(idOrAppId) {
      const [row] = await database.query('SELECT * FROM application WHERE id = ?1 OR app_id = ?1', idOrAppId);
      return row === undefined ? null : applicationOf(row);
    },
    async listApplications(tenantId) {
      const sql = 'SELECT * FROM application WHERE tenant_id = ? ORDER BY display_name, id';
      return (await database.query(sql, tenantId)).map(applicationOf);
    },
    async updateApplication(application, entry) {
      const { id, displayName, redirectUris, publicClient, requiredPermissions, details } = application;
      const update = {
        sql: `UPDATE application
              SET display_name = ?, redirect_uris = ?, public_client = ?, required_permissions = ?, details = ?
              WHERE id = ?`,
        parameters: [
          displayName,
          JSON.stringify(redirectUris),
          publicClient ? 1 : 0,
          JSON.stringify(requiredPermissions),
          JSON.stringify(details),
          id,
        ],
      };
      await database.transaction(auditedChange(entry, [update]));
    },
    async removeApplication(id, entry) {
      const registration = { sql: 'DELETE FROM application WHERE id = ?', parameters: [id] };
      const change = auditedChange(entry, [...dependentsOf('application', id), registration]);
      const done = await unlessLastAdministrator(database, change);
      return done === 'last-administrator' ? done : 'removed';
    },
  };
}

function createSecrets(database: Database): Pick<ApplicationStore, 'addSecret' | 'listSecrets' | 'removeSecret'> {
  return {
    async addSecret({ id, applicationId, displayName, hint, createdAt, endsAt }, verifier, entry) {
      const insert = insertCredential('application_secret', applicationId, [
        id,
        applicationId,
        displayName,
        hint,
        verifier,
        createdAt,
        endsAt,
      ]);
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'too-many';
    },
    listSecrets: async (applicationId) =>
      (await credentials(database, 'application_secret', applicationId)).map(secretOf),
    removeSecret: (applicationId, id, entry) =>
      removeCredential(database, auditedChange(entry, [deleteCredential('application_secret', applicationId, id)])),
  };
}

function createCertificates(
  database: Database,
): Pick<ApplicationStore, 'addCertificate' | 'listCertificates' | 'removeCertificate'> {
  return {
    async addCertificate({ id, applicationId, displayName, thumbprint, certificate, createdAt, endsAt }, entry) {
      const insert = insertCredential('application_certificate', applicationId, [
        id,
        applicationId,
        displayName,
        thumbprint,
        certificate,
        createdAt,
        endsAt,
      ]);
      const [, added] = await database.transaction(auditedChange(entry, [insert]));
      return added?.length === 1 ? 'added' : 'too-many';
    },
    listCertificates: async (applicationId) =>
      (await credentials(database, 'application_certificate', applicationId)).map(certificateOf),
    removeCertificate: (applicationId, id, entry) =>
      removeCredential(
        database,
        auditedChange(entry, [deleteCredential('application_certificate', applicationId, id)]),
      ),
  };
}

type CredentialTable = 'application_secret' | 'application_certificate';

function insertCredential(table: CredentialTable, applicationId: string, row: (string | number)[]): Statement {
  return {
    sql: `INSERT INTO ${table} SELECT ${row.map(() => '?').join(', ')}
          WHERE (SELECT count(*) FROM ${table} WHERE application_id = ?) < ? RETURNING id`,
    parameters: [...row, applicationId, maximumApplicationCredentials],
  };
}

function deleteCredential(table: CredentialTable, applicationId: string, id: string): Statement {
  return {
    sql: `DELETE FROM ${table} WHERE application_id = ? AND id = ? RETURNING id`,
    parameters: [applicationId, id],
  };
}

async function removeCredential(database: Database, statements: readonly Statement[]): Promise<boolean> {
  const [, removed] = await database.transaction(statements);
  return removed?.length === 1;
}

function credentials(database: Database, table: CredentialTable, applicationId: string): Promise<readonly Row[]> {
  return database.query(`SELECT * FROM ${table} WHERE application_id = ? ORDER BY created_at, id`, applicationId);
}

function values(application: Application): (string | number)[] {
  const { id, appId, tenantId, displayName, redirectUris, publicClient, requiredPermissions } = application;
  return [
    id,
    appId,
    tenantId,
    displayName,
    JSON.stringify(redirectUris),
    publicClient ? 1 : 0,
    JSON.stringify(requiredPermissions),
    application.createdAt,
    JSON.stringify(application.details),
  ];
}

function applicationOf(row: Row): Application {
  return {
    id: text(row['id']),
    appId: text(row['app_id']),
    tenantId: text(row['tenant_id']),
    displayName: text(row['display_name']),
    redirectUris: texts(row['redirect_uris']),
    publicClient: row['public_client'] === 1,
    requiredPermissions: texts(row['required_permissions']),
    details: { ...ordinaryDetails, ...(JSON.parse(text(row['details'])) as Partial<ApplicationDetails>) },
    createdAt: Number(row['created_at']),
  };
}

function credentialOf(row: Row) {
  return {
    id: text(row['id']),
    applicationId: text(row['application_id']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
    endsAt: Number(row['ends_at']),
  };
}

function secretOf(row: Row): ApplicationSecret & { readonly verifier: string } {
  return { ...credentialOf(row), hint: text(row['hint']), verifier: text(row['verifier']) };
}

function certificateOf(row: Row): ApplicationCertificate {
  return { ...credentialOf(row), thumbprint: text(row['thumbprint']), certificate: text(row['certificate']) };
}
