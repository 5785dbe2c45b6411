/** Registrations of applications in the database. */
import { type Application, type ApplicationDetails, ordinaryDetails } from '../../directory/application.ts';
import type { ApplicationStore, CertificateList } from '../../directory/application-store.ts';
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import { auditedChange, conditionalChange, underEntry } from '../audited-change.ts';
import type { SqlCondition } from '../condition-sql.ts';
import { dependentsOf } from '../dependents.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { text, texts } from './rows.ts';

type RegistrationPart =
  | 'addApplication'
  | 'findApplication'
  | 'listApplications'
  | 'updateApplication'
  | 'removeApplication';

export function createRegistrations(database: Database): Pick<ApplicationStore, RegistrationPart> {
  return {
    async addApplication(application, entry, certificates = []) {
      const list = { kept: [], added: certificates };
      const insert = {
        sql: `INSERT INTO application SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE ${underEntry}`,
        parameters: [...values(application), entry.id],
      };
      await database.transaction(auditedChange(entry, [insert, ...certificateStatements(application.id, list, entry)]));
    },
    async findApplication(idOrAppId) {
      const [row] = await database.query('SELECT * FROM application WHERE id = ?1 OR app_id = ?1', idOrAppId);
      return row === undefined ? null : applicationOf(row);
    },
    async listApplications(tenantId) {
      const sql = 'SELECT * FROM application WHERE tenant_id = ? ORDER BY display_name, id';
      return (await database.query(sql, tenantId)).map(applicationOf);
    },
    updateApplication: (id, change, entry, certificates) =>
      updateApplication(database, id, change, entry, certificates ?? null),
    async removeApplication(id, entry) {
      const registration = { sql: 'DELETE FROM application WHERE id = ?', parameters: [id] };
      const change = auditedChange(entry, [...dependentsOf('application', id), registration]);
      const done = await unlessLastAdministrator(database, change);
      return done === 'last-administrator' ? done : 'removed';
    },
  };
}

/** What can be changed of a registration, as one value in SQL. */
const changeable = '(display_name, redirect_uris, public_client, required_permissions, details)';

async function updateApplication(
  database: Database,
  id: string,
  change: (now: Application) => Application,
  entry: NewAuditEntry,
  certificates: CertificateList | null,
): Promise<Application | 'changed-meanwhile' | 'not-there'> {
  const [row] = await database.query('SELECT * FROM application WHERE id = ?', id);
  if (row === undefined) return 'not-there';
  const changed = { ...change(applicationOf(row)), id };
  const { appId, tenantId, displayName } = changed;
  const read = [
    row['display_name'],
    row['redirect_uris'],
    row['public_client'],
    row['required_permissions'],
    row['details'],
  ];
  const asRead = {
    sql: `EXISTS (SELECT 1 FROM application WHERE id = ? AND ${changeable} IS (?, ?, ?, ?, ?))`,
    parameters: [id, ...read.map((value) => value ?? null)],
  };
  const then = changeableValues(changed);
  const [held] = await database.transaction(
    conditionalChange(
      entry,
      [asRead, ...(certificates === null ? [] : [areThere(id, certificates)])],
      [
        {
          sql: `UPDATE application SET ${changeable} = (?, ?, ?, ?, ?)
                WHERE id = ? AND ${changeable} IS NOT (?, ?, ?, ?, ?) AND ${underEntry}`,
          parameters: [...then, id, ...then, entry.id],
        },
        // The application goes by one name in its own tenant.
        {
          sql: `UPDATE service_principal SET display_name = ?1
                WHERE app_id = ?2 AND tenant_id = ?3 AND display_name <> ?1
                AND EXISTS (SELECT 1 FROM audit_entry WHERE id = ?4)`,
          parameters: [displayName, appId, tenantId, entry.id],
        },
        ...(certificates === null ? [] : certificateStatements(id, certificates, entry)),
      ],
    ),
  );
  return held?.length === 1 ? changed : 'changed-meanwhile';
}

/** Those that stay have not been removed by somebody else. */
function areThere(applicationId: string, { kept }: CertificateList): SqlCondition {
  return {
    sql: `(SELECT count(*) FROM application_certificate
           WHERE application_id = ? AND id IN (SELECT value FROM json_each(?))) = ?`,
    parameters: [applicationId, JSON.stringify(kept), kept.length],
  };
}

/** What is not in the list goes; what is new comes. */
function certificateStatements(
  applicationId: string,
  { kept, added }: CertificateList,
  entry: NewAuditEntry,
): Statement[] {
  const remove = {
    sql: `DELETE FROM application_certificate
          WHERE application_id = ? AND id NOT IN (SELECT value FROM json_each(?)) AND ${underEntry}`,
    parameters: [applicationId, JSON.stringify(kept), entry.id],
  };
  const inserts = added.map(({ id, displayName, thumbprint, certificate, createdAt, endsAt }) => ({
    sql: `INSERT INTO application_certificate SELECT ?, ?, ?, ?, ?, ?, ? WHERE ${underEntry}`,
    parameters: [id, applicationId, displayName, thumbprint, certificate, createdAt, endsAt, entry.id],
  }));
  return [remove, ...inserts];
}

function changeableValues({ displayName, redirectUris, publicClient, requiredPermissions, details }: Application) {
  return [
    displayName,
    JSON.stringify(redirectUris),
    publicClient ? 1 : 0,
    JSON.stringify(requiredPermissions),
    JSON.stringify(details),
  ] as const;
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
