/** Changes with an end over a real store: what they weakened is weakened no longer than they say, whatever else is changed. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import { wholePolicy } from '../directory/conditional-access-policy.ts';
import type { TenantSettings } from '../directory/settings.ts';
import { newGuid } from '../lib/id.ts';
import { createEndingChanges } from './end-changes.ts';
import type { SettingValues } from './settings.ts';

async function house(t: TestContext) {
  const it = { at: 1000 };
  const parts = { clock: () => it.at, newGuid };
  const { administration, store, tenant } = await administrationHouse(t, parts.clock);
  const { settings, changes } = administration;
  const told: string[] = [];
  async function change(values: SettingValues<TenantSettings>, until: number | null = null): Promise<string> {
    it.at += 1;
    await settings.changeOfTenant(local, tenant, values, until);
    const [entry] = await store.auditLog.list({ tenantId: tenant.id, action: 'settings.change', limit: 1 });
    return entry?.id ?? assert.fail('no change');
  }
  /** Lets the time come, and all that ends by then. */
  async function at(time: number): Promise<void> {
    it.at = time;
    const ending = createEndingChanges(store.auditLog, parts, {
      ended: ({ id }, putBack) => told.push(`${id} ${putBack ? 'put back' : 'not put back'}`),
      overdue: (_change, because) => assert.fail(because),
      fault: (error) => assert.fail(String(error)),
    });
    await ending.start();
    await ending.stop();
  }
  const inForce = async <K extends keyof TenantSettings>(name: K): Promise<TenantSettings[K]> =>
    (await store.directory.settingsOfTenant(tenant.id))[name].value;
  return { ...administration, changes, settings, store, tenant, told, change, at, inForce };
}

for (const [title, firstEnd, secondEnd] of [
  ['the older one', 5000, 6000],
  ['the newer one', 6000, 5000],
  ['neither', 5000, 5000],
] as const)
  test(`of two changes of one setting with an end, ${title} first, none stays`, async (t) => {
    const { change, at, inForce, store, tenant } = await house(t);
    await change({ recipientsPerDay: 30 });
    const before = await store.directory.settingsOfTenant(tenant.id);
    await change({ recipientsPerDay: 100 }, firstEnd);
    await change({ recipientsPerDay: 200 }, secondEnd);
    await at(4999);
    assert.equal(await inForce('recipientsPerDay'), 200);
    await at(5000);
    assert.equal(
      await inForce('recipientsPerDay'),
      { 5000: { 5000: 30, 6000: 200 }, 6000: { 5000: 100 } }[firstEnd][secondEnd],
    );
    await at(6000);
    assert.deepEqual(await store.directory.settingsOfTenant(tenant.id), before);
    assert.equal(await store.auditLog.nextEnd(), null);
  });

test('what a person sets meanwhile stays, and its undo does not bring back what has ended', async (t) => {
  const { change, at, inForce, changes, told } = await house(t);
  await change({ securityDefaults: true, recipientsPerDay: 30 });
  const timed = await change({ securityDefaults: false, recipientsPerDay: 100 }, 5000);
  const decided = await change({ recipientsPerDay: 50 });
  await at(5000);
  assert.deepEqual(told, [`${timed} not put back`]);
  assert.deepEqual([await inForce('securityDefaults'), await inForce('recipientsPerDay')], [true, 50]);
  assert.notEqual((await changes.find(local, timed)).undoneBy, null, 'it has ended');
  await changes.undo(local, decided);
  assert.equal(await inForce('recipientsPerDay'), 30);
});

test('a change that was taken back and made again ends all the same', async (t) => {
  const { change, at, inForce, changes, told } = await house(t);
  await change({ securityDefaults: true });
  const timed = await change({ securityDefaults: false }, 5000);
  const { id } = await changes.undo(local, timed);
  await changes.undo(local, id);
  await at(5000);
  assert.deepEqual([told, await inForce('securityDefaults')], [[`${timed} put back`], true]);
});

