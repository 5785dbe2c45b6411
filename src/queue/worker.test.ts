/** The worker over a real store: what is due is delivered, and who is slow holds nobody else up. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { openStore, type Store } from '../store/open-store.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { defaultRetrySchedule } from './retry-schedule.ts';
import { createQueueWorker, type WorkerOptions } from './worker.ts';

const delivered: DeliveryOutcome = { kind: 'delivered', connector: 'test', text: 'ok' };

async function opened(t: TestContext): Promise<{ store: Store; path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'postern-worker-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const store = await openStore(path);
  t.after(() => store.close());
  return { store, path };
}

async function accept({ spool }: Store, address: string): Promise<string> {
  const message = acceptedMessage({ acceptedAt: Date.now(), to: [address] });
  const writer = spool.open();
  await writer.write(Buffer.from('Subject: x\r\n\r\nx\r\n'));
  await writer.commit(message, Buffer.alloc(0));
  return message.id;
}

function worker(t: TestContext, store: Store, deliver: WorkerOptions['deliver'], concurrency = 4) {
  const made = createQueueWorker({
    store: store.queue,
    deliver,
    tellSubmitter: async (_lease, steps) => steps,
    schedule: defaultRetrySchedule,
    clock: Date.now,
    owner: 'test',
    concurrency,
    events: { delivered: () => undefined, fault: () => undefined },
  });
  t.after(() => made.stop(0));
  made.start();
  return made;
}

async function stateOf({ queue }: Store, id: string): Promise<string | undefined> {
  return (await queue.find(id))?.recipients[0]?.state.name;
}

/** Waits until the message is in the state, for ten seconds at the most. */
async function becomes(store: Store, id: string, state: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await stateOf(store, id)) === state) return;
    await sleep(20);
  }
  assert.equal(await stateOf(store, id), state);
}

test('mail that comes while a slow message is under way is delivered before it', async (t) => {
  const { store } = await opened(t);
  const slow = Promise.withResolvers<void>();
  worker(t, store, async ({ recipients }) => {
    if (recipients[0]?.recipient.address.startsWith('slow')) await slow.promise;
    return recipients.map(() => delivered);
  });
  const held = await accept(store, 'slow@y.example');
  await becomes(store, held, 'delivering');
  for (let count = 0; count < 20; count += 1) await becomes(store, await accept(store, 'quick@y.example'), 'delivered');
  assert.equal(await stateOf(store, held), 'delivering');
  slow.resolve();
  await becomes(store, held, 'delivered');
});

test('no more messages are under way at once than the administrator allows', async (t) => {
  const { store } = await opened(t);
  let now = 0;
  let most = 0;
  worker(
    t,
    store,
    async ({ recipients }) => {
      now += 1;
      most = Math.max(most, now);
      await sleep(2);
      now -= 1;
      return recipients.map(() => delivered);
    },
    3,
  );
  const ids = await Promise.all(Array.from({ length: 150 }, () => accept(store, 'a@y.example')));
  for (const id of ids) await becomes(store, id, 'delivered');
  assert.equal(most, 3);
});

test('a stop waits no longer than its grace, and what was under way is due again at the next start', async (t) => {
  const { store, path } = await opened(t);
  const never = new Promise<never>(() => undefined);
  const first = worker(t, store, () => never, 1);
  const [one, other] = [await accept(store, 'a@y.example'), await accept(store, 'b@y.example')];
  await becomes(store, one, 'delivering');
  await first.stop(50);
  await store.close();
  const again = await openStore(path);
  t.after(() => again.close());
  worker(t, again, async ({ recipients }) => recipients.map(() => delivered));
  for (const id of [one, other]) await becomes(again, id, 'delivered');
});

test('a connector that throws has failed for this message and for now', async (t) => {
  const { store } = await opened(t);
  worker(t, store, async ({ recipients }) => {
    if (recipients[0]?.recipient.address.startsWith('bad')) throw new Error('secret of the inside');
    return recipients.map(() => delivered);
  });
  const bad = await accept(store, 'bad@y.example');
  await becomes(store, await accept(store, 'good@y.example'), 'delivered');
  await becomes(store, bad, 'deferred');
  assert.ok(!JSON.stringify(await store.queue.find(bad)).includes('secret'));
});
