/** A condition on users as SQL. */

import { userSettings } from '../../directory/settings.ts';
import type { UserCondition, UserFlag, UserTest, UserText } from '../../directory/user-search.ts';
import type { TextTest } from '../../lib/condition.ts';
import { betweenSql, conditionSql, type SqlCondition, textSql } from '../condition-sql.ts';

/** Expressions in lower case, as the values they are compared with. */
function expressionOf(of: UserText): string {
  if (of === 'id') return 'user.id';
  if (of === 'userPrincipalName') return 'user.user_principal_name';
  if (of === 'displayName') return 'lower(user.display_name)';
  const known = `json_extract(user.profile, '$.${of}')`;
  const localPart = "substr(user.user_principal_name, 1, instr(user.user_principal_name, '@') - 1)";
  return `lower(coalesce(${known}, ${of === 'mailNickname' ? localPart : "''"}))`;
}

export function userCondition(condition: UserCondition): SqlCondition {
  return conditionSql(condition, testSql);
}

function testSql(test: UserTest): SqlCondition {
  switch (test.kind) {
    case 'text':
      return textSql(expressionOf(test.of), test.test, test.value);
    case 'address':
      return addressSql(test.test, test.value);
    case 'created':
      return betweenSql('user.created_at', test.from, test.to);
    case 'flag':
      return flagSql(test.of, test.value);
  }
}

function addressSql(test: TextTest, value: string): SqlCondition {
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
function flagSql(name: UserFlag, value: boolean): SqlCondition {
  const byDefault = userSettings[name].default === value;
  const stored = `EXISTS (SELECT 1 FROM setting WHERE scope = 'user' AND scope_id = user.id AND name = ? AND value = ?)`;
  return { sql: byDefault ? `NOT ${stored}` : stored, parameters: [name, String(byDefault ? !value : value)] };
}
