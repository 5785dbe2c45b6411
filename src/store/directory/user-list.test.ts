/** A list of users: what is typed is found in any case and any script, pages hold each user once, and no statement looks at more than a piece. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../../test/fixtures/administration-house.ts';
import { atEnd } from '../../../test/fixtures/at-end.ts';
import { temporaryDirectory } from '../../../test/fixtures/temporary-directory.ts';
import type { UserFilter } from '../../directory/user-list.ts';
import { migrate } from '../migrate.ts';
import { type Database, openDatabase } from '../sqlite/database.ts';
import { createUserList, pieceEnd, piecePage } from './user-list.ts';

async function emptyDatabase(t: TestContext): Promise<Database> {
  const database = openDatabase(`${await temporaryDirectory(t)}/postern.db`);
  atEnd(t, () => database.close());
  await migrate(database);
  return database;
}

/** `u00@x.example` and so on; every tenth is called Борис, every seventh has Authenticated SMTP on. */
async function crowd(t: TestContext, users: number): Promise<Database> {
  const database = await emptyDatabase(t);
  const rows = Array.from({ length: users }, (_, index) => {
    const name = `u${String(index).padStart(3, '0')}@x.example`;
    return { id: `id${index}`, name, shown: index % 10 === 0 ? `Борис ${index}` : `Ann ${index}` };
  });
  await database.transaction([
    { sql: "INSERT INTO tenant VALUES ('t1', 'x.example', 'X', 0), ('t2', 'y.example', 'Y', 0)", parameters: [] },
    ...rows.map(({ id, name, shown }) => ({
      sql: "INSERT INTO user (id, tenant_id, user_principal_name, display_name, created_at) VALUES (?, 't1', ?, ?, 0)",
      parameters: [id, name, shown],
    })),
    ...rows.map(({ id, name }) => ({ sql: 'INSERT INTO address VALUES (?, ?, 0)', parameters: [name, id] })),
    { sql: "INSERT INTO address VALUES ('scanner@x.example', 'id5', 1)", parameters: [] },
    ...rows
      .filter((_, index) => index % 7 === 0)
      .map(({ id }) => ({
        sql: "INSERT INTO setting VALUES ('user', ?, 'mailboxSmtpAuth', '\"on\"', 'ann', 0)",
        parameters: [id],
      })),
  ]);
  return database;
}

async function all(list: ReturnType<typeof createUserList>, filter: UserFilter, limit: number): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list.pageOfUsers>> = await list.pageOfUsers({ ...filter, after, limit });
    assert.ok(page.users.length <= limit);
    found.push(...page.users.map(({ user }) => user.id));
    after = page.next;
  } while (after !== null);
  return found;
}

test('pages hold each user once, whatever they are narrowed by and however large they are', async (t) => {
  const database = await crowd(t, 70);
  const numbers = Array.from({ length: 70 }, (_, index) => index);
  const cases: readonly (readonly [UserFilter, (index: number) => boolean])[] = [
    [{ tenantId: 't1' }, () => true],
    [{ tenantId: null }, () => true],
    [{ tenantId: 't2' }, () => false],
    [{ tenantId: 't1', search: 'бОРИС' }, (index) => index % 10 === 0],
    [{ tenantId: 't1', search: 'ANN 1' }, (index) => index === 1 || (index > 9 && index < 20 && index !== 10)],
    [{ tenantId: 't1', search: 'scanner@' }, (index) => index === 5],
    [{ tenantId: 't1', search: '%' }, () => false],
    [{ tenantId: 't1', settings: { mailboxSmtpAuth: 'on' } }, (index) => index % 7 === 0],
    [{ tenantId: 't1', settings: { mailboxSmtpAuth: 'inherit', licensed: true } }, (index) => index % 7 !== 0],
    [{ tenantId: 't1', search: 'Борис', settings: { mailboxSmtpAuth: 'on' } }, (index) => index % 70 === 0],
    [{ tenantId: 't1', settings: { accountEnabled: false } }, () => false],
  ];
  for (const pieceUsers of [1, 7, 1000]) {
    for (const maximumUsers of [pieceUsers, 10_000]) {
      const list = createUserList(database, { pieceUsers, maximumUsers });
      for (const [filter, isAsked] of cases) {
        const expected = numbers.filter(isAsked).map((index) => `id${index}`);
        for (const limit of [1, 9, 100])
          assert.deepEqual(
            await all(list, filter, limit),
            expected,
            `${JSON.stringify(filter)} ${pieceUsers} ${limit}`,
          );
        const count = await list.countListedUsers(filter);
        if (count.isWhole) assert.equal(count.users, expected.length, JSON.stringify(filter));
        else assert.ok(count.users <= expected.length);
      }
    }
  }
});

test('each statement walks along an index from where the page before has ended, and sorts nothing', async (t) => {
  const database = await emptyDatabase(t);
  const filter = { search: 'борис', settings: { perUserMfa: 'enforced' } } as const;
  for (const tenantId of ['t1', null]) {
    for (const { sql, parameters } of [
      pieceEnd(tenantId, 'a', 5000),
      piecePage({ tenantId, ...filter }, 'a', 'b', 50),
      piecePage({ tenantId }, 'a', null, 50),
    ]) {
      const plan = (await database.query(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)).map((row) =>
        String(row['detail']),
      );
      const walked = tenantId === null ? 'user_principal_name>?' : 'tenant_id=? AND user_principal_name>?';
      assert.ok(plan[0]?.startsWith('SEARCH user USING') && plan[0].includes(`(${walked}`), plan.join('\n'));
      assert.ok(!plan.some((line) => line.startsWith('SCAN user') || line.includes('FOR ORDER BY')), plan.join('\n'));
    }
  }
});

test('a search that finds few ends after so many users, and says where it goes on', async (t) => {
  const list = createUserList(await crowd(t, 70), { pieceUsers: 10, maximumUsers: 20 });
  const filter = { tenantId: 't1', search: 'ann 69' };
  const page = await list.pageOfUsers({ ...filter, after: null, limit: 5 });
  assert.deepEqual([page.users.length, page.next], [0, 'u019@x.example']);
  assert.deepEqual(await list.countListedUsers(filter), { users: 0, isWhole: false });
});

test('a list shows what the request may read, as it is in force', async (t) => {
  const { administration, tenant } = await administrationHouse(t, Date.now);
  const user = await administration.users.add(local, {
    tenantId: tenant.id,
    userPrincipalName: 'scan@x.example',
    verifiers: null,
    settings: { mailboxSmtpAuth: 'on', perUserMfa: 'enforced' },
  });
  const held = { tenantId: tenant.id, permissions: ['Postern.Manage'], roles: ['user-administrator'] } as const;
  const helper = { ...local, actor: { kind: 'user', id: 'h', name: 'h', ...held } } as const;
  const query = { tenantId: tenant.id, after: null, limit: 9 };
  const page = await administration.userLists.page(local, query);
  assert.deepEqual(page, {
    users: [
      {
        ...user,
        settings: {
          accountEnabled: true,
          licensed: true,
          mailboxSmtpAuth: 'on',
          perUserMfa: 'enforced',
          sendingRestriction: null,
          authenticationPolicy: null,
        },
      },
    ],
    next: null,
  });
  const { users } = await administration.userLists.page(helper, query);
  assert.deepEqual(users[0]?.settings, { accountEnabled: true, licensed: true });
  const narrowed = { ...query, settings: { perUserMfa: 'enforced' } } as const;
  await assert.rejects(administration.userLists.page(helper, narrowed), /one of these roles/);
});
