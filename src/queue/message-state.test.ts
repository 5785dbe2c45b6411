import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAction, afterAttempt, type RecipientState, type StateName } from './message-state.ts';
import { defaultRetrySchedule, nextRetryAt } from './retry-schedule.ts';

const answer = { at: 1, connector: 'c', text: 't' };
const states: Readonly<Record<StateName, RecipientState>> = {
  queued: { name: 'queued', nextAttemptAt: 1 },
  delivering: { name: 'delivering', owner: 'o', leaseUntil: 1 },
  deferred: { name: 'deferred', nextAttemptAt: 1, answer },
  uncertain: { name: 'uncertain', nextAttemptAt: 1, answer },
  held: { name: 'held', by: 'b', at: 1 },
  delivered: { name: 'delivered', answer },
  bounced: { name: 'bounced', answer, bounceId: null },
  cancelled: { name: 'cancelled', by: 'b', at: 1 },
  dead: { name: 'dead', answer },
};

test('an operator never changes what was delivered, bounced or cancelled, nor what a worker holds', () => {
  for (const name of ['delivered', 'bounced', 'cancelled', 'delivering'] as const) {
    for (const action of ['retry', 'hold', 'release', 'cancel'] as const)
      assert.equal(afterAction(states[name], action, 'b', 2), null);
  }
});

test('every state that waits can be cancelled, and the canceller is named', () => {
  for (const name of ['queued', 'deferred', 'uncertain', 'held', 'dead'] as const) {
    assert.deepEqual(afterAction(states[name], 'cancel', 'ann', 2), { name: 'cancelled', by: 'ann', at: 2 });
  }
});

test('only what is held is released, and what is dead can be tried again', () => {
  assert.equal(afterAction(states.queued, 'release', 'b', 2), null);
  assert.deepEqual(afterAction(states.held, 'release', 'b', 2), { name: 'queued', nextAttemptAt: 2 });
  assert.deepEqual(afterAction(states.dead, 'retry', 'b', 2), { name: 'queued', nextAttemptAt: 2 });
});

test('an attempt ends delivered, waiting, or dead when nothing more is tried', () => {
  assert.equal(afterAttempt('delivered', answer, 5).name, 'delivered');
  assert.deepEqual(afterAttempt('temporary', answer, 5), { name: 'deferred', nextAttemptAt: 5, answer });
  assert.deepEqual(afterAttempt('uncertain', answer, 5), { name: 'uncertain', nextAttemptAt: 5, answer });
  assert.equal(afterAttempt('temporary', answer, null).name, 'dead');
  assert.equal(afterAttempt('permanent', answer, 5).name, 'dead');
});

test('retries come after 1, 5, 15, 30 and then 60 minutes, and end within two days', () => {
  let now = 0;
  const minutes: number[] = [];
  for (let attempts = 1; attempts < 1000; attempts += 1) {
    const at = nextRetryAt(defaultRetrySchedule, attempts, 0, now);
    if (at === null) break;
    minutes.push((at - now) / 60_000);
    now = at;
  }
  assert.deepEqual(minutes.slice(0, 6), [1, 5, 15, 30, 60, 60]);
  assert.ok(now <= defaultRetrySchedule.giveUpAfterMs && now > defaultRetrySchedule.giveUpAfterMs - 3_600_000);
});
