/** How many requests go through, and how long the others wait. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRequestLimiter } from './request-limiter.ts';

test('as many as the limit go at once, then they come at its pace', () => {
  let now = 0;
  const limiter = createRequestLimiter({ requests: 10, seconds: 5 }, () => now);
  for (let index = 0; index < 10; index++) assert.equal(limiter.take('t', 'a'), null);
  assert.equal(limiter.take('t', 'a'), 1);
  now += 500;
  assert.equal(limiter.take('t', 'a'), null);
  assert.equal(limiter.take('t', 'a'), 1);
  now += 60_000;
  for (let index = 0; index < 10; index++) assert.equal(limiter.take('t', 'a'), null);
  assert.notEqual(limiter.take('t', 'a'), null);
});

test('whoever keeps asking does not wait longer for it', () => {
  let now = 0;
  const limiter = createRequestLimiter({ requests: 1, seconds: 10 }, () => now);
  assert.equal(limiter.take('t', 'a'), null);
  for (let second = 1; second < 10; second++) {
    now = second * 1000;
    assert.equal(limiter.take('t', 'a'), 10 - second);
  }
  now = 10_000;
  assert.equal(limiter.take('t', 'a'), null);
});

test('each application has its own limit in each tenant; 0 is none', () => {
  const limiter = createRequestLimiter({ requests: 1, seconds: 1 }, () => 0);
  assert.deepEqual(
    [limiter.take('t', 'a'), limiter.take('t', 'b'), limiter.take('u', 'a'), limiter.take('t', 'a')],
    [null, null, null, 1],
  );
  const open = createRequestLimiter({ requests: 0, seconds: 1 }, () => 0);
  for (let index = 0; index < 100; index++) assert.equal(open.take('t', 'a'), null);
});

test('a clock that goes back gives and takes nothing', () => {
  let now = 10_000;
  const limiter = createRequestLimiter({ requests: 2, seconds: 1 }, () => now);
  limiter.take('t', 'a');
  now = 0;
  assert.deepEqual([limiter.take('t', 'a'), limiter.take('t', 'a')], [null, 1]);
});
