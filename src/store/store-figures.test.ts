/** The figures of the store: counted through indexes, true to what is there, and honest where the store cannot be written. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';
import { openDatabase } from './sqlite/database.ts';
import { queueFigureQueries } from './store-figures.ts';

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-figures-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('depth and age of each state are those of the queue', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const now = Date.now();
  const message = acceptedMessage({ acceptedAt: now - 60_000, to: ['a@x.example', 'b@x.example', 'c@x.example'] });
  await store.spool.open().commit(message, Buffer.from('Subject: x\r\n\r\n'));
  await store.queue.find(message.id);
  const answer = { at: now, connector: 'c', text: 'no' };
  const step = { messageId: message.id, attempts: 1, from: 'queued', at: now } as const;
  await store.queue.change([
    { ...step, ordinal: 0, state: { name: 'delivered', answer } },
    { ...step, ordinal: 1, state: { name: 'dead', answer } },
  ]);
  const depths = await store.figures.queue();
  assert.deepEqual(
    depths.map(({ state, recipients, oldestAt }) => [state, recipients, oldestAt]),
    [
      ['queued', 1, now - 60_000],
      ['dead', 1, now],
    ],
  );
  assert.ok((await store.figures.spoolBytes()) > 0);
  const { freeBytes, totalBytes } = await store.figures.disk();
  assert.ok(freeBytes > 0 && freeBytes <= totalBytes);
});

test('the depth is counted through indexes alone: no recipient at rest is looked at', async (t) => {
  const database = openDatabase(join(await directory(t), 'postern.db'));
  t.after(() => database.close());
  await migrate(database);
  for (const sql of queueFigureQueries) {
    const plan = (await database.query(`EXPLAIN QUERY PLAN ${sql}`)).map((row) => String(row['detail']));
    assert.ok(
      plan.some((detail) => /USING COVERING INDEX recipient_(?:due|parked)/.test(detail)),
      plan.join('; '),
    );
    assert.ok(!plan.some((detail) => /^SCAN (?:recipient|message)$/.test(detail)), plan.join('; '));
  }
});

test('each transaction is told of, and a store that is closed cannot be written', async (t) => {
  const told: boolean[] = [];
  const store = await openStore(await directory(t), {
    took(seconds, failed) {
      assert.ok(seconds >= 0);
      told.push(failed);
    },
  });
  const before = told.length;
  await store.figures.tryWrite();
  assert.deepEqual(told.slice(before), [false]);
  await store.close();
  await assert.rejects(store.figures.tryWrite(), { code: 'store-closed' });
});

test('a change that stands after its end is counted, and no other', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const entry = {
    at: 1,
    tenantId: null,
    actor: { kind: 'local', id: 'local', name: 'ann' },
    role: null,
    door: 'service',
    address: '',
    correlationId: 'c',
    action: 'settings.change',
    target: { kind: 'service', id: 's', name: 's' },
  } as const;
  for (const until of [null, 10, 20]) await store.auditLog.note({ ...entry, id: String(until), until });
  assert.deepEqual([await store.figures.overdueEnds(10), await store.figures.overdueEnds(11)], [0, 1]);
});
