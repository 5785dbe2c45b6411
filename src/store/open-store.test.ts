import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { createAdministration } from '../administration/administration.ts';
import type { AdminRequest } from '../directory/actor.ts';
import { newGuid } from '../lib/id.ts';
import { openStore, type Store } from './open-store.ts';

const local: AdminRequest = {
  actor: { kind: 'local', id: 'local', name: 'ann' },
  door: 'admin',
  address: '',
  correlationId: '',
};

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-store-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function put(store: Store, body: Buffer, message = acceptedMessage()): Promise<string> {
  const writer = store.spool.open();
  for (let from = 0; from < body.length; from += 65_536) await writer.write(body.subarray(from, from + 65_536));
  await writer.commit(message, Buffer.from('Received: x\r\n'));
  return message.id;
}

async function get(store: Store, id: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.spool.read(id)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

test('messages that wait together share a flush, and are found and read back', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const ids = await Promise.all(Array.from({ length: 60 }, (_, index) => put(store, Buffer.from(`body ${index}\r\n`))));
  assert.ok(store.flushes() < 20, `${store.flushes()} flushes`);
  assert.equal((await store.queue.list({ tenantId: null, states: [], sentItemsOf: null, limit: 100 })).length, 60);
  assert.equal(await get(store, ids[7] ?? ''), 'Received: x\r\nbody 7\r\n');
});

test('a large body goes to a file of its own and comes back whole', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const body = Buffer.alloc(3_000_000, 'abcdefghij\r\n');
  assert.equal(await get(store, await put(store, body)), `Received: x\r\n${body.toString('latin1')}`);
});

test('after a crash the index is made again from the segments, and a torn tail is cut off', async (t) => {
  const path = await directory(t);
  const first = await openStore(path);
  const id = await put(first, Buffer.from('kept\r\n'));
  await first.close();
  await appendFile(
    join(path, 'spool/segments/00000000.seg'),
    Buffer.from('504f5354000000ff00000fffdeadbeef7b22', 'hex'),
  );
  const second = await openStore(path);
  assert.equal(await get(second, id), 'Received: x\r\nkept\r\n');
  const later = await put(second, Buffer.from('later\r\n'));
  await second.close();
  await rm(join(path, 'postern.db'));
  const third = await openStore(path);
  t.after(() => third.close());
  assert.deepEqual(
    [await get(third, id), await get(third, later)],
    ['Received: x\r\nkept\r\n', 'Received: x\r\nlater\r\n'],
  );
});

test('a data directory serves one service at a time', async (t) => {
  const path = await directory(t);
  const store = await openStore(path);
  await assert.rejects(openStore(path), { code: 'data-directory-in-use' });
  await store.close();
  const again = await openStore(path);
  await again.close();
});

test('a lease takes what is due, and what was leased comes back when the lease has run out', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const id = await put(store, Buffer.from('x\r\n'), acceptedMessage({ to: ['a@x.example', 'b@x.example'] }));
  assert.notEqual(await store.queue.find(id), null, 'it is in the tables');
  const [lease] = await store.queue.lease('one', 2000, 3000, 10);
  assert.deepEqual([lease?.message.id, lease?.recipients.length], [id, 2]);
  assert.deepEqual(await store.queue.lease('two', 2500, 4000, 10), []);
  assert.equal((await store.queue.lease('two', 3000, 4000, 10)).length, 1);
  const answer = { at: 3100, connector: 'c', text: 'ok' };
  await store.queue.change(
    [0, 1].map((ordinal) => ({
      messageId: id,
      ordinal,
      attempts: 1,
      from: 'delivering' as const,
      at: 3100,
      state: { name: 'delivered', answer } as const,
    })),
  );
  assert.equal(await store.queue.nextDueAt(), null);
  assert.equal(await store.queue.purge(10_000, 100), 1);
  assert.equal(await store.queue.find(id), null);
});

test('Sent Items keeps the newest copies, as many as the tenant says', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const { settings, tenants } = createAdministration(store, { clock: () => 1, newGuid });
  const tenant = await tenants.add(local, { domain: 'x.example' });
  await settings.changeOfTenant(local, tenant, { sentItemsMessages: 2 });
  const sent: string[] = [];
  for (let at = 1001; at <= 1005; at += 1) {
    const message = acceptedMessage({ tenantId: tenant.id, acceptedAt: at, sentItemsUntil: 1_000_000 });
    sent.push(await put(store, Buffer.from('x\r\n'), message));
  }
  await store.queue.purge(2000, 1000);
  const kept = await store.queue.list({ tenantId: null, states: [], sentItemsOf: 'u', limit: 10 });
  assert.deepEqual(
    kept.map(({ id }) => id),
    sent.slice(-2).toReversed(),
  );
});

test('at the start, a large body without a record is removed, and those that have one stay', async (t) => {
  const path = await directory(t);
  const store = await openStore(path);
  const body = Buffer.alloc(600_000, 'x');
  const id = await put(store, body);
  await store.close();
  for (const orphan of ['0123456789abcdef01234567', 'fedcba9876543210fedcba98.part'])
    await writeFile(join(path, 'spool/large', orphan), 'left behind');
  const again = await openStore(path);
  t.after(() => again.close());
  assert.equal((await readdir(join(path, 'spool/large'))).length, 1);
  assert.ok((await get(again, id)).endsWith(body.toString()));
});

test('a body of 100 MB goes through the spool, in and out, in a few MiB of memory', async (t) => {
  const store = await openStore(await directory(t));
  t.after(() => store.close());
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const pieces = 1600;
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  };
  const writer = store.spool.open();
  for (let piece = 0; piece < pieces; piece += 1) {
    await writer.write(chunk);
    look();
  }
  const message = acceptedMessage();
  await writer.commit(message, Buffer.alloc(0));
  look();
  assert.ok(peak < 8 * 1024 * 1024, `${peak} octets while it came in`);
  let bytes = 0;
  for await (const read of store.spool.read(message.id)) {
    bytes += read.length;
    assert.ok(read.length <= 1024 * 1024, 'in pieces');
  }
  assert.equal(bytes, pieces * chunk.length);
});
