/** The use cases of administration over a real store: what changes, what is written down, and the way back. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { Tenant } from '../directory/nouns.ts';
import type { Permission } from '../directory/permission.ts';
import type { AppError } from '../lib/app-error.ts';
import { newGuid } from '../lib/id.ts';
import { type Store } from '../store/open-store.ts';
import { type Administration } from './administration.ts';
import { createEndingChanges } from './end-changes.ts';
import { Refusal } from './refusal.ts';

const verifiers = { password: 'not shown', scram: null };

interface House extends Administration {
  readonly store: Store;
  readonly tenant: Tenant;
  readonly path: string;
  at: number;
}

async function house(t: TestContext): Promise<House> {
  const it = { at: 1000 };
  const { administration, store, tenant, path } = await administrationHouse(t, () => it.at);
  return Object.assign(it, administration, { store, tenant, path });
}

function as(tenant: Tenant, roles: readonly AdministratorRole[], permissions: readonly Permission[]): AdminRequest {
  const actor = { kind: 'user', id: 'u', name: 'u@x.example', tenantId: tenant.id, roles, permissions } as const;
  return { ...local, actor };
}

async function reasonOf(refused: Promise<unknown>): Promise<string> {
  const error = await refused.then(
    () => assert.fail('it was not refused'),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error.reason.kind;
}

test('a setting in force says who set it and when, and holds at the next sign-in', async (t) => {
  const { users, settings, store, tenant } = await house(t);
  const user = { tenantId: tenant.id, userPrincipalName: 'a@x.example', aliases: ['B@x.example'], verifiers };
  await users.add(local, user);
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  const facts = await store.directory.signInFacts('B@X.example');
  assert.deepEqual(facts?.tenantSettings.securityDefaults, { value: true, setBy: 'ann', setAt: 1000 });
  assert.deepEqual(facts?.user.aliases, ['b@x.example']);
  await settings.changeOfTenant(local, tenant, { securityDefaults: null });
  assert.equal((await store.directory.signInFacts('a@x.example'))?.tenantSettings.securityDefaults.value, false);
  assert.equal(await store.directory.signInFacts('nobody@x.example'), null);
});

test('an address belongs to one user, in the domain of the tenant', async (t) => {
  const { users, tenant, tenants } = await house(t);
  const user = { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers };
  const added = await users.add(local, user);
  assert.equal(await reasonOf(users.add(local, user)), 'conflict');
  assert.equal(await reasonOf(users.add(local, { ...user, userPrincipalName: 'a@y.example' })), 'invalid');
  assert.equal(await reasonOf(tenants.add(local, { domain: 'X.example' })), 'conflict');
  const renamed = await users.update(local, added, { userPrincipalName: 'c@x.example', aliases: ['a@x.example'] });
  assert.deepEqual(await users.find(local, 'A@x.example', 'user'), renamed);
});

test('a user has forty app passwords at the most', async (t) => {
  const { passwords, users, tenant } = await house(t);
  const user = await users.add(local, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers });
  for (let index = 0; index < 40; index += 1) await passwords.addAppPassword(local, user, `p${index}`, verifiers);
  assert.equal(await reasonOf(passwords.addAppPassword(local, user, 'one more', verifiers)), 'conflict');
  await passwords.removeAppPassword(local, user, 'p3');
  await passwords.addAppPassword(local, user, 'one more', verifiers);
  assert.equal(await reasonOf(passwords.removeAppPassword(local, user, 'p3')), 'not-found');
});

test('a change is in the log with what was before and after, and no secret', async (t) => {
  const { passwords, users, settings, changes, tenant } = await house(t);
  const user = await users.add(local, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers });
  await settings.changeOfUser(local, user, { mailboxSmtpAuth: 'on', perUserMfa: 'enforced' });
  await passwords.setPassword(local, user, { password: 'also not shown', scram: null });
  const log = await changes.list(local, { tenantId: tenant.id, limit: 10 });
  assert.deepEqual(
    log.map(({ action, actor, target }) => [action, actor.name, target.name]),
    [
      ['password.set', 'ann', 'a@x.example'],
      ['settings.change', 'ann', 'a@x.example'],
      ['user.add', 'ann', 'a@x.example'],
      ['tenant.add', 'ann', 'x.example'],
    ],
  );
  assert.deepEqual(log[1]?.changes, [
    { of: 'setting', name: 'mailboxSmtpAuth', before: null, after: 'on' },
    { of: 'setting', name: 'perUserMfa', before: null, after: 'enforced' },
  ]);
  assert.ok(!JSON.stringify(log).includes('not shown'));
  const ofUser = await changes.list(local, { tenantId: tenant.id, target: 'A@X.example', limit: 2 });
  assert.equal(ofUser.length, 2);
  const next = { tenantId: tenant.id, olderThan: ofUser[1]?.id ?? '', limit: 10 };
  assert.deepEqual(
    (await changes.list(local, next)).map(({ action }) => action),
    ['user.add', 'tenant.add'],
  );
});

test('what alters nothing is not in the log, and leaves who set it', async (t) => {
  const house1 = await house(t);
  const { settings, changes, store, tenant } = house1;
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on' });
  house1.at = 2000;
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on', securityDefaults: null });
  assert.equal((await changes.list(local, { tenantId: tenant.id, limit: 10 })).length, 2);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).smtpAuth.setAt, 1000);
});

test('a change that rests on a value is made only where it still is so; a default is not what somebody has set', async (t) => {
  const { settings, store, tenant } = await house(t);
  const change = (value: 'on' | 'off', expected: unknown) =>
    settings.changeOfTenant(local, tenant, { smtpAuth: value }, null, { smtpAuth: expected });
  assert.equal(await reasonOf(change('on', 'off')), 'conflict', 'off is the default, which nobody has set');
  await change('on', null);
  assert.equal(await reasonOf(change('off', null)), 'conflict');
  await change('off', 'on');
  const other = settings.changeOfTenant(local, tenant, { smtpAuth: 'on' }, null, { appPasswords: 'on' });
  assert.equal(await reasonOf(other), 'invalid');
  const race = await Promise.allSettled([change('on', 'off'), change('on', 'off'), change('on', 'off')]);
  assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).smtpAuth.value, 'on');
});

test('what is newer must go first, and nothing is undone twice', async (t) => {
  const it = await house(t);
  const { settings, changes, tenant } = it;
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on', conditionalAccessPolicies: [] });
  it.at = 2000;
  const other = { ...local, actor: { kind: 'local', id: 'local', name: 'bob' } } as const;
  await settings.changeOfTenant(other, tenant, {
    smtpAuth: 'off',
    conditionalAccessPolicies: null,
    appPasswords: 'off',
  });
  const [change] = await changes.list(local, { tenantId: tenant.id, limit: 1 });
  it.at = 3000;
  await settings.changeOfTenant(other, tenant, { smtpAuth: 'on' });
  assert.equal(await reasonOf(changes.undo(local, change?.id ?? '')), 'conflict');
  const [newest] = await changes.list(local, { tenantId: tenant.id, limit: 1 });
  await changes.undo(local, newest?.id ?? '');
  assert.equal(await reasonOf(changes.undo(local, newest?.id ?? '')), 'conflict');
});

test('an undo puts back every value with who had set it and when, and can be undone itself', async (t) => {
  const it = await house(t);
  const { settings, changes, store, tenant } = it;
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on' });
  const before = await store.directory.settingsOfTenant(tenant.id);
  it.at = 2000;
  const other = { ...local, actor: { kind: 'local', id: 'local', name: 'bob' } } as const;
  await settings.changeOfTenant(other, tenant, { smtpAuth: 'off', appPasswords: 'off' });
  const after = await store.directory.settingsOfTenant(tenant.id);
  const [change] = await changes.list(local, { tenantId: tenant.id, limit: 1 });
  const undo = await changes.undo(local, change?.id ?? '');
  assert.deepEqual(await store.directory.settingsOfTenant(tenant.id), before);
  assert.equal(undo.undoOf, change?.id);
  assert.equal((await changes.find(local, change?.id ?? '')).undoneBy, undo.id);
  await changes.undo(local, undo.id);
  assert.deepEqual(await store.directory.settingsOfTenant(tenant.id), after);
});

test('a removed user comes back whole', async (t) => {
  const { passwords, mailboxes, users, settings, changes, store, tenant } = await house(t);
  const added = { tenantId: tenant.id, userPrincipalName: 'a@x.example', aliases: ['b@x.example'], verifiers };
  const user = await users.add(local, added);
  const other = await users.add(local, { ...added, userPrincipalName: 'c@x.example', aliases: [] });
  await settings.changeOfUser(local, user, { mailboxSmtpAuth: 'on' });
  await passwords.addAppPassword(local, user, 'scanner', verifiers);
  await mailboxes.setPermission(local, other, user.id, 'SendAs', true);
  const before = await store.directory.signInFacts('b@x.example');
  assert.deepEqual(before?.sendAs, ['c@x.example']);
  await users.remove(local, user);
  assert.equal(await store.directory.signInFacts('b@x.example'), null);
  const [removal] = await changes.list(local, { tenantId: tenant.id, limit: 1 });
  await changes.undo(local, removal?.id ?? '');
  assert.deepEqual(await store.directory.signInFacts('b@x.example'), before);
  await users.remove(local, user);
  await users.add(local, { ...added, userPrincipalName: 'b@x.example', aliases: [] });
  const removals = await changes.list(local, { tenantId: tenant.id, action: 'user.remove', limit: 1 });
  assert.equal(await reasonOf(changes.undo(local, removals[0]?.id ?? '')), 'conflict');
  assert.equal(await store.directory.signInFacts('a@x.example'), null, 'all of it or nothing');
});

test('a change with an end is put back when its time has come, also by a service that starts later', async (t) => {
  const it = await house(t);
  const { settings, store, tenant } = it;
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  await settings.changeOfTenant(local, tenant, { securityDefaults: false }, 5000);
  assert.equal(await reasonOf(settings.changeOfTenant(local, tenant, { appPasswords: 'off' }, 999)), 'invalid');
  const told: [string, boolean][] = [];
  const ending = () =>
    createEndingChanges(
      store.auditLog,
      { clock: () => it.at, newGuid },
      { ended: ({ action }, putBack) => told.push([action, putBack]), overdue: assert.fail, fault: assert.fail },
    );
  it.at = 4999;
  const early = ending();
  await early.start();
  await early.stop();
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).securityDefaults.value, false);
  it.at = 5000;
  const late = ending();
  await late.start();
  await late.stop();
  assert.deepEqual(told, [['settings.change', true]]);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).securityDefaults.value, true);
  assert.equal(await store.auditLog.nextEnd(), null);
});

test('a change that cannot be put back now stays due, is told of, and holds up none behind it', async (t) => {
  const it = await house(t);
  const { settings, store, tenant, path } = it;
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  await settings.changeOfTenant(local, tenant, { securityDefaults: false }, 5000);
  await settings.changeOfTenant(local, tenant, { appPasswords: 'off' }, 6000);
  const database = new DatabaseSync(join(path, 'postern.db'));
  t.after(() => database.close());
  // The first row to come back meets a fault that is none of the caller's: a table that is gone for a while.
  database.exec(`CREATE TRIGGER broken BEFORE UPDATE ON setting WHEN new.name = 'securityDefaults'
    BEGIN DELETE FROM nowhere; END`);
  const told: string[] = [];
  const ending = () =>
    createEndingChanges(
      store.auditLog,
      { clock: () => it.at, newGuid },
      {
        ended: ({ until }) => told.push(`ended ${until}`),
        overdue: assert.fail,
        fault: (error) => told.push((error as AppError).code),
      },
    );
  it.at = 6000;
  const first = ending();
  await first.start();
  await first.stop();
  assert.deepEqual(told, ['storage-failed', 'ended 6000']);
  assert.equal(await store.auditLog.nextEnd(), 5000);
  database.exec('DROP TRIGGER broken');
  const second = ending();
  await second.start();
  await second.stop();
  assert.deepEqual(told, ['storage-failed', 'ended 6000', 'ended 5000']);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).securityDefaults.value, true);
});

test('an end that is no time is refused', async (t) => {
  const { settings, tenant } = await house(t);
  assert.equal(await reasonOf(settings.changeOfTenant(local, tenant, { smtpAuth: 'off' }, Number.NaN)), 'invalid');
});

test('what is so already takes no end: nothing would be put back then', async (t) => {
  const { settings, store, tenant } = await house(t);
  const on = () => settings.changeOfTenant(local, tenant, { smtpAuth: 'on', securityDefaults: false }, 5000);
  await on();
  assert.equal(await store.auditLog.nextEnd(), 5000, 'a part of it is a change');
  assert.equal(await reasonOf(on()), 'conflict');
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on' });
});

test('an authentication policy that is given is one of the tenant, and is kept by its own name', async (t) => {
  const { settings, store, tenant } = await house(t);
  const give = (name: string) => settings.changeOfTenant(local, tenant, { defaultAuthenticationPolicy: name });
  assert.equal(await reasonOf(give('Printers')), 'not-found');
  const policies = [{ name: 'Printers', allowBasicAuthSmtp: true }];
  await settings.changeOfTenant(local, tenant, {
    authenticationPolicies: policies,
    defaultAuthenticationPolicy: 'PRINTERS',
  });
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).defaultAuthenticationPolicy.value, 'Printers');
  assert.equal(await reasonOf(give('Scanners')), 'not-found');
});

test('a role opens its own areas in its own tenant, and a token bounds what its user may', async (t) => {
  const { settings, tenants, users, tenant } = await house(t);
  const other = await tenants.add(local, { domain: 'y.example' });
  const security = as(tenant, ['security-administrator'], ['Postern.Manage']);
  await settings.changeOfTenant(security, tenant, { securityDefaults: true });
  assert.equal(await reasonOf(settings.changeOfTenant(security, tenant, { smtpAuth: 'on' })), 'role-missing');
  assert.equal(await reasonOf(settings.changeOfTenant(security, other, { securityDefaults: true })), 'not-found');
  const reading = as(tenant, ['global-administrator'], ['Policy.Read.All']);
  assert.equal(
    await reasonOf(settings.changeOfTenant(reading, tenant, { securityDefaults: false })),
    'permission-missing',
  );
  assert.deepEqual(await tenants.list(security), [tenant]);
  assert.equal(await reasonOf(tenants.find(security, 'y.example', 'security-defaults')), 'not-found');
  const foreign = await users.add(local, { tenantId: other.id, userPrincipalName: 'z@y.example', verifiers });
  assert.equal(await reasonOf(users.find(security, foreign.userPrincipalName, 'user')), 'not-found');
});

test('nobody takes over an administrator by their password, and the last Global Administrator stays', async (t) => {
  const { passwords, users, roles, tenant } = await house(t);
  const user = await users.add(local, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers });
  const target = { kind: 'user', id: user.id, name: user.userPrincipalName } as const;
  const global = { tenantId: tenant.id, principalId: user.id, role: 'global-administrator' } as const;
  await roles.assign(local, global, target);
  const helpDesk = as(tenant, ['user-administrator'], ['Postern.Manage']);
  assert.equal(await reasonOf(passwords.setPassword(helpDesk, user, verifiers)), 'role-missing');
  assert.equal(await reasonOf(users.remove(helpDesk, user)), 'role-missing');
  assert.equal(await reasonOf(roles.assign(helpDesk, { ...global, principalId: 'u' }, target)), 'role-missing');
  assert.equal(await reasonOf(roles.remove(local, global, target)), 'conflict');
});

test('a redirect URI that would lead people astray is registered at no door', async (t) => {
  const { applications, tenant } = await house(t);
  const register = (redirectUri: string, publicClient = false) =>
    applications.register(local, { tenantId: tenant.id, displayName: 'x', publicClient, redirectUris: [redirectUri] });
  for (const bad of ['javascript:alert(1)', 'http://app.example/back', 'https://app.example/#x', 'scan.app://back'])
    assert.equal(await reasonOf(register(bad)), 'invalid', bad);
  const application = await register('scan.app://back', true);
  const changed = applications.update(local, application, (now) => ({ ...now, redirectUris: ['data:text/html,x'] }));
  assert.equal(await reasonOf(changed), 'invalid');
});

test('what an application may do on its own takes a Global Administrator', async (t) => {
  const { applications, applicationGrants, tenant } = await house(t);
  const administrator = as(tenant, ['application-administrator'], ['Postern.Manage']);
  const application = await applications.register(administrator, { tenantId: tenant.id, displayName: 'scan' });
  const principal = await applications.addServicePrincipal(administrator, tenant.id, application);
  const consent = { application: { add: ['SMTP.SendAsApp'] } } as const;
  assert.equal(await reasonOf(applicationGrants.change(administrator, principal, consent)), 'role-missing');
  const global = as(tenant, ['global-administrator'], ['Postern.Manage']);
  await applicationGrants.change(global, principal, consent);
  const found = await applications.findServicePrincipal(global, tenant.id, application.appId);
  assert.deepEqual(found.applicationPermissions, ['SMTP.SendAsApp']);
  const { secret, text } = await applications.addSecret(administrator, application, 'first', 2000);
  assert.ok(text.startsWith(secret.hint) && text.length === 40);
});
