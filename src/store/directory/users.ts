/** Users in the database, with the addresses of their mailboxes. */
import type { NewAuditEntry } from '../../directory/audit-log.ts';
import type { DirectoryStore, Verifiers } from '../../directory/directory-store.ts';
import type { User } from '../../directory/nouns.ts';
import { auditedChange, conditionalChange, underEntry } from '../audited-change.ts';
import type { SqlCondition } from '../condition-sql.ts';
import { dependentsOf } from '../dependents.ts';
import { unlessLastAdministrator } from '../keeps-administrator.ts';
import type { Database, Statement } from '../sqlite/database.ts';
import { texts, userOf } from './rows.ts';
import { conditionsOf, settingStatement } from './setting-statement.ts';

type Reading = 'listUsers' | 'countUsers' | 'findUser';
type Writing = 'addUser' | 'updateUser' | 'removeUser' | 'setVerifiers';

export function createUsers(database: Database): Pick<DirectoryStore, Reading | Writing> {
  return { ...reading(database), ...writing(database) };
}

function reading(database: Database): Pick<DirectoryStore, Reading> {
  return {
    listUsers: ({ tenantId, after, limit }) =>
      findUsers(
        database,
        '(?1 IS NULL OR tenant_id = ?1) AND (?2 IS NULL OR user_principal_name > ?2) ORDER BY user_principal_name LIMIT ?3',
        tenantId,
        after,
        limit,
      ),
    async countUsers(tenantId) {
      const [row] = await database.query('SELECT count(*) AS users FROM user WHERE tenant_id = ?', tenantId);
      return Number(row?.['users']);
    },
    async findUser(login) {
      const where = 'id = ?1 OR id = (SELECT user_id FROM address WHERE address = lower(?1))';
      return (await findUsers(database, where, login))[0] ?? null;
    },
  };
}

function writing(database: Database): Pick<DirectoryStore, Writing> {
  return {
    addUser: (user, verifiers, entry, also) => addUser(database, user, verifiers, entry, also),
    updateUser: (user, entry, also) => updateUser(database, user, entry, also),
    async removeUser(userId, entry) {
      const remove = { sql: 'DELETE FROM user WHERE id = ?', parameters: [userId] };
      const change = auditedChange(entry, [...dependentsOf('user', userId), remove]);
      const done = await unlessLastAdministrator(database, change);
      return done === 'last-administrator' ? done : 'removed';
    },
    async setVerifiers(userId, verifiers, entry) {
      await database.transaction(auditedChange(entry, passwordStatements(userId, verifiers, entry)));
    },
  };
}

async function addUser(
  database: Database,
  user: User,
  verifiers: Verifiers | null,
  entry: NewAuditEntry,
  { settings, roles }: NonNullable<Parameters<DirectoryStore['addUser']>[3]> = { settings: [], roles: [] },
): Promise<'added' | 'address-taken' | 'domain-unknown' | 'changed-meanwhile'> {
  const obstacle = await obstacleTo(database, user);
  if (obstacle !== null) return obstacle;
  const { id, tenantId, userPrincipalName, displayName, createdAt } = user;
  const stored = verifiers === null ? null : JSON.stringify(verifiers);
  const insert = {
    sql: `INSERT INTO user (id, tenant_id, user_principal_name, display_name, created_at, verifiers, profile)
          SELECT ?, ?, ?, ?, ?, ?, ? WHERE ${underEntry}`,
    parameters: [
      id,
      tenantId,
      userPrincipalName,
      displayName,
      createdAt,
      stored,
      JSON.stringify(user.profile ?? {}),
      entry.id,
    ],
  };
  const ofUser = [
    ...settings.map((each) => settingStatement(each, entry)),
    ...roles.map((role) => ({
      sql: `INSERT INTO role_assignment SELECT ?, ?, ? WHERE ${underEntry}`,
      parameters: [tenantId, id, role, entry.id],
    })),
  ];
  const conditions = settings.flatMap(conditionsOf);
  const changes = [insert, ...addressStatements(user, entry.id), ...ofUser];
  const [added] = await database.transaction(conditionalChange(entry, [addressesFree(user), ...conditions], changes));
  return added?.length === 1 ? 'added' : ((await obstacleTo(database, user)) ?? overtaken(conditions));
}

function passwordStatements(userId: string, verifiers: Verifiers, entry: NewAuditEntry): Statement[] {
  const update = {
    sql: `UPDATE user SET verifiers = ? WHERE id = ? AND ${underEntry}`,
    parameters: [JSON.stringify(verifiers), userId, entry.id],
  };
  // Whoever signed in with the password of before is out, wherever they did.
  const revoke = { scope: 'user', scopeId: userId, name: 'tokensValidFrom', value: entry.at } as const;
  return [update, settingStatement(revoke, entry)];
}

