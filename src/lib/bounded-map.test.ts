import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoundedMap } from './bounded-map.ts';

test('at the limit the entry that was used longest ago makes room, and no other', () => {
  const map = createBoundedMap<string, number>(3);
  for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) map.set(key, value);
  assert.equal(map.get('a'), 1);
  map.set('d', 4);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => map.get(key)),
    [1, undefined, 3, 4],
  );
  map.set('a', 5);
  assert.deepEqual([map.size, map.get('a')], [3, 5]);
  map.delete('a');
  assert.deepEqual([map.size, map.get('a')], [2, undefined]);
});
