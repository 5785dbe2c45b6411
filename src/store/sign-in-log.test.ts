/** Every search of the sign-in log is served by an index, pages without gaps, and reads what older versions wrote. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { signInRecord, submissionRefusal } from '../../test/fixtures/sign-in-record.ts';
import type { AppError } from '../lib/app-error.ts';
import { correlationIdOfSession, type SignInQuery } from '../sign-in/sign-in-log.ts';
import { migrate } from './migrate.ts';
import { initial } from './migrations/0001-initial.ts';
import { controlPlane } from './migrations/0002-control-plane.ts';
import type { OutageObserver } from './outage.ts';
import { createSignInLog, maximumWaiting } from './sign-in-log.ts';
import { signInSearch } from './sign-in-search.ts';
import { type Database, openDatabase } from './sqlite/database.ts';

async function emptyDatabase(t: TestContext): Promise<Database> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-sign-ins-'));
  const database = openDatabase(join(directory, 'postern.db'));
  t.after(async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });
  return database;
}

const everyCondition = {
  login: 'a@x.example',
  userId: 'u1',
  application: 'app',
  address: '192.0.2.1',
  reply: ['credentialsIncorrect'],
  gate: 'credentials',
  outcome: 'refused',
  kind: 'smtp',
  errorCode: 50126,
  correlationId: correlationIdOfSession('08DD000000000001'),
} as const satisfies Omit<SignInQuery, 'tenantId' | 'limit'>;

test('each condition, alone and with every other, is searched through an index and needs no sorting of the whole', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const names = Object.keys(everyCondition) as (keyof typeof everyCondition)[];
  const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));
  for (const tenantId of [null, 't1']) {
    for (const [one, other] of pairs) {
      const bounds = { from: 1, to: 9, olderThan: 'x' };
      const query = { tenantId, limit: 50, [one]: everyCondition[one], [other]: everyCondition[other], ...bounds };
      const { sql, parameters } = signInSearch(query);
      const plan = (await database.query(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)).map((row) => row['detail']);
      assert.match(String(plan[0]), /^SEARCH sign_in USING INDEX sign_in_\w+ \(\w+=\?/, `${one}, ${other}`);
      assert.ok(!plan.includes('USE TEMP B-TREE FOR ORDER BY'), `${one}, ${other}`);
    }
  }
});

test('each condition finds the record that meets it, and not the one that does not', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const log = createSignInLog(database);
  const met = signInRecord({
    ...everyCondition,
    reply: 'credentialsIncorrect',
    id: 'met',
    tenantId: 't1',
    application: { appId: 'app', displayName: 'App' },
    at: 50,
  });
  const other = signInRecord({
    id: 'other',
    tenantId: 't2',
    at: 60,
    kind: 'interactive',
    mechanism: null,
    reply: null,
  });
  log.record(met);
  log.record(other);
  assert.deepEqual(await log.list({ tenantId: null, limit: 9 }), [other, met]);
  for (const [name, value] of Object.entries({ ...everyCondition, tenantId: 't1', to: 55 })) {
    assert.deepEqual(await log.list({ tenantId: null, limit: 9, [name]: value }), [met], name);
  }
  assert.deepEqual(await log.list({ tenantId: null, limit: 9, from: 55 }), [other]);
  assert.deepEqual(await log.list({ tenantId: 't2', limit: 9, login: 'A@x.example' }), []);
  assert.deepEqual(await log.find('met'), met);
  assert.equal(await log.find('nobody'), null);
});

test('pages hold each record once, even where many were recorded in one millisecond', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const log = createSignInLog(database);
  const ids = Array.from({ length: 23 }, (_, index) => `id${index}`);
  for (const id of ids) log.record(signInRecord({ id, at: 5, login: 'a@x.example' }));
  const found: string[] = [];
  for (let olderThan: string | undefined; ; olderThan = found.at(-1)) {
    const page = await log.list({
      tenantId: null,
      login: 'a@x.example',
      limit: 5,
      ...(olderThan !== undefined && { olderThan }),
    });
    if (page.length === 0) break;
    found.push(...page.map(({ id }) => id));
  }
  assert.deepEqual(found, ids.toReversed());
});

test('what an older version recorded is read and found as before', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database, { 1: initial, 2: controlPlane });
  const {
    kind: _kind,
    application: _a,
    resource: _r,
    errorCode: _e,
    authentication: _au,
    ...rest
  } = signInRecord({
    id: 'old',
    sessionId: '08DD00000000000A',
    gate: 'conditional-access',
    outcome: 'refused',
  });
  const { correlationId: _c, ...before } = rest;
  await database.query(
    'INSERT INTO sign_in VALUES (?, ?, ?, ?, ?, ?, ?)',
    before.id,
    before.sessionId,
    before.at,
    before.tenantId,
    before.login,
    before.outcome,
    JSON.stringify(before),
  );
  await migrate(database);
  const log = createSignInLog(database);
  const [found] = await log.list({ tenantId: null, gate: 'conditional-access', errorCode: 53_003, limit: 9 });
  assert.deepEqual(found, {
    ...before,
    kind: 'smtp',
    application: null,
    resource: '',
    errorCode: 53_003,
    correlationId: correlationIdOfSession('08DD00000000000A'),
    authentication: 'single-factor',
  });
});

test('what is too old or too much goes, oldest first, and no more at once than was said', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const log = createSignInLog(database);
  for (let at = 1; at <= 10; at += 1) {
    log.record(signInRecord({ id: `id${at}`, at }));
    log.recordRefusal(submissionRefusal({ id: `id${at}`, at, sessionId: 'S' }));
  }
  await log.flush();
  const rest = (from: number) => [4, 5, 6, 7, 8, 9, 10].filter((at) => at >= from);
  const left = async () => {
    const signIns = (await log.list({ tenantId: null, limit: 99 })).map(({ at }) => at).toReversed();
    return [signIns, (await log.ofSession('S')).refusals.map(({ at }) => at)];
  };
  assert.equal(await log.purge({ before: 5, keep: 100, limit: 3 }), 3);
  assert.deepEqual(await left(), [rest(4), rest(4)]);
  assert.equal(await log.purge({ before: 5, keep: 100, limit: 3 }), 1);
  assert.equal(await log.purge({ before: 0, keep: 4, limit: 99 }), 2);
  assert.deepEqual(await left(), [rest(7), rest(7)]);
  assert.equal(await log.purge({ before: 0, keep: 4, limit: 99 }), 0);
});

/** Begins, failures and ends of outages, as they are told. */
function outages() {
  const told: string[] = [];
  const observer: OutageObserver = {
    began: ({ error, waiting }) => told.push(`began ${(error as AppError).code} ${waiting}`),
    failed: () => told.push('failed'),
    ended: ({ failures, lost }) => told.push(`ended ${failures} ${lost}`),
  };
  return { told, observer };
}

