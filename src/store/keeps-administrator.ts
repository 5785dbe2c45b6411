/** No change may take from a tenant whoever can administer it; else it would be lost to its owner. */
import { AppError } from '../lib/app-error.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

const holders = `role_assignment WHERE role_assignment.tenant_id = ?1 AND role = 'global-administrator'`;
const disabled = `SELECT scope_id FROM setting WHERE scope = 'user' AND name = 'accountEnabled' AND value = 'false'`;
const person = `EXISTS (SELECT 1 FROM ${holders} AND principal_id IN (SELECT id FROM user)
                AND principal_id NOT IN (${disabled} AND scope_id = principal_id))`;
const application = `EXISTS (SELECT 1 FROM ${holders} AND principal_id IN (SELECT id FROM service_principal))`;

/**
 * A tenant with a Global Administrator who is a person and may sign in keeps one; else one that has an application in that
 * role keeps that, or a person.
 */
export function keepsAdministrator(tenantId: string): Statement {
  return {
    sql: `SELECT 'person' AS administrator WHERE ${person} UNION ALL SELECT 'any' WHERE ${person} OR ${application}`,
    parameters: [tenantId],
    keeps: true,
  };
}

/** Carries out a change that may be one which takes the last administrator away, and so is not made. */
export async function unlessLastAdministrator(
  database: Database,
  change: readonly Statement[],
): Promise<readonly (readonly Row[])[] | 'last-administrator'> {
  try {
    return await database.transaction(change);
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage-loss') return 'last-administrator';
    throw error;
  }
}
