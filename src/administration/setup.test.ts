/** The set-up over a real store: an administrator whole or not at all, and a code that is good until there is one. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import type { AdminRequest } from '../directory/actor.ts';
import { newGuid } from '../lib/id.ts';
import { createSetupCodes } from '../sign-in/setup-codes.ts';
import { openStore } from '../store/open-store.ts';
import { createAdministration } from './administration.ts';
import { createSetupAdministration, type FirstAdministrator } from './setup.ts';

const request: AdminRequest = {
  actor: { kind: 'system', id: 'setup', name: 'set-up link' },
  door: 'sign-in',
  address: '192.0.2.7',
  correlationId: 'c',
};
const ann: FirstAdministrator = {
  domain: 'x.example',
  organization: 'X',
  userPrincipalName: 'ann@x.example',
  displayName: 'Ann',
  verifiers: async () => ({ password: 'not shown', scram: null }),
};

async function house(t: TestContext) {
  const path = await mkdtemp(join(tmpdir(), 'postern-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const store = await openStore(path);
  t.after(() => store.close());
  const database = new DatabaseSync(join(path, 'postern.db'));
  t.after(() => database.close());
  const administration = createAdministration(store, { clock: Date.now, newGuid });
  const setup = createSetupAdministration({ roles: store.roles, codes: createSetupCodes(Date.now), administration });
  return { store, database, setup, code: (await setup.begin(request)).code };
}

test('the first administrator is made with their roles, as one change', async (t) => {
  const { store, setup, code } = await house(t);
  const user = await setup.complete(request, code, ann);
  assert.ok(typeof user === 'object');
  assert.deepEqual((await store.roles.rolesOf(user.id)).toSorted(), ['global-administrator', 'platform-operator']);
  const [entry, before] = await store.auditLog.list({ tenantId: user.tenantId, limit: 10 });
  assert.deepEqual([entry?.action, before?.action], ['user.add', 'tenant.add']);
  const given = entry?.changes.filter(({ of, name }) => of === 'role-assignment' && name === 'role');
  assert.deepEqual(given?.map(({ after }) => after).toSorted(), ['global-administrator', 'platform-operator']);
  assert.equal(await setup.isNeeded(), false);
});

test('where it fails half-way the link is good still, and nothing is in its way', async (t) => {
  const { store, database, setup, code } = await house(t);
  const noHash = { ...ann, verifiers: () => Promise.reject(new Error('no memory for a hash')) };
  await assert.rejects(setup.complete(request, code, noHash), /no memory/);
  database.exec(`CREATE TRIGGER broken BEFORE INSERT ON role_assignment WHEN new.role = 'platform-operator'
    BEGIN DELETE FROM nowhere; END`);
  await assert.rejects(setup.complete(request, code, ann));
  assert.equal(await store.directory.findUser('ann@x.example'), null, 'nobody, rather than somebody without a role');
  database.exec('DROP TRIGGER broken');
  assert.equal(await setup.isNeeded(), true);
  assert.equal(typeof (await setup.complete(request, code, ann)), 'object');
});

test('of two who use the link at once one is made', async (t) => {
  const { store, setup, code } = await house(t);
  const eve = { ...ann, userPrincipalName: 'eve@x.example' };
  const made = await Promise.all([setup.complete(request, code, ann), setup.complete(request, code, eve)]);
  assert.deepEqual(made.map((each) => (typeof each === 'object' ? 'made' : each)).toSorted(), ['made', 'over']);
  const tenant = await store.directory.findTenant('x.example');
  assert.equal(await store.directory.countUsers(tenant?.id ?? ''), 1);
});
