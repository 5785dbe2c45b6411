/** Who comes first is served first, never more at once than may, and who finds the line full is told so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from './turns.ts';

test('as many are at work as may, the others follow in their order, and the last are turned away', async () => {
  const turns = createTurns({ atOnce: 2, waiting: 2 });
  const began: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (number: number) => () => {
    began.push(number);
    return new Promise<number>((resolve) => ends.set(number, () => resolve(number)));
  };
  const all = [1, 2, 3, 4, 5].map((number) => turns.take(work(number)));
  assert.equal(await all[4], 'busy');
  assert.deepEqual(began, [1, 2]);
  ends.get(2)?.();
  assert.equal(await all[1], 2);
  assert.deepEqual(began, [1, 2, 3]);
  for (const number of [1, 3]) ends.get(number)?.();
  await Promise.all([all[0], all[2]]);
  assert.deepEqual(began, [1, 2, 3, 4]);
  ends.get(4)?.();
  assert.equal(await all[3], 4);
});

test('work that fails makes room as well', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 0 });
  for (const reason of ['one', 'two'])
    await assert.rejects(
      turns.take(() => Promise.reject(new Error(reason))),
      new Error(reason),
    );
  assert.equal(await turns.take(async () => 'done'), 'done');
});
