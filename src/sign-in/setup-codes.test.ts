/** When the code of a set-up link is good, and when no longer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSetupCodes, maximumWrongSetupCodes, setupCodeHours } from './setup-codes.ts';

function codesAt() {
  const at = { now: 0 };
  return { at, codes: createSetupCodes(() => at.now) };
}

test('a code is good once, however it is typed, and again where nothing came of it', () => {
  const { codes } = codesAt();
  assert.equal(codes.take(''), 'over', 'before one was made');
  const { code } = codes.make();
  assert.match(code, /^([a-z2-9]{5}-){5}[a-z2-9]{5}$/);
  assert.equal(codes.take(''), 'wrong');
  assert.equal(codes.take(` ${code.toUpperCase().replaceAll('-', ' ')} `), 'taken');
  assert.equal(codes.take(code), 'over');
  codes.giveBack();
  assert.equal(codes.take(code), 'taken');
});

test('it ends after a day, and when a new one is made', () => {
  const { at, codes } = codesAt();
  const { code, endsAt } = codes.make();
  assert.equal(endsAt, setupCodeHours * 3_600_000);
  at.now = endsAt - 1;
  const { code: next } = codes.make();
  assert.equal(codes.take(code), 'wrong');
  at.now += setupCodeHours * 3_600_000;
  assert.equal(codes.take(next), 'over');
});

test('after so many wrong ones the right one is good no longer', () => {
  const { codes } = codesAt();
  const { code } = codes.make();
  for (let tries = 0; tries < maximumWrongSetupCodes; tries += 1) assert.equal(codes.take('x'.repeat(30)), 'wrong');
  assert.equal(codes.take(code), 'over');
});
