/** The directory in the database: tenants, users, their settings and what a sign-in turns on. */
import type { DirectoryStore, SignInFacts, Verifiers } from '../directory/directory-store.ts';
import { type AppPassword, maximumAppPasswords, type Tenant, type User } from '../directory/nouns.ts';
import { type StoredSetting, settingsInForce, tenantSettings, userSettings } from '../directory/settings.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

const ofUser = '(SELECT user_id FROM address WHERE address = ?)';
const tenantOfUser = `(SELECT tenant_id FROM user WHERE id = ${ofUser})`;

/** Everything that a sign-in turns on, in one transaction. */
const signInStatements = [
  `SELECT tenant.* FROM tenant WHERE id = ${tenantOfUser}`,
  `SELECT name, value, set_by, set_at FROM setting WHERE scope = 'tenant' AND scope_id = ${tenantOfUser}`,
  `SELECT user.* FROM user WHERE id = ${ofUser}`,
  `SELECT address FROM address WHERE user_id = ${ofUser} ORDER BY ordinal`,
  `SELECT name, value, set_by, set_at FROM setting WHERE scope = 'user' AND scope_id = ${ofUser}`,
  `SELECT * FROM app_password WHERE user_id = ${ofUser} ORDER BY created_at`,
  `SELECT address FROM address JOIN send_as ON user_id = mailbox_user_id WHERE trustee_id = ${ofUser}`,
];

/** The directory as the rest of Postern sees it. */
export function createDirectoryStore(database: Database): DirectoryStore {
  return {
    ...signInFacts(database),
    ...tenants(database),
    ...users(database),
    ...appPasswords(database),
  };
}

function signInFacts(database: Database): Pick<DirectoryStore, 'signInFacts'> {
  return {
    async signInFacts(login): Promise<SignInFacts | null> {
      const address = login.toLowerCase();
      const statements = signInStatements.map((sql) => ({ sql, parameters: [address] }));
      const [tenant, ofTenant, user, addresses, own, appPasswords, sendAs] = await database.transaction(statements);
      const [tenantRow, userRow] = [tenant?.[0], user?.[0]];
      if (tenantRow === undefined || userRow === undefined) return null;
      const verifiers = userRow['verifiers'];
      return {
        tenant: tenantOf(tenantRow),
        tenantSettings: settingsInForce(tenantSettings, (ofTenant ?? []).map(storedSetting)),
        user: userOf(
          userRow,
          (addresses ?? []).slice(1).map((row) => text(row['address'])),
        ),
        userSettings: settingsInForce(userSettings, (own ?? []).map(storedSetting)),
        verifiers: verifiers === null ? null : (JSON.parse(text(verifiers)) as Verifiers),
        appPasswords: (appPasswords ?? []).map((row) => ({
          ...appPasswordOf(row),
          verifiers: JSON.parse(text(row['verifiers'])) as Verifiers,
        })),
        sendAs: (sendAs ?? []).map((row) => text(row['address'])),
      };
    },
  };
}

type TenantPart = 'addTenant' | 'listTenants' | 'findTenant' | 'settingsOfTenant' | 'changeSetting';

function tenants(database: Database): Pick<DirectoryStore, TenantPart> {
  return {
    async addTenant({ id, domain, displayName, createdAt }) {
      const rows = await database.query(
        'INSERT INTO tenant VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id',
        id,
        domain,
        displayName,
        createdAt,
      );
      return rows.length === 1 ? 'added' : 'domain-taken';
    },
    listTenants: async () => (await database.query('SELECT * FROM tenant ORDER BY domain')).map(tenantOf),
    async findTenant(idOrDomain) {
      const [row] = await database.query('SELECT * FROM tenant WHERE id = ?1 OR domain = lower(?1)', idOrDomain);
      return row === undefined ? null : tenantOf(row);
    },
    settingsOfTenant: async (id) => settingsInForce(tenantSettings, await settingsOf(database, 'tenant', id)),
    async changeSetting({ scope, scopeId, name, value, setBy }, at) {
      const json = value === undefined ? null : JSON.stringify(value);
      const place = [scope, scopeId, name] as const;
      await database.transaction([
        {
          sql: `INSERT INTO setting_change
                SELECT ?1, ?2, ?3, (SELECT value FROM setting WHERE scope = ?1 AND scope_id = ?2 AND name = ?3), ?4, ?5, ?6`,
          parameters: [...place, json, setBy, at],
        },
        json === null
          ? { sql: 'DELETE FROM setting WHERE scope = ? AND scope_id = ? AND name = ?', parameters: place }
          : {
              sql: 'INSERT OR REPLACE INTO setting VALUES (?, ?, ?, ?, ?, ?)',
              parameters: [...place, json, setBy, at],
            },
      ]);
    },
  };
}

type UserPart = 'addUser' | 'listUsers' | 'findUser' | 'removeUser' | 'settingsOfUser' | 'setVerifiers' | 'setSendAs';

