/** The addresses that ask for a failure get it, and nobody else does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedMessage, leaseOf } from '../../test/fixtures/accepted-message.ts';
import { capture } from './capture.ts';
import { failureAsked, withFailureAddresses } from './failure-addresses.ts';

const lease = (...to: string[]) => leaseOf(acceptedMessage({ to }));

test('a code as local part is the answer, for now or for good', () => {
  assert.deepEqual(failureAsked('451@any.example'), {
    kind: 'temporary',
    text: '451 4.0.0 The address asked for this reply',
  });
  assert.deepEqual(failureAsked('550@any.example'), {
    kind: 'permanent',
    text: '550 5.0.0 The address asked for this reply',
  });
});

test('slow waits ten seconds, or as many as it says up to 120; drop loses the answer', () => {
  assert.deepEqual(failureAsked('slow@any.example'), { kind: 'slow', delayMs: 10_000 });
  assert.deepEqual(failureAsked('Slow-120@any.example'), { kind: 'slow', delayMs: 120_000 });
  assert.deepEqual(failureAsked('drop@any.example'), { kind: 'drop' });
});

test('any other address asks for nothing', () => {
  for (const address of [
    '250@a',
    '4511@a',
    '45@a',
    'x451@a',
    'slow-121@a',
    'slow-@a',
    'slowly@a',
    'drop-1@a',
    'drop',
  ]) {
    assert.equal(failureAsked(address), null, address);
  }
});

test('each recipient has its own outcome, in the order of the lease', async () => {
  const deliver = withFailureAddresses(capture, new AbortController().signal);
  const outcomes = await deliver(lease('550@x.example', 'a@x.example', 'drop@x.example', '451@x.example', 'b@x'));
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['permanent', 'delivered', 'uncertain', 'temporary', 'delivered'],
  );
});

test('a slow recipient is delivered after the longest wait asked for', async () => {
  const waits: number[] = [];
  const deliver = withFailureAddresses(capture, new AbortController().signal, async (ms) => void waits.push(ms));
  const outcomes = await deliver(lease('slow-3@x.example', 'slow@x.example', 'a@x.example'));
  assert.deepEqual(waits, [10_000]);
  assert.ok(outcomes.every(({ kind }) => kind === 'delivered'));
});

test('a service that stops does not wait for the slow', async () => {
  const outcomes = await withFailureAddresses(capture, AbortSignal.abort())(lease('slow-120@x.example'));
  assert.equal(outcomes[0]?.kind, 'delivered');
});
