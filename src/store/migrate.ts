/** Brings the database to the shape that this version knows, one transaction a step. */
import { AppError } from '../lib/app-error.ts';
import { initial } from './migrations/0001-initial.ts';
import { controlPlane } from './migrations/0002-control-plane.ts';
import type { Database } from './sqlite/database.ts';

/** In order; a step that has been published is never changed. */
const migrations: readonly string[] = [initial, controlPlane];

export async function migrate(database: Database): Promise<void> {
  const version = Number((await database.query('PRAGMA user_version'))[0]?.['user_version'] ?? 0);
  if (version > migrations.length) {
    throw new AppError('storage-failed', { reason: 'the data directory was written by a newer Postern' });
  }
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    const statements = migration
      .replace(/^--.*$|^\s+--.*$/gm, '')
      .split(';')
      .map((sql) => sql.trim());
    await database.transaction([
      ...statements.filter((sql) => sql !== '').map((sql) => ({ sql, parameters: [] })),
      { sql: `PRAGMA user_version=${index + 1}`, parameters: [] },
    ]);
  }
}
