/** Applications and their credentials in the database; their service principals stand in service-principals.ts. */
import type { ApplicationCertificate, ApplicationSecret } from '../../directory/application.ts';
import { type ApplicationStore, maximumApplicationCredentials } from '../../directory/application-store.ts';
import { auditedChange } from '../audited-change.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { createRegistrations } from './application-registrations.ts';
import { createEndingCredentials } from './ending-credentials.ts';
import { text } from './rows.ts';
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
  return database.query(`SELECT * FROM ${table} WHERE application_id = ? ORDER BY created_at, rowid`, applicationId);
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
