/** What lockout does to guessers, and what it never does to the real device. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createThrottle, defaultThrottleLimits } from './throttle.ts';

const device = '192.0.2.10';

function prepare() {
  let now = 0;
  const throttle = createThrottle(defaultThrottleLimits, () => now);
  return { throttle, pass: (ms: number) => void (now += ms) };
}

test('a flood of wrong passwords from elsewhere does not lock the familiar address', () => {
  const { throttle } = prepare();
  throttle.succeeded('scanner', device);
  for (let i = 0; i < 1_000; i++) throttle.failed('scanner', `198.51.100.${i % 250}`, `guess ${i}`);
  assert.equal(throttle.standing('scanner', '203.0.113.1'), 'locked');
  assert.equal(throttle.standing('scanner', device), 'open');
});

test('a familiar pair passes at an address that guesses at other accounts', () => {
  const { throttle } = prepare();
  throttle.succeeded('scanner', device);
  for (let i = 0; i < 60; i++) throttle.failed(`user ${i}`, device, 'guess');
  assert.equal(throttle.standing('another', device), 'locked');
  assert.equal(throttle.standing('scanner', device), 'open');
});

test('ten wrong passwords lock the pair for a minute, the next one for two', () => {
  const { throttle, pass } = prepare();
  for (let i = 0; i < 9; i++) throttle.failed('scanner', device, `guess ${i}`);
  assert.equal(throttle.standing('scanner', device), 'open');
  throttle.failed('scanner', device, 'the tenth');
  assert.equal(throttle.standing('scanner', device), 'locked');
  pass(60_000);
  assert.equal(throttle.standing('scanner', device), 'open');
  throttle.failed('scanner', device, 'the eleventh');
  pass(119_999);
  assert.equal(throttle.standing('scanner', device), 'locked');
});

test('the same wrong password again counts once', () => {
  const { throttle } = prepare();
  for (let i = 0; i < 100; i++) throttle.failed('scanner', device, 'the old one');
  assert.equal(throttle.standing('scanner', device), 'open');
});
