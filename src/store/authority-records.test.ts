/** What is not finished is counted exactly, whichever way a record comes, changes and goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import { openStore } from './open-store.ts';

const later = 1_000_000;

test('unfinished records are counted as they come, are finished, removed, revoked and run out, and after a restart', async (t) => {
  const path = await temporaryDirectory(t);
  const first = await openStore(path);
  const { records } = first;
  const in1 = { directory: 't1', perDirectory: 10, inAll: 12 };
  const in2 = { ...in1, directory: 't2' };
  const put = (id: string, unfinished: typeof in1 | null, endsAt = later, now = 0) =>
    records.put('t1/Interaction', id, { grantId: `g${id}` }, endsAt, now, unfinished);
  for (const id of ['a', 'b', 'c', 'd']) assert.equal(await put(id, in1), 'kept');
  await put('e', in2, 5);
  await put('f', null);
  assert.equal(await records.unfinished(), 5);
  // The same once more is none more, and one that is finished is none.
  await put('a', in1);
  await put('b', null);
  assert.equal(await records.unfinished(), 4);
  await records.remove('t1/Interaction', 'a');
  await records.revoke('gc');
  assert.equal(await records.unfinished(), 2);
  // The next one takes along what is over.
  await put('g', in1, later, 10);
  assert.equal(await records.unfinished(), 2);
  await first.close();
  const again = await openStore(path);
  atEnd(t, () => again.close());
  assert.equal(await again.records.unfinished(), 2);
});

test('at the bound nothing more is begun, and what is there can be changed and finished', async (t) => {
  const store = await openStore(await temporaryDirectory(t));
  atEnd(t, () => store.close());
  const bound = { directory: 't1', perDirectory: 1, inAll: 2 };
  const put = (id: string, unfinished: typeof bound | null) =>
    store.records.put(`${unfinished?.directory ?? 't1'}/DeviceCode`, id, {}, later, 0, unfinished);
  assert.equal(await put('a', bound), 'kept');
  assert.equal(await put('b', bound), 'full');
  assert.equal(await store.records.find('t1/DeviceCode', 'id', 'b', 0), null);
  assert.equal(await put('a', bound), 'kept');
  assert.equal(await put('c', { ...bound, directory: 't2' }), 'kept');
  assert.equal(await put('d', { ...bound, directory: 't3' }), 'full');
  assert.equal(await put('a', null), 'kept');
  assert.equal(await put('b', bound), 'kept');
});
