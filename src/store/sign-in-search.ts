/** A search of the sign-in log as SQL: the condition that narrows most is served by its index, and the rest filters. Pure. */
import type { SignInQuery } from '../sign-in/sign-in-log.ts';
import type { Statement } from './sqlite/database.ts';

type Value = Statement['parameters'][number];

interface Condition {
  readonly column: string;
  readonly index: string;
  readonly of: (query: SignInQuery) => Value | undefined;
}

/** What narrows most stands first: left to itself, the database guesses. */
const conditions: readonly Condition[] = [
  { column: 'correlation_id', index: 'sign_in_by_correlation', of: (query) => query.correlationId?.toLowerCase() },
  { column: 'user_id', index: 'sign_in_of_user', of: (query) => query.userId },
  { column: 'login', index: 'sign_in_by_login', of: (query) => query.login?.toLowerCase() },
  { column: 'app_id', index: 'sign_in_of_application', of: (query) => query.application },
  { column: 'address', index: 'sign_in_by_address', of: (query) => query.address },
  { column: 'gate', index: 'sign_in_by_gate', of: (query) => query.gate },
  { column: 'reply', index: 'sign_in_by_reply', of: (query) => query.reply },
  { column: 'error_code', index: 'sign_in_by_error_code', of: (query) => query.errorCode },
  { column: 'kind', index: 'sign_in_by_kind', of: (query) => query.kind },
  { column: 'outcome', index: 'sign_in_by_outcome', of: (query) => query.outcome },
  { column: 'tenant_id', index: 'sign_in_of_tenant', of: (query) => query.tenantId ?? undefined },
];

/** The rows of `query`, newest first. */
export function signInSearch(query: SignInQuery): Statement {
  const asked = conditions.filter(({ of }) => of(query) !== undefined);
  const { from, to, olderThan, limit } = query;
  const bounds: [string, Value | undefined][] = [
    ['at >= ?', from],
    ['at <= ?', to],
    ['(at, sequence) < (SELECT at, sequence FROM sign_in WHERE id = ?)', olderThan],
  ];
  const given = bounds.filter(([, value]) => value !== undefined);
  const where = [...asked.map(({ column }) => `${column} = ?`), ...given.map(([sql]) => sql)];
  return {
    sql: `SELECT record FROM sign_in INDEXED BY ${asked[0]?.index ?? 'sign_in_by_time'}
          WHERE ${['true', ...where].join(' AND ')} ORDER BY at DESC, sequence DESC LIMIT ?`,
    parameters: [...asked.map(({ of }) => of(query) ?? null), ...given.map(([, value]) => value ?? null), limit],
  };
}
