/** Ids: their form, that none comes twice, and that they rise with time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './id.ts';

test('ids have the form of Microsoft’s session ids, and none comes twice', () => {
  const ids = Array.from({ length: 9000 }, () => newId());
  for (const id of ids) assert.match(id, /^0[0-9A-F]{15}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('a later id is a greater one, also within a millisecond, and where the clock is set back', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 60_000 });
  const ids = Array.from({ length: 25_000 }, () => newId());
  t.mock.timers.setTime(Date.now() - 5000);
  ids.push(newId(), newId());
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
});
