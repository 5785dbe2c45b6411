/** Conditional Access policies and named locations: what one administrator sets, another does not undo by accident. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import { type ConditionalAccessPolicy, maximumPolicies, wholePolicy } from '../directory/conditional-access-policy.ts';
import { newGuid } from '../lib/id.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  const { administration, store, tenant } = await administrationHouse(t, () => 1000);
  const { conditionalAccess, settings } = administration;
  const add = (change: Partial<ConditionalAccessPolicy> = {}) =>
    conditionalAccess.policies.add(local, tenant, wholePolicy({ name: 'No legacy', state: 'enabled', ...change }));
  const change = (values: Parameters<typeof settings.changeOfTenant>[2]) =>
    settings.changeOfTenant(local, tenant, values);
  const inForce = () => store.directory.settingsOfTenant(tenant.id);
  return { ...administration, store, tenant, add, change, inForce };
}

const refused = (kind: string, says: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.reason.kind === kind && says.test(error.message);

test('of forty policies made at the same moment none is lost, and a change of one leaves the others', async (t) => {
  const { conditionalAccess, tenant, add } = await house(t);
  const added = await Promise.all(Array.from({ length: 40 }, (_, index) => add({ name: String(index) })));
  await Promise.all([
    ...added.slice(0, 10).map(({ id }) => conditionalAccess.policies.remove(local, tenant, id)),
    ...added
      .slice(10, 20)
      .map(({ id }) => conditionalAccess.policies.update(local, tenant, id, (now) => ({ ...now, state: 'disabled' }))),
  ]);
  const left = await conditionalAccess.policies.list(local, tenant.id);
  assert.equal(left.length, 30);
  assert.equal(left.filter(({ state, modifiedAt }) => state === 'disabled' && modifiedAt !== null).length, 10);
  const gone = added[0]?.id ?? '';
  await assert.rejects(conditionalAccess.policies.remove(local, tenant, gone), refused('not-found', /policy/));
});

test('security defaults and an enabled policy keep each other out, at every door', async (t) => {
  const { conditionalAccess, tenant, add, change, inForce } = await house(t);
  const policy = await add();
  await assert.rejects(change({ securityDefaults: true }), refused('conflict', /'No legacy' is enabled/));
  await conditionalAccess.policies.update(local, tenant, policy.id, (now) => ({ ...now, state: 'report-only' }));
  await change({ securityDefaults: true });
  await add({ state: 'disabled' });
  await assert.rejects(add(), refused('conflict', /turn them off before/));
  const enabling = conditionalAccess.policies.update(local, tenant, policy.id, (now) => ({ ...now, state: 'enabled' }));
  await assert.rejects(enabling, refused('conflict', /turn them off before/));
  const both = { conditionalAccessPolicies: [wholePolicy({ name: 'New', state: 'enabled' })], securityDefaults: false };
  await change(both);
  assert.equal((await inForce()).securityDefaults.value, false, 'one request may do both');
});

test('of one who turns security defaults on and one who enables a policy at the same moment, one is refused', async (t) => {
  const { add, change, inForce } = await house(t);
  for (let round = 0; round < 10; round += 1) {
    await change({ securityDefaults: null, conditionalAccessPolicies: null });
    const results = await Promise.allSettled([change({ securityDefaults: true }), add()]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    const { securityDefaults, conditionalAccessPolicies } = await inForce();
    assert.ok(securityDefaults.value !== conditionalAccessPolicies.value.length > 0);
  }
});

test('a location that a policy names stays, and one that is not there cannot be named', async (t) => {
  const { conditionalAccess, tenant, add } = await house(t);
  const { locations, policies } = conditionalAccess;
  const office = await locations.add(local, tenant, { name: 'Office', trusted: true, ranges: ['192.0.2.0/24'] });
  const policy = await add({ excludedLocations: [office.id] });
  await assert.rejects(locations.remove(local, tenant, office.id), refused('invalid', /names the location/));
  await assert.rejects(add({ includedLocations: [newGuid()] }), refused('invalid', /which is not there/));
  await assert.rejects(
    locations.update(local, tenant, office.id, (now) => ({ ...now, ranges: ['192.0.2.0/99'] })),
    refused('invalid', /is no range/),
  );
  await policies.remove(local, tenant, policy.id);
  await locations.remove(local, tenant, office.id);
  assert.deepEqual(await locations.list(local, tenant.id), []);
});

test('a tenant has its limit of policies, and each covers somebody', async (t) => {
  const { add, change } = await house(t);
  const many = Array.from({ length: maximumPolicies }, (_, index) =>
    wholePolicy({ name: String(index), state: 'disabled', id: newGuid() }),
  );
  await change({ conditionalAccessPolicies: many });
  await assert.rejects(add(), refused('invalid', /at most 195/));
  await change({ conditionalAccessPolicies: [] });
  await assert.rejects(add({ includedUsers: [] }), refused('invalid', /covers nobody/));
});

test('the entry in the audit log shows the change alone, not what it was held together with', async (t) => {
  const { changes, tenant, add } = await house(t);
  await add();
  const [entry] = await changes.list(local, { tenantId: tenant.id, limit: 1 });
  assert.deepEqual(
    entry?.changes.map(({ name }) => name),
    ['conditionalAccessPolicies'],
  );
});
