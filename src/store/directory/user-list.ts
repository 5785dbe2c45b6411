/** Users looked through in the order of their names: in pieces, so that a search of a large directory keeps nobody else waiting. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { type StoredSetting, settingsInForce, userSettings } from '../../directory/settings.ts';
import type { FilteredSetting, UserFilter } from '../../directory/user-list.ts';
import type { UserWithSettings } from '../../directory/user-search.ts';
import { allOf, given, type SqlCondition } from '../condition-sql.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import { holdsText } from '../text-search.ts';
import { text, texts, userOf } from './rows.ts';

/** Users of one piece. */
const usualPiece = 5000;
/** Users that one request looks at; a search that has found too few by then goes on with the next page. */
export const lookedUsers = 200_000;

const aliases = `(SELECT json_group_array(address ORDER BY ordinal) FROM address WHERE user_id = user.id AND ordinal > 0)`;
const settings = `(SELECT json_group_array(json_object('name', name, 'value', value, 'setBy', set_by, 'setAt', set_at))
                   FROM setting WHERE scope = 'user' AND scope_id = user.id)`;

export function createUserList(
  database: Database,
  { pieceUsers = usualPiece, maximumUsers = lookedUsers } = {},
): Pick<DirectoryStore, 'pageOfUsers' | 'countListedUsers'> {
  /** Where a piece after `after` ends; null: with the last user. */
  async function endOf({ tenantId }: UserFilter, after: string): Promise<string | null> {
    const { sql, parameters } = pieceEnd(tenantId, after, pieceUsers);
    const [row] = await database.query(sql, ...parameters);
    return row === undefined ? null : text(row['name']);
  }

  return {
    async pageOfUsers(query) {
      const found: UserWithSettings[] = [];
      let after = query.after ?? '';
      for (let looked = 0; looked < maximumUsers; looked += pieceUsers) {
        const end = isNarrowed(query) ? await endOf(query, after) : null;
        const { sql, parameters } = piecePage(query, after, end, query.limit + 1 - found.length);
        found.push(...(await database.query(sql, ...parameters)).map(listedOf));
        const last = found[query.limit - 1];
        if (found.length > query.limit && last !== undefined)
          return { users: found.slice(0, query.limit), next: last.user.userPrincipalName };
        if (end === null) return { users: found, next: null };
        after = end;
      }
      return { users: found, next: after };
    },
    async countListedUsers(filter) {
      let users = 0;
      let after = '';
      for (let looked = 0; looked < maximumUsers; looked += pieceUsers) {
        const end = await endOf(filter, after);
        const { sql, parameters } = pieceCount(filter, after, end);
        users += Number((await database.query(sql, ...parameters))[0]?.['users']);
        if (end === null) return { users, isWhole: true };
        after = end;
      }
      return { users, isWhole: false };
    },
  };
}

function isNarrowed({ search = '', settings: asked = {} }: UserFilter): boolean {
  return search !== '' || Object.keys(asked).length > 0;
}

/** Exported for the test of how they are looked up. */
export function pieceEnd(tenantId: string | null, after: string, users: number): Statement {
  const { sql, parameters } = within(tenantId, after, null);
  return {
    sql: `SELECT user_principal_name AS name FROM user ${indexOf(tenantId)} WHERE ${sql} ORDER BY user_principal_name LIMIT 1 OFFSET ?`,
    parameters: [...parameters, users - 1],
  };
}

export function piecePage(filter: UserFilter, after: string, end: string | null, limit: number): Statement {
  const { sql, parameters } = allOf([within(filter.tenantId, after, end), ...conditionsOf(filter)]);
  return {
    sql: `SELECT user.*, ${aliases} AS aliases, ${settings} AS settings FROM user ${indexOf(filter.tenantId)}
          WHERE ${sql} ORDER BY user_principal_name LIMIT ?`,
    parameters: [...parameters, limit],
  };
}

function pieceCount(filter: UserFilter, after: string, end: string | null): Statement {
  const { sql, parameters } = allOf([within(filter.tenantId, after, end), ...conditionsOf(filter)]);
  return { sql: `SELECT count(*) AS users FROM user ${indexOf(filter.tenantId)} WHERE ${sql}`, parameters };
}

/** Left to itself, the database guesses. */
function indexOf(tenantId: string | null): string {
  return tenantId === null ? '' : 'INDEXED BY user_of_tenant';
}

function within(tenantId: string | null, after: string, end: string | null): SqlCondition {
  return allOf(
    given(['tenant_id = ?', tenantId], ['user_principal_name > ?', after], ['user_principal_name <= ?', end]),
  );
}

function conditionsOf({ search = '', settings: asked = {} }: UserFilter): SqlCondition[] {
  const wanted = Object.entries(asked) as [FilteredSetting, unknown][];
  return [...(search === '' ? [] : [named(search)]), ...wanted.map(([name, value]) => settingSql(name, value))];
}

function named(search: string): SqlCondition {
  const own = [holdsText('user.user_principal_name', search), holdsText('user.display_name', search)];
  const alias = holdsText('address', search);
  return {
    sql: `(${own.map(({ sql }) => sql).join(' OR ')} OR EXISTS (
      SELECT 1 FROM address WHERE user_id = user.id AND ordinal > 0 AND ${alias.sql}))`,
    parameters: [...own.flatMap(({ parameters }) => parameters), ...alias.parameters],
  };
}

/** What nobody has set is not stored, and is at its default. */
function settingSql(name: FilteredSetting, value: unknown): SqlCondition {
  const stored = `SELECT value FROM setting WHERE scope = 'user' AND scope_id = user.id AND name = ?`;
  return {
    sql: `coalesce((${stored}), ?) = ?`,
    parameters: [name, JSON.stringify(userSettings[name].default), JSON.stringify(value)],
  };
}

function listedOf(row: Row): UserWithSettings {
  return {
    user: userOf(row, texts(row['aliases'])),
    settings: settingsInForce(userSettings, JSON.parse(text(row['settings'])) as StoredSetting[]),
  };
}