async function updateUser(
  database: Database,
  user: User,
  entry: NewAuditEntry,
  { verifiers, settings }: NonNullable<Parameters<DirectoryStore['updateUser']>[2]> = { verifiers: null, settings: [] },
): Promise<'updated' | 'address-taken' | 'domain-unknown' | 'changed-meanwhile' | 'last-administrator'> {
  const obstacle = await obstacleTo(database, user);
  if (obstacle !== null) return obstacle;
  const { id, userPrincipalName, displayName } = user;
  const addresses = addressesOf(user);
  const changes = [
    {
      sql: `UPDATE user SET user_principal_name = ?2, display_name = ?3, profile = ?4
            WHERE id = ?1 AND (user_principal_name, display_name, profile) IS NOT (?2, ?3, ?4)
            AND EXISTS (SELECT 1 FROM audit_entry WHERE id = ?5)`,
      parameters: [id, userPrincipalName, displayName, JSON.stringify(user.profile ?? {}), entry.id],
    },
    {
      sql: `DELETE FROM address WHERE user_id = ? AND address NOT IN (${marks(addresses)}) AND ${underEntry}`,
      parameters: [id, ...addresses, entry.id],
    },
    ...addressStatements(user, entry.id),
    ...(verifiers === null ? [] : passwordStatements(id, verifiers, entry)),
    ...settings.map((each) => settingStatement(each, entry)),
  ];
  const there = { sql: 'EXISTS (SELECT 1 FROM user WHERE id = ?)', parameters: [id] };
  const conditions = settings.flatMap(conditionsOf);
  const change = conditionalChange(entry, [addressesFree(user), there, ...conditions], changes);
  const done = await unlessLastAdministrator(database, change);
  if (done === 'last-administrator') return done;
  return done[0]?.length === 1 ? 'updated' : ((await obstacleTo(database, user)) ?? overtaken(conditions));
}

/** Why nothing was written though nothing is in the way any more. */
function overtaken(conditions: readonly SqlCondition[]): 'address-taken' | 'changed-meanwhile' {
  return conditions.length === 0 ? 'address-taken' : 'changed-meanwhile';
}

function addressesOf({ userPrincipalName, aliases }: User): string[] {
  return [userPrincipalName, ...aliases];
}

function addressStatements(user: User, entryId: string): Statement[] {
  return addressesOf(user).map((address, ordinal) => ({
    sql: `INSERT INTO address SELECT ?, ?, ? WHERE ${underEntry}
          ON CONFLICT (address) DO UPDATE SET ordinal = excluded.ordinal
          WHERE user_id = excluded.user_id AND ordinal <> excluded.ordinal`,
    parameters: [address, user.id, ordinal, entryId],
  }));
}

/** Nobody else has one of the addresses, at the moment of the change itself. */
function addressesFree(user: User): SqlCondition {
  const addresses = addressesOf(user);
  return {
    sql: `NOT EXISTS (SELECT 1 FROM address WHERE user_id <> ? AND address IN (${marks(addresses)}))`,
    parameters: [user.id, ...addresses],
  };
}

function marks(values: readonly string[]): string {
  return values.map(() => '?').join(',');
}

/** What stands in the way of this user having these addresses; null: nothing. */
async function obstacleTo(database: Database, user: User): Promise<'address-taken' | 'domain-unknown' | null> {
  const addresses = addressesOf(user);
  const domains = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)))];
  const [known, taken] = await database.transaction([
    {
      sql: `SELECT count(*) AS domains FROM tenant WHERE id = ? AND domain IN (${marks(domains)})`,
      parameters: [user.tenantId, ...domains],
    },
    {
      sql: `SELECT count(*) AS taken FROM address WHERE user_id <> ? AND address IN (${marks(addresses)})`,
      parameters: [user.id, ...addresses],
    },
  ]);
  if (known?.[0]?.['domains'] !== domains.length) return 'domain-unknown';
  return taken?.[0]?.['taken'] === 0 ? null : 'address-taken';
}

/** Users of whom `where` holds. */
export async function findUsers(database: Database, where: string, ...parameters: Statement['parameters'][number][]) {
  const rows = await database.query(
    `SELECT user.*, (SELECT json_group_array(address ORDER BY ordinal) FROM address WHERE user_id = user.id AND ordinal > 0) AS aliases
     FROM user WHERE ${where}`,
    ...parameters,
  );
  return rows.map((row) => userOf(row, texts(row['aliases'])));
}
