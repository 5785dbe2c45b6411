/** Settings that many change at once, and authentication policies: nothing of anybody's is lost, and nothing that is in use goes. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import { newGuid } from '../lib/id.ts';
import { maximumPolicies, maximumPolicyName } from './authentication-policies.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  let now = 1000;
  const clock = () => {
    now += 1;
    return now;
  };
  const { administration, store, tenant } = await administrationHouse(t, clock);
  const user = await administration.users.add(local, {
    tenantId: tenant.id,
    userPrincipalName: 'a@x.example',
    verifiers: null,
  });
  const settings = async () => store.directory.settingsOfTenant(tenant.id);
  return { ...administration, store, tenant, user, settings };
}

const refused = (kind: string, says: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.reason.kind === kind && says.test(error.message);

test('of sixty policies made at the same moment none is lost, and each has its own entry in the audit log', async (t) => {
  const { authenticationPolicies, settings, store, tenant } = await house(t);
  const names = Array.from({ length: 60 }, (_, index) => `policy ${index}`);
  await Promise.all(
    names.map((name) => authenticationPolicies.add(local, tenant, { name, allowBasicAuthSmtp: false })),
  );
  const inForce = (await settings()).authenticationPolicies.value.map(({ name }) => name);
  assert.deepEqual(inForce.toSorted(), names.toSorted());
  const entries = await store.auditLog.list({ tenantId: tenant.id, action: 'settings.change', limit: 100 });
  assert.equal(entries.length, names.length);
  for (const { changes } of entries) {
    const [{ before, after } = { before: null, after: null }] = changes;
    assert.equal((after as unknown[]).length, ((before ?? []) as unknown[]).length + 1);
  }
});

test('a change whose expectation no longer holds changes nothing, and leaves no entry', async (t) => {
  const { store, tenant, settings } = await house(t);
  const change = (expected: unknown) =>
    store.directory.changeSettings(
      [
        { scope: 'tenant', scopeId: tenant.id, name: 'sendFromAlias', value: true },
        { scope: 'tenant', scopeId: tenant.id, name: 'smtpAuth', value: 'on', expected },
      ],
      {
        ...local,
        id: newGuid(),
        at: 2000,
        tenantId: tenant.id,
        role: null,
        action: 'settings.change',
        target: { kind: 'tenant', id: tenant.id, name: 'x.example' },
        until: null,
      },
    );
  const entries = async () => (await store.auditLog.list({ tenantId: tenant.id, limit: 100 })).length;
  const before = await entries();
  assert.equal(await change('on'), 'changed-meanwhile');
  assert.equal((await settings()).sendFromAlias.value, false);
  assert.equal(await entries(), before);
  // The default counts as in force where nobody has set anything.
  assert.equal(await change('off'), 'changed');
  assert.equal((await settings()).sendFromAlias.value, true);
  assert.equal(await change('off'), 'changed-meanwhile');
  assert.equal(await entries(), before + 1);
});

test('a policy that a user or the organization has is not removed, and who has it is said', async (t) => {
  const { authenticationPolicies: policies, tenant, user, settings } = await house(t);
  await policies.add(local, tenant, { name: 'Block', allowBasicAuthSmtp: false });
  await policies.setDefault(local, tenant, 'block');
  assert.equal((await settings()).defaultAuthenticationPolicy.value, 'Block');
  await assert.rejects(policies.remove(local, tenant, 'Block'), refused('conflict', /default .* of the organization/));
  await policies.assign(local, tenant, user, 'BLOCK');
  await policies.setDefault(local, tenant, null);
  await assert.rejects(policies.remove(local, tenant, 'Block'), refused('conflict', /of a@x\.example; give/));
  await policies.assign(local, tenant, user, null);
  await policies.remove(local, tenant, 'block');
  assert.deepEqual((await settings()).authenticationPolicies.value, []);
});

test('nobody is given a policy that goes at the same moment', async (t) => {
  const { authenticationPolicies: policies, tenant, user, store } = await house(t);
  for (let round = 0; round < 20; round += 1) {
    await policies.add(local, tenant, { name: 'Brief', allowBasicAuthSmtp: false });
    const results = await Promise.allSettled([
      policies.assign(local, tenant, user, 'Brief'),
      policies.remove(local, tenant, 'Brief'),
    ]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    const own = (await store.directory.settingsOfUser(user.id)).authenticationPolicy.value;
    const left = (await policies.list(local, tenant)).map(({ name }) => name);
    assert.deepEqual(left, own === null ? [] : ['Brief']);
    await policies.assign(local, tenant, user, null);
    if (left.length > 0) await policies.remove(local, tenant, 'Brief');
  }
});

test('a name is there once, is not too long, and must be known to be given; a tenant has so many and no more', async (t) => {
  const { authenticationPolicies: policies, tenant, user } = await house(t);
  const add = (name: string) => policies.add(local, tenant, { name, allowBasicAuthSmtp: true });
  await add('One');
  await assert.rejects(add('one'), refused('conflict', /already/));
  await assert.rejects(add('x'.repeat(maximumPolicyName + 1)), refused('invalid', /1 to 64 characters/));
  await assert.rejects(add(' '), refused('invalid', /1 to 64 characters/));
  await assert.rejects(policies.assign(local, tenant, user, 'Two'), refused('not-found', /Two/));
  await assert.rejects(policies.setDefault(local, tenant, 'Two'), refused('not-found', /Two/));
  for (let index = 1; index < maximumPolicies; index += 1) await add(`policy ${index}`);
  await assert.rejects(add('too many'), refused('conflict', /at most 100/));
});

test('a policy that is given with other changes of a user, or to a new one, must be there, and is kept by its own name', async (t) => {
  const { users, authenticationPolicies, store, tenant, user } = await house(t);
  const missing = refused('not-found', /there is no authentication policy None/);
  const settings = { authenticationPolicy: 'None' };
  await assert.rejects(users.update(local, user, { displayName: 'A', settings }), missing);
  const newUser = { tenantId: tenant.id, userPrincipalName: 'b@x.example', verifiers: null };
  await assert.rejects(users.add(local, { ...newUser, settings }), missing);
  assert.equal(await store.directory.findUser('b@x.example'), null);
  await authenticationPolicies.add(local, tenant, { name: 'Block', allowBasicAuthSmtp: false });
  const given = { authenticationPolicy: 'BLOCK' };
  await users.update(local, user, { displayName: 'A', settings: given });
  const { id } = await users.add(local, { ...newUser, settings: given });
  for (const each of [user.id, id])
    assert.equal((await store.directory.settingsOfUser(each)).authenticationPolicy.value, 'Block');
  await assert.rejects(authenticationPolicies.remove(local, tenant, 'Block'), refused('conflict', /a@x\.example/));
});

test('a policy that goes while users are given it is kept, or nobody has it', async (t) => {
  const { users, authenticationPolicies, store, tenant, user } = await house(t);
  const settings = { authenticationPolicy: 'Block' };
  for (let tries = 0; tries < 10; tries += 1) {
    await authenticationPolicies.add(local, tenant, { name: 'Block', allowBasicAuthSmtp: false });
    const [given, gone] = await Promise.allSettled([
      users.update(local, user, { settings }),
      authenticationPolicies.remove(local, tenant, 'Block'),
    ]);
    assert.equal([given, gone].filter(({ status }) => status === 'fulfilled').length, 1);
    await users.update(local, user, { settings: { authenticationPolicy: null } });
    if (gone.status === 'rejected') await authenticationPolicies.remove(local, tenant, 'Block');
  }
  assert.deepEqual((await store.directory.settingsOfTenant(tenant.id)).authenticationPolicies.value, []);
});
