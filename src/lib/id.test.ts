/** Ids: their form, that none comes twice, and that they rise with time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from './id.ts';

test('ids have the form of Microsoft’s session ids, and none comes twice', () => {
  const ids = Array.from({ length: 9000 }, () => newId());
  for (const id of ids) assert.match(id, /^0[0-9A-F]{15}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test('a later id is a greater one', async () => {
  const first = newId();
  await sleep(3);
  assert.ok(newId() > first);
});
