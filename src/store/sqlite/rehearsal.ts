/** The same database, whose transactions are taken back as soon as they have answered: no statement can change anything there. */
import type { Database } from './database.ts';

export function rehearsalOf(database: Database): Database {
  const { rehearse } = database;
  return {
    get waiting() {
      return database.waiting;
    },
    transaction: rehearse,
    repeatable: rehearse,
    rehearse,
    query: async (sql, ...parameters) => (await rehearse([{ sql, parameters }]))[0] ?? [],
    close: () => database.close(),
  };
}
