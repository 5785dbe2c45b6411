/** Brings the database to the shape that this version knows, one transaction a step. */
import { AppError } from '../lib/app-error.ts';
import { initial } from './migrations/0001-initial.ts';
import { controlPlane } from './migrations/0002-control-plane.ts';
import { signInSearch } from './migrations/0003-sign-in-search.ts';
import { applicationAccessPolicies } from './migrations/0005-application-access-policies.ts';
import { drafts } from './migrations/0006-drafts.ts';
import { policiesAndApplications } from './migrations/0007-policies-and-applications.ts';
import { userConsent } from './migrations/0008-user-consent.ts';
import { userProfile } from './migrations/0010-user-profile.ts';
import { forward } from './migrations/0013-forward.ts';
import { inbox } from './migrations/0014-inbox.ts';
import { credentialEnds } from './migrations/0015-credential-ends.ts';
import { queueFigures } from './migrations/0016-queue-figures.ts';
import { unfinishedRecords } from './migrations/0017-unfinished-records.ts';
import { mailFigures } from './migrations/0018-mail-figures.ts';
import { waysBack } from './migrations/0020-ways-back.ts';
import type { Database } from './sqlite/database.ts';

/** By the number of the file, which stays with a step for good; a step that has been published is never changed. */
const migrations: Readonly<Record<number, string>> = {
  1: initial,
  2: controlPlane,
  3: signInSearch,
  5: applicationAccessPolicies,
  6: drafts,
  7: policiesAndApplications,
  8: userConsent,
  10: userProfile,
  13: forward,
  14: inbox,
  15: credentialEnds,
  16: queueFigures,
  17: unfinishedRecords,
  18: mailFigures,
  20: waysBack,
};

/** Numbers of the steps that this version knows. */
export const knownMigrations: readonly number[] = Object.keys(migrations).map(Number);

/** Carries out, in the order of their numbers, the steps that this database has not seen. */
export async function migrate(database: Database, steps: Readonly<Record<number, string>> = migrations): Promise<void> {
  const seen = await seenBy(database);
  const numbers = Object.keys(steps).map(Number);
  if (seen.some((number) => !(number in steps))) {
    throw new AppError('storage-failed', { reason: 'the data directory was written by a newer Postern' });
  }
  for (const number of numbers.toSorted((a, b) => a - b)) {
    if (seen.includes(number)) continue;
    await database.transaction([
      ...statementsOf(steps[number] ?? '').map((sql) => ({ sql, parameters: [] })),
      { sql: 'INSERT INTO migration (number) VALUES (?)', parameters: [number] },
    ]);
  }
}

async function seenBy(database: Database): Promise<number[]> {
  const [table] = await database.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'");
  if (table === undefined) await beginList(database);
  return (await database.query('SELECT number FROM migration')).map((row) => Number(row['number']));
}

/** The first versions kept a count of steps in `user_version`; what it says now keeps them from this database. */
async function beginList(database: Database): Promise<void> {
  const count = Number((await database.query('PRAGMA user_version'))[0]?.['user_version'] ?? 0);
  const counted = Array.from({ length: count }, (_, index) => index + 1);
  await database.transaction([
    { sql: 'CREATE TABLE migration (number INTEGER PRIMARY KEY) STRICT', parameters: [] },
    ...counted.map((number) => ({ sql: 'INSERT INTO migration VALUES (?)', parameters: [number] })),
    { sql: 'PRAGMA user_version=1000000', parameters: [] },
  ]);
}

function statementsOf(migration: string): string[] {
  return migration
    .replace(/^--.*$|^\s+--.*$/gm, '')
    .split(';')
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');
}