const breakTable = "CREATE TRIGGER broken BEFORE INSERT ON sign_in BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END";

test('a batch that fails is tried again, and told of once when it begins and once when it is over', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const { told, observer } = outages();
  const log = createSignInLog(database, observer);
  await database.query(breakTable);
  log.record(signInRecord({ id: 'one' }));
  await log.flush();
  log.record(signInRecord({ id: 'two' }));
  await log.flush();
  assert.deepEqual(told, ['began storage-conflict 1', 'failed', 'failed']);
  assert.equal(log.waiting(), 2);
  await database.query('DROP TRIGGER broken');
  await log.flush();
  assert.deepEqual(told.slice(3), ['ended 2 0']);
  assert.deepEqual([log.dropped(), log.waiting()], [0, 0]);
  assert.deepEqual((await log.list({ tenantId: null, limit: 9 })).map(({ id }) => id).toSorted(), ['one', 'two']);
  log.record(signInRecord({ id: 'three' }));
  await log.flush();
  assert.equal(told.length, 4);
  await log.close();
});

test('of an outage it is told how many records were lost, and those that had room are kept', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const { told, observer } = outages();
  const log = createSignInLog(database, observer);
  await database.query(breakTable);
  log.record(signInRecord({ id: 'first' }));
  await log.flush();
  for (let count = 0; count < maximumWaiting + 9; count += 1) log.record(signInRecord({ id: `id${count}` }));
  assert.deepEqual([log.waiting(), log.dropped()], [maximumWaiting, 10]);
  await database.query('DROP TRIGGER broken');
  await log.flush();
  assert.deepEqual(told, ['began storage-conflict 1', 'failed', 'ended 1 10']);
  const [row] = await database.query('SELECT count(*) AS records FROM sign_in');
  assert.equal(row?.['records'], maximumWaiting);
});

test('a flood is one outage, from the first record that is lost to the first batch without a loss', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const { told, observer } = outages();
  const log = createSignInLog(database, observer);
  for (let count = 0; count < maximumWaiting + 5; count += 1) log.record(signInRecord({ id: `id${count}` }));
  assert.deepEqual(told, [`began store-busy ${maximumWaiting}`]);
  await log.flush();
  assert.deepEqual(told.slice(1), ['ended 0 5']);
  assert.equal(log.dropped(), 5);
});

test('what waits when the store closes and cannot be written is lost, and said to be', async (t) => {
  const database = await emptyDatabase(t);
  await migrate(database);
  const { told, observer } = outages();
  const log = createSignInLog(database, observer);
  await database.query(breakTable);
  for (const id of ['one', 'two']) log.record(signInRecord({ id }));
  await log.close();
  assert.deepEqual(told, ['began storage-conflict 2', 'failed', 'ended 1 2']);
  assert.deepEqual([log.dropped(), log.waiting()], [2, 0]);
});