test('of a list, what others do to other elements stays, and keeps no change of one from its end', async (t) => {
  const { change, at, inForce, told, conditionalAccess, tenant } = await house(t);
  const policy = (name: string) => wholePolicy({ name, state: 'enabled' });
  const [a, b, c] = [policy('a'), policy('b'), policy('c')];
  await change({ conditionalAccessPolicies: [a, b, c] });
  const timed = await change({ conditionalAccessPolicies: [{ ...a, state: 'disabled' }, b, c] }, 5000);
  await conditionalAccess.policies.update(local, tenant, b.id, (now) => ({ ...now, name: 'renamed' }));
  await conditionalAccess.policies.remove(local, tenant, c.id);
  const { id: added } = await conditionalAccess.policies.add(local, tenant, policy('d'));
  await at(5000);
  const shown = (await inForce('conditionalAccessPolicies')).map(({ id, name, state }) => [id, name, state]);
  assert.deepEqual(shown, [
    ['a', 'a', 'enabled'],
    ['b', 'renamed', 'enabled'],
    [added, 'd', 'enabled'],
  ]);
  assert.deepEqual(told, [`${timed} put back`]);
});

test('of one element of a list with two changes that end, none stays; an undo goes by elements as well', async (t) => {
  const { change, at, inForce, changes, authenticationPolicies, tenant } = await house(t);
  const [strict, other] = [
    { name: 'Strict', allowBasicAuthSmtp: false },
    { name: 'Other', allowBasicAuthSmtp: false },
  ];
  await change({ authenticationPolicies: [strict, other] });
  const open = { ...strict, allowBasicAuthSmtp: true };
  await change({ authenticationPolicies: [open, other] }, 5000);
  await change({ authenticationPolicies: [other] }, 6000);
  const third = await change({ authenticationPolicies: [{ ...other, allowBasicAuthSmtp: true }] });
  await at(5000);
  await authenticationPolicies.add(local, tenant, { name: 'New', allowBasicAuthSmtp: true });
  await at(6000);
  const allowed = async () =>
    (await inForce('authenticationPolicies')).map(({ name, allowBasicAuthSmtp }) => `${name} ${allowBasicAuthSmtp}`);
  assert.deepEqual((await allowed()).toSorted(), ['New true', 'Other true', 'Strict false']);
  await changes.undo(local, third);
  assert.deepEqual((await allowed()).toSorted(), ['New true', 'Other false', 'Strict false']);
});

test('an end that is due stays due while it cannot be put back, and is told of once', async (t) => {
  const { change, store, tenant } = await house(t);
  const timed = await change({ securityDefaults: true }, 5000);
  const told: string[] = [];
  const log = { ...store.auditLog, end: async () => ({ kind: 'impossible' }) as const };
  const ending = createEndingChanges(
    log,
    { clock: () => 5000, newGuid },
    { ended: () => assert.fail('ended'), overdue: ({ id }) => told.push(id), fault: assert.fail },
  );
  await ending.start();
  ending.changed();
  await ending.stop();
  assert.deepEqual([told, await store.auditLog.nextEnd()], [[timed], 5000]);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).securityDefaults.value, true);
});

test('a change that somebody has taken back ends without a trace', async (t) => {
  const { change, at, inForce, changes, told, store } = await house(t);
  await change({ recipientsPerDay: 30 });
  const timed = await change({ recipientsPerDay: 100 }, 5000);
  const { id } = await changes.undo(local, timed);
  const later = await change({ recipientsPerDay: 50 });
  await at(5000);
  assert.deepEqual([told, await store.auditLog.nextEnd()], [[`${timed} not put back`], null]);
  assert.equal((await changes.find(local, timed)).undoneBy, id);
  await changes.undo(local, later);
  assert.equal(await inForce('recipientsPerDay'), 30);
});
