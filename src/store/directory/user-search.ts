/** Looks users up by a condition, in pages that begin after a key: the tenth page costs what the first one does. */
import type { DirectoryStore } from '../../directory/directory-store.ts';
import { type StoredSetting, settingsInForce, userSettings } from '../../directory/settings.ts';
import type { UserOrder } from '../../directory/user-search.ts';
import type { Database } from '../sqlite/database.ts';
import { text, texts, userOf } from './rows.ts';
import { userCondition } from './user-condition-sql.ts';

const orders: Readonly<Record<UserOrder, string>> = {
  userPrincipalName: 'user.user_principal_name',
  displayName: 'lower(user.display_name)',
  createdAt: 'user.created_at',
};

/** The value of a key, in the form of the order. */
const keys: Readonly<Record<UserOrder, string>> = { userPrincipalName: '?', displayName: 'lower(?)', createdAt: '?' };

const aliases = `(SELECT json_group_array(address ORDER BY ordinal) FROM address WHERE user_id = user.id AND ordinal > 0)`;
const settings = `(SELECT json_group_array(json_object('name', name, 'value', value, 'setBy', set_by, 'setAt', set_at))
                   FROM setting WHERE scope = 'user' AND scope_id = user.id)`;

export function createUserSearch(database: Database): Pick<DirectoryStore, 'searchUsers' | 'countFoundUsers'> {
  return {
    async searchUsers({ tenantId, condition, orderBy, descending, after, limit }) {
      const [order, key] = [orders[orderBy], keys[orderBy]];
      const { sql, parameters } = userCondition(condition);
      const [way, beyond] = descending ? ['DESC', '<'] : ['ASC', '>'];
      // The first condition says nothing new; an index on an expression serves only it.
      const rows = await database.query(
        `SELECT user.*, ${aliases} AS aliases, ${settings} AS settings FROM user
         WHERE tenant_id = ? AND ${sql} ${after === null ? '' : `AND ${order} ${beyond}= ${key} AND (${order}, user.id) ${beyond} (${key}, ?)`}
         ORDER BY ${order} ${way}, user.id ${way} LIMIT ?`,
        tenantId,
        ...parameters,
        ...(after === null ? [] : [after[0], ...after]),
        limit,
      );
      return rows.map((row) => ({
        user: userOf(row, texts(row['aliases'])),
        settings: settingsInForce(userSettings, JSON.parse(text(row['settings'])) as StoredSetting[]),
      }));
    },
    async countFoundUsers(tenantId, condition) {
      const { sql, parameters } = userCondition(condition);
      const counted = `SELECT count(*) AS users FROM user WHERE tenant_id = ? AND ${sql}`;
      const [row] = await database.query(counted, tenantId, ...parameters);
      return Number(row?.['users']);
    },
  };
}
