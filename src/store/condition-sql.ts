/** Conditions as SQL. */
import type { Condition, TextTest } from '../lib/condition.ts';
import type { Statement } from './sqlite/database.ts';

export type SqlCondition = Statement;

/** `testSql`: of one test. */
export function conditionSql<Test>(condition: Condition<Test>, testSql: (test: Test) => SqlCondition): SqlCondition {
  switch (condition.kind) {
    case 'test':
      return testSql(condition.test);
    case 'constant':
      return { sql: condition.value ? 'true' : 'false', parameters: [] };
    case 'and':
    case 'or': {
      const [left, right] = [conditionSql(condition.left, testSql), conditionSql(condition.right, testSql)];
      return {
        sql: `(${left.sql} ${condition.kind} ${right.sql})`,
        parameters: [...left.parameters, ...right.parameters],
      };
    }
    case 'not': {
      const { sql, parameters } = conditionSql(condition.operand, testSql);
      return { sql: `NOT ${sql}`, parameters };
    }
  }
}

/** `expression` is in lower case. */
export function textSql(expression: string, test: TextTest, value: string): SqlCondition {
  const of = (sql: string, times = 1): SqlCondition => ({
    sql: `(${sql})`,
    parameters: Array<string>(times).fill(value),
  });
  switch (test) {
    case 'equals':
      return of(`${expression} = lower(?)`);
    case 'at-least':
      return of(`${expression} >= lower(?)`);
    case 'at-most':
      return of(`${expression} <= lower(?)`);
    case 'starts-with':
      // A range, which an index can serve; no text goes on after the last character of Unicode.
      return of(`${expression} >= lower(?) AND ${expression} < lower(?) || char(1114111)`, 2);
    case 'ends-with':
      return value === '' ? { sql: 'true', parameters: [] } : of(`substr(${expression}, -length(?)) = lower(?)`, 2);
    case 'contains':
      return of(`instr(${expression}, lower(?)) > 0`);
  }
}

/** `expression` is a time in milliseconds; both ends belong to it. */
export function betweenSql(expression: string, from: number, to: number): SqlCondition {
  return { sql: `(${expression} BETWEEN ? AND ?)`, parameters: [from, to] };
}

/** What all of `conditions` hold for; of none, everything. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  return {
    sql: ['true', ...conditions.map(({ sql }) => sql)].join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

/** Each with the value of its one parameter; what has none is not asked for. */
export function given(
  ...conditions: readonly (readonly [sql: string, value: string | number | null | undefined])[]
): SqlCondition[] {
  return conditions.flatMap(([sql, value]) =>
    value === undefined || value === null ? [] : [{ sql, parameters: [value] }],
  );
}
