/** Permissions of applications over a real store: who may give and take which, what is written down, and nothing lost on the way. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { ConsentChange } from '../directory/application-store.ts';
import type { Permission } from '../directory/permission.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  const { administration, store, tenant } = await administrationHouse(t, Date.now);
  const { applications, applicationGrants, users, userConsents } = administration;
  const application = await applications.register(local, { tenantId: tenant.id, displayName: 'scan' });
  const principal = await applications.addServicePrincipal(local, tenant.id, application);
  const held = () => store.applications.findServicePrincipal(tenant.id, principal.id);
  const as = (role: AdministratorRole | null, permission: Permission): AdminRequest => {
    const roles = role === null ? [] : [role];
    const it = { id: 'u', name: 'u@x.example', tenantId: tenant.id, roles, permissions: [permission] };
    return { ...local, actor: { kind: 'user', ...it } };
  };
  const give = (request: AdminRequest, change: ConsentChange) => applicationGrants.change(request, principal, change);
  /** What it came to, in a word. */
  const tried = async (request: AdminRequest, change: ConsentChange): Promise<string> => {
    try {
      await give(request, change);
      return 'done';
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error));
      return error.reason.kind;
    }
  };
  const log = async () =>
    (await store.auditLog.list({ tenantId: tenant.id, limit: 100 })).filter(
      ({ action }) => action === 'consent.change',
    );
  return { store, tenant, application, users, userConsents, held, as, give, tried, log };
}

test('application permissions are given by a Global Administrator, and taken back by an Application Administrator', async (t) => {
  const { as, tried, held } = await house(t);
  const add = { application: { add: ['SMTP.SendAsApp'] } } as const;
  const ordinary = as('application-administrator', 'Postern.Manage');
  assert.equal(await tried(ordinary, add), 'role-missing');
  assert.equal(await tried(as('global-administrator', 'Application.ReadWrite.All'), add), 'permission-missing');
  assert.equal(await tried(as('global-administrator', 'AppRoleAssignment.ReadWrite.All'), add), 'done');
  assert.deepEqual((await held())?.applicationPermissions, ['SMTP.SendAsApp']);
  // What adds is a gift, whatever it takes away beside.
  assert.equal(
    await tried(ordinary, { application: { add: ['Mail.Send'], drop: ['SMTP.SendAsApp'] } }),
    'role-missing',
  );
  const drop = { application: { drop: ['SMTP.SendAsApp'] } } as const;
  assert.equal(await tried(as('exchange-administrator', 'Postern.Manage'), drop), 'role-missing');
  // Both kinds at once take what each of them takes.
  assert.equal(await tried(ordinary, { ...add, delegated: { add: ['SMTP.Send'] } }), 'role-missing');
  assert.equal(await tried(ordinary, drop), 'done');
  assert.deepEqual((await held())?.applicationPermissions, []);
});

test('delegated permissions are given and taken back by an Application Administrator', async (t) => {
  const { as, tried, held } = await house(t);
  const add = { delegated: { add: ['SMTP.Send'] } } as const;
  assert.equal(await tried(as(null, 'DelegatedPermissionGrant.ReadWrite.All'), add), 'role-missing');
  assert.equal(await tried(as('application-administrator', 'Application.ReadWrite.All'), add), 'permission-missing');
  const administrator = as('application-administrator', 'DelegatedPermissionGrant.ReadWrite.All');
  assert.equal(await tried(administrator, add), 'done');
  assert.deepEqual((await held())?.delegatedPermissions, ['SMTP.Send']);
  assert.deepEqual((await held())?.applicationPermissions, []);
  assert.equal(await tried(administrator, { delegated: { drop: ['SMTP.Send'] } }), 'done');
  assert.deepEqual((await held())?.delegatedPermissions, []);
});

test('of what is given at the same moment nothing is lost, and each stands in the log with before and after', async (t) => {
  const { give, held, log } = await house(t);
  const all: Permission[] = ['SMTP.SendAsApp', 'Mail.Send', 'User.Read.All', 'Mail.Read'];
  await Promise.all(all.map((each) => give(local, { application: { add: [each] } })));
  assert.deepEqual([...((await held())?.applicationPermissions ?? [])].toSorted(), all.toSorted());
  const entries = await log();
  assert.equal(entries.length, all.length);
  assert.ok(entries.every(({ target, changes }) => target.name === 'scan' && changes.length > 0));
  // What is so already is no change.
  await give(local, { application: { add: ['Mail.Send'] } });
  await give(local, { application: { drop: ['Mail.ReadWrite'] } });
  assert.equal((await log()).length, all.length);
});

test('both kinds are given in one change, under one entry of the log', async (t) => {
  const { give, held, log } = await house(t);
  await give(local, { application: { add: ['Mail.Send'] }, delegated: { add: ['SMTP.Send'] } });
  const found = await held();
  assert.deepEqual([found?.applicationPermissions, found?.delegatedPermissions], [['Mail.Send'], ['SMTP.Send']]);
  const [entry, ...others] = await log();
  assert.equal(others.length, 0);
  assert.equal(entry?.changes.length, 2);
});

test('of what a user consents to and takes back at the same moment nothing is lost', async (t) => {
  const { store, as, users, tenant, userConsents, application } = await house(t);
  const { appId, displayName } = application;
  const userPrincipalName = 'u@x.example';
  const { id } = await users.add(local, { tenantId: tenant.id, userPrincipalName, verifiers: null });
  const request = as(null, 'Postern.Manage');
  const user = { ...request, actor: { ...request.actor, id } };
  const held = async () => (await store.userConsents.find(id, appId))?.permissions.toSorted() ?? null;
  const give = (...permissions: Permission[]) => userConsents.give(user, { appId, displayName, permissions });
  await Promise.all([give('SMTP.Send'), give('Mail.Send'), give('User.Read', 'Mail.Send')]);
  assert.deepEqual(await held(), ['Mail.Send', 'SMTP.Send', 'User.Read']);
  const consent = await store.userConsents.find(id, appId);
  assert.ok(consent !== null);
  await Promise.all([userConsents.withdraw(user, consent, ['Mail.Send']), give('Mail.Read')]);
  assert.deepEqual(await held(), ['Mail.Read', 'SMTP.Send', 'User.Read']);
  await userConsents.withdraw(user, consent, ['Mail.Read', 'SMTP.Send', 'User.Read']);
  assert.equal(await held(), null);
});
