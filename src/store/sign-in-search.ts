/** A search of the sign-in log as SQL: the condition that narrows most is served by its index, and the rest filters. Pure. */
import type { SignInQuery } from '../sign-in/sign-in-log.ts';
import { allOf, given } from './condition-sql.ts';
import type { Statement } from './sqlite/database.ts';

interface Condition {
  readonly column: string;
  /** Left out: the column is equal to it. */
  readonly test?: string;
  readonly index: string;
  readonly of: (query: SignInQuery) => string | number | undefined;
}

/** What narrows most stands first: left to itself, the database guesses. */
const conditions: readonly Condition[] = [
  { column: 'correlation_id', index: 'sign_in_by_correlation', of: (query) => query.correlationId?.toLowerCase() },
  { column: 'user_id', index: 'sign_in_of_user', of: (query) => query.userId },
  { column: 'login', index: 'sign_in_by_login', of: (query) => query.login?.toLowerCase() },
  { column: 'app_id', index: 'sign_in_of_application', of: (query) => query.application },
  { column: 'address', index: 'sign_in_by_address', of: (query) => query.address },
  { column: 'gate', index: 'sign_in_by_gate', of: (query) => query.gate },
  { column: 'reply', index: 'sign_in_by_reply', of: ({ reply }) => (reply?.length === 1 ? reply[0] : undefined) },
  { column: 'error_code', index: 'sign_in_by_error_code', of: (query) => query.errorCode },
  { column: 'kind', index: 'sign_in_by_kind', of: (query) => query.kind },
  { column: 'outcome', index: 'sign_in_by_outcome', of: (query) => query.outcome },
  { column: 'tenant_id', index: 'sign_in_of_tenant', of: (query) => query.tenantId ?? undefined },
  {
    column: 'reply',
    test: 'reply IN (SELECT value FROM json_each(?))',
    // Rows of several replies lie in no index in the order of time.
    index: 'sign_in_by_time',
    of: ({ reply }) => (reply === undefined || reply.length === 1 ? undefined : JSON.stringify(reply)),
  },
];

/** The rows of `query`, newest first. */
export function signInSearch(query: SignInQuery): Statement {
  const asked = conditions.filter(({ of }) => of(query) !== undefined);
  const { from, to, olderThan, limit } = query;
  const { sql, parameters } = allOf([
    ...given(...asked.map(({ column, test, of }) => [test ?? `${column} = ?`, of(query)] as const)),
    ...given(
      ['at >= ?', from],
      ['at <= ?', to],
      ['(at, sequence) < (SELECT at, sequence FROM sign_in WHERE id = ?)', olderThan],
    ),
  ]);
  return {
    sql: `SELECT record FROM sign_in INDEXED BY ${asked[0]?.index ?? 'sign_in_by_time'}
          WHERE ${sql} ORDER BY at DESC, sequence DESC LIMIT ?`,
    parameters: [...parameters, limit],
  };
}
