/** When the code of a set-up link is good, and when no longer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSetupCodes, maximumWrongSetupCodes, setupCodeHours } from './setup-codes.ts';

const here = '192.0.2.1';

function codesAt() {
  const at = { now: 0 };
  return { at, codes: createSetupCodes(() => at.now) };
}

test('a code is good once, however it is typed, and again where nothing came of it', () => {
  const { codes } = codesAt();
  assert.equal(codes.take('', here), 'over', 'before one was made');
  const { code } = codes.make();
  assert.match(code, /^([a-z2-9]{5}-){5}[a-z2-9]{5}$/);
  assert.equal(codes.take('', here), 'wrong');
  assert.equal(codes.take(` ${code.toUpperCase().replaceAll('-', ' ')} `, here), 'taken');
  assert.equal(codes.take(code, here), 'over');
  codes.giveBack();
  assert.equal(codes.take(code, here), 'taken');
});

test('it ends after a day, and when a new one is made', () => {
  const { at, codes } = codesAt();
  const { code, endsAt } = codes.make();
  assert.equal(endsAt, setupCodeHours * 3_600_000);
  at.now = endsAt - 1;
  const { code: next } = codes.make();
  assert.equal(codes.take(code, here), 'wrong');
  at.now += setupCodeHours * 3_600_000;
  assert.equal(codes.take(next, here), 'over');
});

test('wrong codes are limited by where they come from, for an hour, and cost nobody else the right one', () => {
  const { at, codes } = codesAt();
  const { code } = codes.make();
  const wrong = 'x'.repeat(30);
  for (let tries = 0; tries < maximumWrongSetupCodes; tries += 1) assert.equal(codes.take(wrong, here), 'wrong');
  assert.deepEqual([codes.take(wrong, here), codes.take(code, here)], ['too-many', 'too-many']);
  at.now += 3_600_000;
  assert.equal(codes.take(wrong, here), 'wrong');
  for (let tries = 0; tries < maximumWrongSetupCodes; tries += 1)
    assert.equal(codes.take(wrong, `2001:db8::${tries}`), 'wrong');
  assert.equal(codes.take(wrong, '2001:db8::ffff'), 'too-many', 'of one /64');
  assert.equal(codes.take(code, '192.0.2.2'), 'taken');
});

test('a new code forgets the wrong ones', () => {
  const { codes } = codesAt();
  codes.make();
  for (let tries = 0; tries < maximumWrongSetupCodes; tries += 1) codes.take('', here);
  assert.equal(codes.take(codes.make().code, here), 'taken');
});
