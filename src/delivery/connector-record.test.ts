/** What is known of a connector: the last success, the last failure, since when it fails; never a person's name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedMessage, leaseOf } from '../../test/fixtures/accepted-message.ts';
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import { createConnectorRecords, wordsWithoutPeople } from './connector-record.ts';

function connectorOf() {
  let now = 1000;
  let answer: () => DeliveryOutcome = () => assert.fail('no answer is prepared');
  const records = createConnectorRecords(() => now);
  const { deliver } = records.of({ name: 'out', domains: [], deliver: async () => [answer()] });
  const lease = leaseOf(acceptedMessage({ to: ['ann.lee@y.example'], envelope: { reversePath: 'bob@x.example' } }));
  return {
    record: () => records.all()[0],
    async attempt(at: number, kind: DeliveryOutcome['kind'], text: string) {
      now = at;
      answer = () => ({ kind, connector: 'out', text });
      await deliver(lease);
    },
    async fault(at: number) {
      now = at;
      answer = () => {
        throw new Error('the spool is gone');
      };
      await assert.rejects(deliver(lease), /the spool is gone/);
    },
  };
}

test('a connector that was not asked yet says nothing of itself', () => {
  const { record } = connectorOf();
  assert.deepEqual(record(), { name: 'out', lastSuccessAt: null, lastFailure: null, failingSince: null });
});

test('it fails since the first failure in a row, and works again with the first delivery', async () => {
  const { record, attempt } = connectorOf();
  await attempt(10, 'delivered', '250 ok');
  await attempt(20, 'temporary', 'connection refused');
  await attempt(30, 'uncertain', 'no answer');
  assert.deepEqual(record(), {
    name: 'out',
    lastSuccessAt: 10,
    lastFailure: { at: 30, text: 'no answer' },
    failingSince: 20,
  });
  await attempt(40, 'delivered', '250 ok');
  assert.deepEqual([record()?.failingSince, record()?.lastSuccessAt, record()?.lastFailure?.at], [null, 40, 30]);
});

test('a refusal for good is the last failure, and the way works: the upstream has answered', async () => {
  const { record, attempt } = connectorOf();
  await attempt(10, 'temporary', 'connection refused');
  await attempt(20, 'permanent', '550 5.1.1 no such user');
  assert.deepEqual([record()?.failingSince, record()?.lastFailure?.text], [null, '550 5.1.1 no such user']);
});

test('a fault of our own counts as a failure, and is still one to whoever delivers', async () => {
  const { record, fault } = connectorOf();
  await fault(10);
  assert.deepEqual([record()?.failingSince, record()?.lastFailure?.text], [10, 'internal error']);
});

test("an upstream's words lose addresses, names alone, and what looks like a secret; the code stays", async () => {
  const { record, attempt } = connectorOf();
  await attempt(10, 'permanent', '550 5.1.1 <Ann.Lee@y.example>: ann.lee unknown, from bob; password=hunter2');
  const text = record()?.lastFailure?.text ?? '';
  assert.match(text, /^550 5\.1\.1 \[address\]: \[address\] unknown, from \[address\]; password=\[redacted\]/);
  assert.equal(wordsWithoutPeople('451 4.3.0 later', ['451@y.example']), '451 4.3.0 later');
  assert.equal(wordsWithoutPeople('bobsled a(b', ['bob@x', 'a(b@y']), 'bobsled [address]');
  assert.ok(wordsWithoutPeople('x'.repeat(9000), []).length <= 200);
});
