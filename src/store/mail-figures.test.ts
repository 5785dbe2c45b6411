/** Figures are what the tables say, whether triggers kept them or an older version's tables were counted; whoever looks reads few rows. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { signInRecord } from '../../test/fixtures/sign-in-record.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import type { RecipientState } from '../queue/message-state.ts';
import {
  createMailFigures,
  identityStatement,
  layMailFigures,
  mailStatement,
  signInStatement,
} from './mail-figures.ts';
import { MessageIndex } from './message-index.ts';
import { migrate } from './migrate.ts';
import { mailFigures as backfill } from './migrations/0018-mail-figures.ts';
import { createQueueChanges } from './queue-changes.ts';
import { createSignInLog } from './sign-in-log.ts';
import { type Database, openDatabase } from './sqlite/database.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = 1_800_000 * hourMs + 5;
const first = now - 40 * hourMs;

async function house(t: TestContext) {
  const database = openDatabase(`${await temporaryDirectory(t)}/postern.db`);
  atEnd(t, () => database.close());
  await migrate(database);
  await layMailFigures(database);
  await database.transaction([
    { sql: "INSERT INTO tenant VALUES ('t1', 'x.example', 'X', 0), ('t2', 'y.example', 'Y', 0)", parameters: [] },
    ...['ann', 'bob', 'cid', 'dan', 'eve'].map((name) => ({
      sql: 'INSERT INTO user (id, tenant_id, user_principal_name, display_name, created_at) VALUES (?, ?, ?, ?, 0)',
      parameters: [name, name === 'eve' ? 't2' : 't1', `${name}@x.example`, name],
    })),
  ]);
  const index = new MessageIndex(database, () => undefined);
  const log = createSignInLog(database);
  const flush = async () => void (await Promise.all([index.flush(), log.flush()]));
  let place = 0;
  return {
    database,
    log,
    figures: createMailFigures(database, flush),
    accept(id: string, tenantId: string, userId: string | null, acceptedAt: number) {
      place += 1;
      const message = acceptedMessage({ id, tenantId, userId, acceptedAt });
      const metadata = { message, large: null };
      index.add([{ place: { segment: 0, offset: place, length: 1 }, metadata, sizeBytes: 1 }]);
    },
    async become(messageId: string, from: RecipientState['name'], name: RecipientState['name'], at: number) {
      await flush();
      const state = {
        name,
        answer: { at, connector: 'c', text: '' },
        nextAttemptAt: at,
        bounceId: null,
      } as RecipientState;
      await createQueueChanges(database).change([{ messageId, ordinal: 0, attempts: 1, from, state, at }]);
    },
  };
}

type House = Awaited<ReturnType<typeof house>>;

async function live(it: House): Promise<void> {
  it.accept('M1', 't1', 'ann', first);
  it.accept('M2', 't1', 'ann', first + 1);
  it.accept('M3', 't1', 'bob', now - 10 * dayMs);
  it.accept('M4', 't2', 'eve', now);
  it.accept('REPORT', 't1', null, now);
  await it.become('M1', 'queued', 'deferred', first + 2);
  await it.become('M1', 'deferred', 'delivered', now - 1);
  await it.become('M2', 'queued', 'bounced', now - 2);
  await it.become('REPORT', 'queued', 'delivered', now);
  // A step that was overtaken is none.
  await it.become('M2', 'queued', 'delivered', now);
  const signIn = (id: string, of: object) => it.log.record(signInRecord({ id, kind: 'smtp', tenantId: 't1', ...of }));
  signIn('s1', { userId: 'ann', at: now - 5, outcome: 'allowed', gate: null, address: '192.0.2.1' });
  signIn('s2', { userId: 'cid', at: now - 4, outcome: 'allowed', gate: null });
  signIn('s3', {
    userId: 'cid',
    at: now - 3,
    outcome: 'refused',
    gate: 'smtp-auth',
    sessionId: 'S3',
    address: '192.0.2.3',
  });
  signIn('s4', { userId: 'dan', at: now - 40 * dayMs, outcome: 'allowed', gate: null });
  signIn('s5', { userId: 'ann', at: now - 2, outcome: 'error', gate: null });
  signIn('s6', { userId: 'ann', at: now - 2, outcome: 'refused', gate: 'conditional-access', kind: 'interactive' });
  signIn('s7', { userId: null, tenantId: null, at: now, outcome: 'refused', gate: 'credentials' });
  await it.log.flush();
}

const asked = { now, silentMs: 3 * dayMs, withMail: true, limit: 50 };

test('mail is counted by the hour, each tenant by itself; reports of our own are nobody’s', async (t) => {
  const it = await house(t);
  await live(it);
  const [before, today] = [first - (first % hourMs), now - (now % hourMs)];
  assert.deepEqual(await it.figures.mail('t1', before), [
    { at: before, accepted: 2, delivered: 0, failed: 0, deferred: 1 },
    { at: today, accepted: 0, delivered: 1, failed: 1, deferred: 0 },
  ]);
  assert.deepEqual(
    (await it.figures.mail(null, today)).map(({ accepted, delivered }) => [accepted, delivered]),
    [[1, 1]],
  );
  assert.deepEqual(await it.figures.lastMail('t1'), { acceptedAt: first + 1, deliveredAt: now - 1, failedAt: now - 2 });
  assert.deepEqual(await it.figures.lastMail('t3'), { acceptedAt: null, deliveredAt: null, failedAt: null });
  assert.deepEqual(await it.figures.signIns('t1', today), [
    { at: today, gate: null, attempts: 2 },
    { at: today, gate: 'smtp-auth', attempts: 1 },
  ]);
  assert.deepEqual(await it.figures.waiting('t2'), [{ state: 'queued', recipients: 1, oldestAt: now }]);
});

test('who sends, who is refused since, and who has gone silent', async (t) => {
  const it = await house(t);
  await live(it);
  const { sending, refused, silent } = await it.figures.identities({ tenantId: 't1', ...asked });
  assert.deepEqual(
    [sending, refused, silent].map(({ count, identities }) => [count, identities.map(({ userId }) => userId)]),
    [
      [1, ['ann']],
      [1, ['cid']],
      [1, ['bob']],
    ],
  );
  assert.deepEqual(refused.identities[0], {
    userId: 'cid',
    userPrincipalName: 'cid@x.example',
    sentAt: null,
    allowedAt: now - 4,
    refusedAt: now - 3,
    gate: 'smtp-auth',
    sessionId: 'S3',
    address: '192.0.2.3',
  });
  const withoutMail = await it.figures.identities({ tenantId: 't1', ...asked, withMail: false });
  assert.equal(withoutMail.silent.count, 0);
  assert.equal((await it.figures.identities({ tenantId: null, ...asked })).sending.count, 2);
  it.log.record(
    signInRecord({ id: 's8', kind: 'smtp', tenantId: 't1', userId: 'cid', at: now, outcome: 'allowed', gate: null }),
  );
  assert.equal((await it.figures.identities({ tenantId: 't1', ...asked })).refused.count, 0);
  await it.database.query("DELETE FROM user WHERE id = 'cid'");
  assert.equal((await it.figures.identities({ tenantId: 't1', ...asked })).sending.count, 1);
});

async function tables(database: Database) {
  const names = ['mail_hour', 'sign_in_hour', 'mail_identity'];
  return database.transaction(names.map((name) => ({ sql: `SELECT * FROM ${name} ORDER BY 1, 2, 3`, parameters: [] })));
}

test('an older version’s tables are counted as the triggers would have', async (t) => {
  const it = await house(t);
  await live(it);
  // How often an attempt was repeated stands nowhere but in the figures.
  await it.database.query('UPDATE mail_hour SET deferred = 0');
  const kept = await tables(it.database);
  const statements = backfill
    .split(';')
    .map((sql) => sql.replace(/^\s*--.*$/gm, '').trim())
    .filter((sql) => /^(INSERT|UPDATE)/.test(sql));
  const empty = ['mail_hour', 'sign_in_hour', 'mail_identity'].map((name) => `DELETE FROM ${name}`);
  await it.database.transaction([...empty, ...statements].map((sql) => ({ sql, parameters: [] })));
  assert.deepEqual(await tables(it.database), kept);
});

test('what is older than a month goes', async (t) => {
  const it = await house(t);
  await live(it);
  await it.figures.purge(now - 31 * dayMs);
  const [hours = [], signIns = [], identities = []] = await tables(it.database);
  assert.deepEqual([hours.length, signIns.length, identities.length], [4, 2, 4]);
  await it.figures.purge(now + 1);
  assert.deepEqual(await tables(it.database), [[], [], []]);
});

test('a look reads the rows of its hours by the key, and no message', async (t) => {
  const { database } = await house(t);
  const planOf = async ({ sql, parameters }: ReturnType<typeof mailStatement>) =>
    (await database.query(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)).map((row) => String(row['detail']));
  assert.deepEqual(
    (await planOf(mailStatement('t1', 5)))[0],
    'SEARCH mail_hour USING PRIMARY KEY (tenant_id=? AND hour>?)',
  );
  assert.deepEqual(
    (await planOf(signInStatement('t1', 5)))[0],
    'SEARCH sign_in_hour USING PRIMARY KEY (tenant_id=? AND hour>?)',
  );
  const plan = await planOf(identityStatement({ tenantId: 't1', ...asked }, 'silent'));
  assert.ok(plan.includes('SEARCH mail_identity USING PRIMARY KEY (tenant_id=?)'), plan.join('\n'));
  assert.ok(!plan.some((line) => /message|sign_in|SCAN user/.test(line)), plan.join('\n'));
});
