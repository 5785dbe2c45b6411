/** A condition on users as SQL. */

import { userSettings } from '../../directory/settings.ts';
import type { TextTest, UserCondition, UserFlag, UserText } from '../../directory/user-search.ts';

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** Expressions in lower case, as the values they are compared with. */
function expressionOf(of: UserText): string {
  if (of === 'id') return 'user.id';
  if (of === 'userPrincipalName') return 'user.user_principal_name';
  if (of === 'displayName') return 'lower(user.display_name)';
  const known = `json_extract(user.profile, '$.${of}')`;
  const localPart = "substr(user.user_principal_name, 1, instr(user.user_principal_name, '@') - 1)";
  return `lower(coalesce(${known}, ${of === 'mailNickname' ? localPart : "''"}))`;
}

export function conditionSql(condition: UserCondition): Condition {
  switch (condition.kind) {
    case 'constant':
      return { sql: condition.value ? 'true' : 'false', parameters: [] };
    case 'and':
    case 'or': {
      const [left, right] = [conditionSql(condition.left), conditionSql(condition.right)];
      return {
        sql: `(${left.sql} ${condition.kind} ${right.sql})`,
        parameters: [...left.parameters, ...right.parameters],
      };
    }
    case 'not': {
      const operand = conditionSql(condition.operand);
      return { sql: `NOT ${operand.sql}`, parameters: operand.parameters };
    }
    case 'text':
      return textSql(expressionOf(condition.of), condition.test, condition.value);
    case 'address':
      return addressSql(condition.test, condition.value);
    case 'created':
      return {
        sql: `user.created_at ${condition.test === 'at-least' ? '>=' : '<='} ?`,
        parameters: [condition.value],
      };
    case 'flag':
      return flagSql(condition.of, condition.value);
  }
}

/** `expression` is in lower case. */
export function textSql(expression: string, test: TextTest, value: string): Condition {
  const of = (sql: string, times = 1): Condition => ({ sql: `(${sql})`, parameters: Array<string>(times).fill(value) });
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

function addressSql(test: TextTest, value: string): Condition {
  if (test === 'equals') {
    // By the address itself, which the table of addresses is looked up by.
    const [, address = null] = /^smtp:(.+)$/is.exec(value) ?? [];
    if (address === null) return { sql: 'false', parameters: [] };
    return { sql: 'user.id = (SELECT user_id FROM address WHERE address = lower(?))', parameters: [address] };
  }
  const { sql, parameters } = textSql("('smtp:' || address)", test, value);
  return { sql: `EXISTS (SELECT 1 FROM address WHERE user_id = user.id AND ${sql})`, parameters };
}

/** What nobody has set is not stored, and is at its default. */
function flagSql(name: UserFlag, value: boolean): Condition {
  const byDefault = userSettings[name].default === value;
  const stored = `EXISTS (SELECT 1 FROM setting WHERE scope = 'user' AND scope_id = user.id AND name = ? AND value = ?)`;
  return { sql: byDefault ? `NOT ${stored}` : stored, parameters: [name, String(byDefault ? !value : value)] };
}
