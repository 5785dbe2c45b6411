/** Forwarding loses nothing that the logs hold, whatever a receiver does, and repeats nothing that it has acknowledged. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type SyslogMood, syslogReceiver, webhookReceiver } from '../../test/fixtures/forward-receiver.ts';
import { signInRecord } from '../../test/fixtures/sign-in-record.ts';
import { embeddedCertificate } from '../smtp/server/tls/certificate-authority.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { type Forwarder, type ForwardTarget, startForwarder } from './forwarder.ts';
import type { Sender } from './sender.ts';
import { createSyslogStreamSender } from './senders/syslog-stream.ts';
import { createSyslogUdpSender } from './senders/syslog-udp.ts';
import { createWebhookSender } from './senders/webhook.ts';

const secret = 'a secret of the receiver';

async function directoryFor(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-forward-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function storeFor(t: TestContext, directory?: string): Promise<Store> {
  const store = await openStore(directory ?? (await directoryFor(t)));
  t.after(() => store.close());
  return store;
}

async function signInsIn(store: Store, first: number, last: number, tenantId: string | null = null): Promise<void> {
  for (let each = first; each <= last; each += 1) store.signInLog.record(signInRecord({ id: `s${each}`, tenantId }));
  await store.signInLog.list({ tenantId: null, limit: 1 });
}

function ids(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `s${first + index}`);
}

function forwarding(t: TestContext, store: Store, send: Sender, other: Partial<ForwardTarget> = {}): Forwarder {
  const target: ForwardTarget = {
    name: 'siem',
    logs: ['sign-ins'],
    tenant: null,
    start: 'oldest',
    batchRecords: 10,
    timeLimitMs: 500,
    retry: { firstMs: 10, longestMs: 50 },
    send,
    ...other,
  };
  const forwarder = startForwarder([target], {
    store: store.forwarding,
    tenantId: async (name) => (name === 'x.example' ? 'x' : null),
    events: { forwardFailed: () => undefined, forwardRecovered: () => undefined },
    clock: Date.now,
    chance: () => 0.5,
  });
  t.after(() => forwarder.stop());
  return forwarder;
}

async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !holds(); round += 1) await delay(10);
  assert.ok(holds(), `waited in vain for ${String(holds)}`);
}

const idOf = (line: string): string => (JSON.parse(line.slice(line.indexOf('{'))) as { id: string }).id;

const stream = (port: number, tls: { ca: string } | null = null): Sender =>
  createSyslogStreamSender({ host: '127.0.0.1', port, tls, ownName: 'mail.example', messageBytes: 8192 });

test('syslog over TCP: each record once and in order, as RFC 5424 has it, with octets counted', async (t) => {
  const receiver = await syslogReceiver(t);
  const store = await storeFor(t);
  await signInsIn(store, 1, 25);
  forwarding(t, store, stream(receiver.port));
  await until(() => receiver.messages.length >= 25);
  assert.deepEqual(receiver.messages.map(idOf), ids(1, 25));
  assert.match(
    receiver.messages[0] ?? '',
    /^<86>1 1970-01-01T00:00:00\.001Z mail\.example postern - sign-ins - \{"log":"sign-ins","id":"s1",/,
  );
});

for (const mood of ['reset', 'close-at-once', 'stall'] as const satisfies SyslogMood[]) {
  test(`syslog over TCP: a receiver that does ${mood} gets all of it when it is well again`, async (t) => {
    const receiver = await syslogReceiver(t);
    const store = await storeFor(t);
    receiver.mood(mood);
    await signInsIn(store, 1, 15);
    const forwarder = forwarding(t, store, stream(receiver.port));
    await until(() => (forwarder.status()[0]?.failures ?? 0) >= 2);
    const [status] = forwarder.status();
    assert.equal(status?.lag, 15);
    assert.equal(status?.taken, 0);
    assert.notEqual(status?.lastError, null);
    receiver.mood('well');
    await until(() => receiver.messages.length >= 15);
    assert.deepEqual(receiver.messages.map(idOf), ids(1, 15));
    await until(() => forwarder.status()[0]?.failures === 0 && forwarder.status()[0]?.lag === 0);
  });
}

test('a receiver that answers with garbage is not minded', async (t) => {
  const receiver = await syslogReceiver(t);
  const store = await storeFor(t);
  receiver.mood('garbage');
  await signInsIn(store, 1, 3);
  const forwarder = forwarding(t, store, stream(receiver.port));
  await until(() => forwarder.status()[0]?.taken === 3);
  assert.deepEqual(receiver.messages.map(idOf), ids(1, 3));
});

test('a restart goes on where the receiver has acknowledged; what was written meanwhile is not lost', async (t) => {
  const receiver = await syslogReceiver(t);
  const directory = await directoryFor(t);
  const before = await openStore(directory);
  await signInsIn(before, 1, 12);
  const first = forwarding(t, before, stream(receiver.port));
  await until(() => first.status()[0]?.lag === 0 && first.status()[0]?.taken === 12);
  receiver.mood('stall');
  await signInsIn(before, 13, 20);
  await until(() => receiver.connections() >= 3);
  await first.stop();
  await before.close();

  receiver.mood('well');
  const after = await storeFor(t, directory);
  await signInsIn(after, 21, 30);
  forwarding(t, after, stream(receiver.port), { start: 'now' });
  await until(() => receiver.messages.length >= 30);
  assert.deepEqual(receiver.messages.map(idOf), ids(1, 30));
});

test('a target that is new begins now, unless it asks for the oldest', async (t) => {
  const receiver = await syslogReceiver(t);
  const store = await storeFor(t);
  await signInsIn(store, 1, 5);
  // What is gone from the log has had its numbers all the same.
  await store.signInLog.purge({ before: 9, keep: 1, limit: 100 });
  const forwarder = forwarding(t, store, stream(receiver.port), { start: 'now' });
  // It began at the end, or begins there with this.
  await store.forwarding.begin('siem', 'sign-ins', 'now');
  await signInsIn(store, 6, 8);
  await until(() => forwarder.status()[0]?.taken === 3);
  assert.deepEqual(receiver.messages.map(idOf), ids(6, 8));
});

test('a target of one tenant gets the records of that tenant alone, and none while there is no such tenant', async (t) => {
  const receiver = await syslogReceiver(t);
  const store = await storeFor(t);
  await signInsIn(store, 1, 30, 'y');
  await signInsIn(store, 31, 32, 'x');
  await signInsIn(store, 33, 60, null);
  const forwarder = forwarding(t, store, stream(receiver.port), { tenant: 'x.example' });
  const lost = forwarding(t, store, stream(receiver.port), { name: 'lost', tenant: 'z.example' });
  await until(() => forwarder.status()[0]?.taken === 2 && forwarder.status()[0]?.lag === 0);
  assert.deepEqual(receiver.messages.map(idOf), ids(31, 32));
  await until(() => lost.status()[0]?.lastError === 'there is no tenant z.example');
});

test('a target that stalls holds up itself only', async (t) => {
  const [well, ill] = [await syslogReceiver(t), await syslogReceiver(t)];
  ill.mood('stall');
  const store = await storeFor(t);
  await signInsIn(store, 1, 40);
  const slow = forwarding(t, store, stream(ill.port), { name: 'ill', timeLimitMs: 60_000 });
  forwarding(t, store, stream(well.port), { name: 'well' });
  await until(() => well.messages.length === 40);
  assert.equal(ill.messages.length, 0);
  // Its end does not wait for the receiver.
  await slow.stop();
});

test('syslog over TLS trusts the authority that it is given, and no other', async (t) => {
  const directory = await directoryFor(t);
  const ours = await embeddedCertificate(join(directory, 'a'), ['localhost', '127.0.0.1'], Date.now());
  const other = await embeddedCertificate(join(directory, 'b'), ['localhost', '127.0.0.1'], Date.now());
  const tls = { cert: await readFile(ours.certFile), key: await readFile(ours.keyFile) };
  const receiver = await syslogReceiver(t, { tls });
  const store = await storeFor(t);
  await signInsIn(store, 1, 12);
  const wrong = stream(receiver.port, { ca: await readFile(other.caFile, 'utf8') });
  const deceived = forwarding(t, store, wrong, { name: 'wrong' });
  await until(() => (deceived.status()[0]?.failures ?? 0) > 0);
  assert.equal(deceived.status()[0]?.taken, 0);
  await deceived.stop();
  assert.equal(receiver.messages.length, 0);
  forwarding(t, store, stream(receiver.port, { ca: await readFile(ours.caFile, 'utf8') }));
  await until(() => receiver.messages.length >= 12);
  assert.deepEqual(receiver.messages.map(idOf), ids(1, 12));
});

test('syslog over UDP: a message a datagram; a port where nobody listens keeps the records back', async (t) => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  const store = await storeFor(t);
  await signInsIn(store, 1, 12);
  const udp = createSyslogUdpSender({ host: '127.0.0.1', port, ownName: 'mail.example', messageBytes: 2048 });
  const forwarder = forwarding(t, store, udp);
  await until(() => (forwarder.status()[0]?.failures ?? 0) > 0);
  assert.equal(forwarder.status()[0]?.taken, 0);
  const again = createSocket('udp4');
  t.after(() => void again.close());
  const got: string[] = [];
  again.on('message', (message) => got.push(message.toString()));
  again.bind(port, '127.0.0.1');
  await until(() => forwarder.status()[0]?.taken === 12);
  await until(() => got.length >= 12);
  assert.deepEqual(new Set(got.map(idOf)), new Set(ids(1, 12)));
});

test('a webhook gets signed lines of JSON; what it refuses comes again when it asked for it', async (t) => {
  const times: number[] = [];
  const taken: string[] = [];
  const receiver = await webhookReceiver(t, ({ headers, body }, response) => {
    times.push(Date.now());
    const [, at, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['postern-signature'])) ?? [];
    assert.equal(createHmac('sha256', secret).update(`${at}.${body}`).digest('hex'), digest);
    assert.equal(headers['content-type'], 'application/x-ndjson');
    if (times.length === 1) return void response.writeHead(503, { 'retry-after': '1' }).end();
    if (times.length === 2) return void response.destroy();
    if (times.length === 3) return void response.writeHead(302, { location: '/elsewhere' }).end();
    taken.push(...body.trimEnd().split('\n').map(idOf));
    response.writeHead(202).end('x'.repeat(500_000));
  });
  const store = await storeFor(t);
  await signInsIn(store, 1, 15);
  forwarding(t, store, createWebhookSender({ url: receiver.url, secret, clock: Date.now }));
  await until(() => taken.length >= 15);
  assert.deepEqual(taken, ids(1, 15));
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 950, 'Retry-After was honoured');
});

test('a webhook that stalls is given up in time; one that finds a batch too large gets smaller ones', async (t) => {
  let requests = 0;
  const taken: string[] = [];
  const receiver = await webhookReceiver(t, ({ body }, response) => {
    requests += 1;
    if (requests === 1) return;
    const lines = body.trimEnd().split('\n');
    if (lines.length > 3) return void response.writeHead(413).end();
    taken.push(...lines.map(idOf));
    response.writeHead(200).end();
  });
  const store = await storeFor(t);
  await signInsIn(store, 1, 12);
  forwarding(t, store, createWebhookSender({ url: receiver.url, secret, clock: Date.now }));
  await until(() => taken.length >= 12);
  assert.deepEqual(taken, ids(1, 12));
});

test('records written in batches while it reads are forwarded all, once', async (t) => {
  const receiver = await syslogReceiver(t);
  const store = await storeFor(t);
  forwarding(t, store, stream(receiver.port), { batchRecords: 100 });
  for (let each = 1; each <= 3000; each += 1) {
    // Recorded late, or by a clock that was set back: their place is where they were written.
    store.signInLog.record(signInRecord({ id: `s${each}`, at: 5000 - each }));
    if (each % 300 === 0) await delay(20);
  }
  await until(() => receiver.messages.length >= 3000);
  assert.deepEqual(receiver.messages.map(idOf), ids(1, 3000));
});