function users(database: Database): Pick<DirectoryStore, UserPart> {
  return {
    async addUser(user, verifiers) {
      const addresses = [user.userPrincipalName, ...user.aliases];
      const marks = addresses.map(() => '?').join(',');
      const domains = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)))];
      const [known] = await database.query(
        `SELECT count(*) AS domains FROM tenant WHERE id = ? AND domain IN (${domains.map(() => '?').join(',')})`,
        user.tenantId,
        ...domains,
      );
      if (known?.['domains'] !== domains.length) return 'domain-unknown';
      const [taken] = await database.query(
        `SELECT count(*) AS taken FROM address WHERE address IN (${marks})`,
        ...addresses,
      );
      if (taken?.['taken'] !== 0) return 'address-taken';
      const { id, tenantId, userPrincipalName, displayName, createdAt } = user;
      await database.transaction([
        {
          sql: 'INSERT INTO user VALUES (?, ?, ?, ?, ?, ?)',
          parameters: [
            id,
            tenantId,
            userPrincipalName,
            displayName,
            createdAt,
            verifiers === null ? null : JSON.stringify(verifiers),
          ],
        },
        ...addresses.map(
          (address, ordinal): Statement => ({
            sql: 'INSERT INTO address VALUES (?, ?, ?)',
            parameters: [address, id, ordinal],
          }),
        ),
      ]);
      return 'added';
    },
    listUsers: (tenantId) =>
      tenantId === null ? findUsers(database, 'true') : findUsers(database, 'tenant_id = ?', tenantId),
    findUser: async (login) => (await findUsers(database, `id = ${ofUser}`, login.toLowerCase()))[0] ?? null,
    async removeUser(userId) {
      await database.transaction([
        { sql: "DELETE FROM setting WHERE scope = 'user' AND scope_id = ?", parameters: [userId] },
        { sql: 'DELETE FROM user WHERE id = ?', parameters: [userId] },
      ]);
    },
    settingsOfUser: async (id) => settingsInForce(userSettings, await settingsOf(database, 'user', id)),
    async setVerifiers(userId, verifiers) {
      await database.query('UPDATE user SET verifiers = ? WHERE id = ?', JSON.stringify(verifiers), userId);
    },
    async setSendAs(mailboxUserId, trusteeId, granted) {
      const sql = granted
        ? 'INSERT OR IGNORE INTO send_as VALUES (?, ?)'
        : 'DELETE FROM send_as WHERE mailbox_user_id = ? AND trustee_id = ?';
      await database.query(sql, mailboxUserId, trusteeId);
    },
  };
}

function appPasswords(
  database: Database,
): Pick<DirectoryStore, 'addAppPassword' | 'listAppPasswords' | 'removeAppPassword' | 'appPasswordUsed'> {
  return {
    async addAppPassword({ id, userId, name, createdAt }, verifiers) {
      const rows = await database.query(
        `INSERT INTO app_password SELECT ?1, ?2, ?3, ?4, ?5, NULL
         WHERE (SELECT count(*) FROM app_password WHERE user_id = ?2) < ?6 RETURNING id`,
        id,
        userId,
        name,
        JSON.stringify(verifiers),
        createdAt,
        maximumAppPasswords,
      );
      return rows.length === 1 ? 'added' : 'too-many';
    },
    listAppPasswords: async (userId) =>
      (await database.query('SELECT * FROM app_password WHERE user_id = ? ORDER BY created_at', userId)).map(
        appPasswordOf,
      ),
    removeAppPassword: async (userId, idOrName) =>
      (
        await database.query(
          'DELETE FROM app_password WHERE user_id = ?1 AND (id = ?2 OR name = ?2) RETURNING id',
          userId,
          idOrName,
        )
      ).length > 0,
    appPasswordUsed(id, at) {
      // Of use to look at, of no use to wait for.
      database.query('UPDATE app_password SET last_used_at = ? WHERE id = ?', at, id).catch(() => undefined);
    },
  };
}

async function settingsOf(database: Database, scope: 'tenant' | 'user', id: string): Promise<StoredSetting[]> {
  const sql = 'SELECT name, value, set_by, set_at FROM setting WHERE scope = ? AND scope_id = ?';
  return (await database.query(sql, scope, id)).map(storedSetting);
}

async function findUsers(database: Database, where: string, ...parameters: string[]): Promise<User[]> {
  const rows = await database.query(
    `SELECT user.*, (SELECT json_group_array(address ORDER BY ordinal) FROM address WHERE user_id = user.id AND ordinal > 0) AS aliases
     FROM user WHERE ${where} ORDER BY user_principal_name`,
    ...parameters,
  );
  return rows.map((row) => userOf(row, JSON.parse(text(row['aliases'])) as string[]));
}

function text(value: Row[string] | undefined): string {
  return String(value ?? '');
}

function tenantOf(row: Row): Tenant {
  return {
    id: text(row['id']),
    domain: text(row['domain']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
  };
}

function userOf(row: Row, aliases: readonly string[]): User {
  return {
    id: text(row['id']),
    tenantId: text(row['tenant_id']),
    userPrincipalName: text(row['user_principal_name']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
    aliases,
  };
}

function appPasswordOf(row: Row): AppPassword {
  const lastUsedAt = row['last_used_at'];
  return {
    id: text(row['id']),
    userId: text(row['user_id']),
    name: text(row['name']),
    createdAt: Number(row['created_at']),
    lastUsedAt: lastUsedAt === null ? null : Number(lastUsedAt),
  };
}

function storedSetting(row: Row): StoredSetting {
  return {
    name: text(row['name']),
    value: text(row['value']),
    setBy: text(row['set_by']),
    setAt: Number(row['set_at']),
  };
}
