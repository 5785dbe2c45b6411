/** Whoever looks on hears of each thing once in a while, of their tenant alone; nobody is looked for where nobody looks on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import { type Change, ChangeHub, type ChangeSource } from './change-hub.ts';

function source() {
  const waiting: Change[] = [];
  let looks = 0;
  const it: ChangeSource = {
    async changes() {
      looks += 1;
      return waiting.splice(0);
    },
  };
  return { it, looks: () => looks, happen: (...changes: Change[]) => waiting.push(...changes) };
}

const limits = { followers: 2, periodMs: 5 };
const users = { of: 'users', tenantId: 't1' } as const;

test('what changes between two looks is told once, and of other tenants nothing', async (t) => {
  const { it, happen } = source();
  const hub = new ChangeHub(it, limits);
  const [own, every] = [await hub.follow('t1'), await hub.follow(null)];
  t.after(() => [own, every].forEach((each) => each?.close()));
  happen(
    users,
    users,
    { of: 'audit', tenantId: 't1' },
    { of: 'queue', tenantId: 't2' },
    { of: 'roles', tenantId: null },
  );
  assert.deepEqual(await own?.next(10_000), ['users', 'audit']);
  assert.deepEqual(await every?.next(10_000), ['users', 'audit', 'queue', 'roles']);
  assert.deepEqual(await own?.next(1), []);
});

test('no more look on than may, and who has left makes room and is told no more', async (t) => {
  const { it, looks, happen } = source();
  const hub = new ChangeHub(it, limits);
  const [first, second] = [await hub.follow(null), await hub.follow(null)];
  assert.equal(await hub.follow(null), null);
  const waiting = first?.next(10_000);
  first?.close();
  assert.equal(await waiting, null);
  const third = await hub.follow(null);
  assert.ok(third !== null);
  second?.close();
  third.close();
  // The looks end with the last who looked on.
  let seen = looks();
  await eventually(async () => {
    const before = seen;
    await new Promise((resolve) => setTimeout(resolve, 4 * limits.periodMs));
    seen = looks();
    return before === seen;
  });
  happen(users);
  const later = await hub.follow('t1');
  t.after(() => later?.close());
  happen({ of: 'audit', tenantId: 't1' });
  const told = await later?.next(10_000);
  assert.ok(told?.includes('audit') || (await later?.next(10_000))?.includes('audit'));
});

test('when the service ends, so do the streams', async () => {
  const { it } = source();
  const hub = new ChangeHub(it, limits);
  const follower = await hub.follow(null);
  const waiting = follower?.next(10_000);
  hub.close();
  assert.equal(await waiting, null);
  assert.equal(await hub.follow(null), null);
});

test('a look that fails is told of, and the next one is taken all the same', async (t) => {
  const faults: unknown[] = [];
  let isBroken = true;
  const broken: ChangeSource = {
    async changes() {
      if (!isBroken) return [users];
      isBroken = false;
      throw new Error('no database');
    },
  };
  const hub = new ChangeHub(broken, limits, (error) => faults.push(error));
  const follower = await hub.follow('t1');
  t.after(() => follower?.close());
  assert.deepEqual(await follower?.next(10_000), ['users']);
  assert.equal(faults.length, 1);
});
