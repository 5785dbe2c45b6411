/** Looking a name up, where nobody answers for it, and where the system knows it by itself. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { type TestContext, test } from 'node:test';
import { Deadline } from './deadline.ts';
import { lookUp, systemNames } from './names.ts';

/** A name server that takes every question and answers none. */
async function silentNameServer(t: TestContext): Promise<string> {
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return `127.0.0.1:${socket.address().port}`;
}

test('a name server that does not answer is a fact before the time is up', async (t) => {
  const names = systemNames([await silentNameServer(t)]);
  const facts = await lookUp('no-such.example', names, new Deadline(20_000));
  assert.deepEqual([facts.failure, facts.addresses, facts.alias], ['ETIMEOUT', [], null]);
  assert.ok(facts.tookMs < 15_000, String(facts.tookMs));
});

test('what stands in the hosts file needs no name server', async (t) => {
  const names = systemNames([await silentNameServer(t)]);
  const facts = await lookUp('localhost', names, new Deadline(20_000));
  assert.equal(facts.failure, null);
  assert.ok(facts.addresses.some((address) => address === '127.0.0.1' || address === '::1'));
});

test('an address is not looked up', async () => {
  const never = {
    addresses: () => Promise.reject(new Error('asked')),
    alias: () => Promise.reject(new Error('asked')),
  };
  assert.deepEqual((await lookUp('::1', never, new Deadline(1000))).addresses, ['::1']);
});
