/** Undo over a real store: nobody gets more by taking a change back than they could do themselves. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import { giveRole, newUser, type Surroundings } from '../../test/fixtures/surroundings.ts';
import { changesToUndo } from '../../test/fixtures/undo-requests.ts';
import { accessTo, areaGiving } from '../directory/access.ts';
import type { Actor, AdminRequest } from '../directory/actor.ts';
import { type AdministratorRole, administratorRoles } from '../directory/administrator-role.ts';
import type { AuditAction } from '../directory/audit-log.ts';
import { newGuid } from '../lib/id.ts';
import { createEndingChanges } from './end-changes.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  const it = { at: 1000 };
  const parts = { clock: () => it.at, newGuid };
  const { administration, store, tenant } = await administrationHouse(t, parts.clock);
  const surroundings: Surroundings = { administration, store, tenant, local, certificate: '' };
  const as = (...roles: AdministratorRole[]): AdminRequest & { readonly actor: Actor } => {
    const caller = {
      id: 'u',
      name: 'u@x.example',
      tenantId: tenant.id,
      roles,
      permissions: ['Postern.Manage'],
    } as const;
    return { ...local, actor: { kind: 'user', ...caller } };
  };
  const entryOf = async (target: string, action: AuditAction): Promise<string> => {
    const [entry] = await store.auditLog.list({ tenantId: tenant.id, target, action, limit: 1 });
    return entry?.id ?? assert.fail(`no ${action} of ${target}`);
  };
  /** What an undo came to, in a word. */
  const undo = (request: AdminRequest, id: string) => outcomeOf(administration.changes.undo(request, id));
  return Object.assign(it, { ...administration, store, tenant, surroundings, parts, as, entryOf, undo });
}

async function outcomeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error.reason.kind === 'conflict' ? error.message : error.reason.kind;
  }
}

test('each role takes back what it could have done, and nothing else', async (t) => {
  const { surroundings, store, tenant, as, undo } = await house(t);
  const every = Object.keys(administratorRoles) as AdministratorRole[];
  const combinations: AdministratorRole[][] = [
    // Whoever reads the log, with each role beside that.
    ...every.map((role): AdministratorRole[] => ['reports-reader', role]),
    ['global-administrator', 'platform-operator'],
  ];
  for (const roles of combinations) {
    const request = as(...roles);
    for (const { id, areas } of await changesToUndo(surroundings)) {
      const allowed = areas.every((area) => accessTo(area, 'write', request.actor, tenant.id).kind === 'allowed');
      const outcome = await undo(request, id);
      const of = `${roles.join()} takes back what needs ${areas.join()}`;
      const entry = await store.auditLog.find(id);
      if (allowed && !areas.includes('tenant'))
        assert.deepEqual([outcome, entry?.undoneBy === null], ['done', false], of);
      if (!allowed) assert.deepEqual([outcome, entry?.undoneBy], ['role-missing', null], of);
    }
  }
});

test('a removed administrator is brought back only by who may give each of their roles', async (t) => {
  const { surroundings, users, store, as, entryOf, undo } = await house(t);
  const bringBack = async (role: AdministratorRole, ...by: AdministratorRole[]) => {
    const user = await newUser(surroundings);
    await giveRole(surroundings, user, role);
    await users.remove(local, user);
    const outcome = await undo(as(...by), await entryOf(user.id, 'user.remove'));
    return [outcome, await store.roles.rolesOf(user.id)];
  };
  await giveRole(surroundings, await newUser(surroundings), 'global-administrator');
  const help = ['user-administrator', 'reports-reader'] as const;
  assert.deepEqual(await bringBack('global-administrator', ...help), ['role-missing', []]);
  assert.deepEqual(await bringBack('platform-operator', 'global-administrator'), ['role-missing', []]);
  const both = ['global-administrator', 'platform-operator'] as const;
  assert.deepEqual(await bringBack('platform-operator', ...both), ['done', ['platform-operator']]);
  assert.equal(areaGiving('platform-operator'), 'service');
});

test('an old password or factor of who became an administrator since is brought back by no help desk', async (t) => {
  const { surroundings, passwords, methods, as, entryOf, undo } = await house(t);
  const user = await newUser(surroundings);
  await passwords.setPassword(local, user, { password: 'another', scram: null });
  const { id: methodId } = await methods.add(local, user, { kind: 'totp', name: 'app', secret: 'x' });
  await methods.remove(local, user, methodId);
  const [password, method] = [
    await entryOf(user.id, 'password.set'),
    await entryOf(user.id, 'authentication-method.remove'),
  ];
  await giveRole(surroundings, user, 'reports-reader');
  const help = as('authentication-administrator', 'reports-reader');
  assert.deepEqual([await undo(help, password), await undo(help, method)], ['role-missing', 'role-missing']);
  const global = as('global-administrator');
  assert.deepEqual([await undo(global, password), await undo(global, method)], ['done', 'done']);
});

test('the undo of an undo is held to its rows as well', async (t) => {
  const { surroundings, as, entryOf, undo } = await house(t);
  const user = await newUser(surroundings);
  await giveRole(surroundings, user, 'platform-operator');
  const assigned = await entryOf(user.id, 'role.assign');
  assert.equal(await undo(as('global-administrator'), assigned), 'role-missing');
  assert.equal(await undo(local, assigned), 'done');
  const undone = await entryOf(assigned, 'change.undo');
  assert.equal(await undo(as('global-administrator'), undone), 'role-missing');
  assert.equal(await undo(as('global-administrator', 'platform-operator'), undone), 'done');
});

test('a user who is taken away by an undo leaves no role behind, and comes back with it', async (t) => {
  const { surroundings, store, settings, entryOf, undo } = await house(t);
  const user = await newUser(surroundings);
  await giveRole(surroundings, user, 'reports-reader');
  await settings.changeOfUser(local, user, { licensed: false });
  const added = await entryOf(user.id, 'user.add');
  assert.equal(await undo(local, added), 'done');
  assert.deepEqual(await store.roles.rolesOf(user.id), []);
  assert.equal((await store.directory.settingsOfUser(user.id)).licensed.value, true);
  assert.equal(await undo(local, await entryOf(added, 'change.undo')), 'done');
  assert.deepEqual(await store.roles.rolesOf(user.id), ['reports-reader']);
  assert.equal((await store.directory.settingsOfUser(user.id)).licensed.value, false);
});

test('a second undo says who took the change back, when, and by which change', async (t) => {
  const it = await house(t);
  const { settings, tenant, changes, entryOf, undo, as } = it;
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  const changed = await entryOf(tenant.id, 'settings.change');
  it.at = Date.parse('2026-03-04T05:06:07Z');
  const { id } = await changes.undo(as('security-administrator'), changed);
  const already = `the change was already taken back by u@x.example at 2026-03-04T05:06:07.000Z (change ${id})`;
  assert.equal(await undo(local, changed), already);
  // Also when more was changed since.
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  assert.equal(await undo(local, changed), already);
});

test('of two undos at once one is done, and the other learns of it', async (t) => {
  const { settings, tenant, entryOf, undo } = await house(t);
  await settings.changeOfTenant(local, tenant, { securityDefaults: true });
  const changed = await entryOf(tenant.id, 'settings.change');
  const outcomes = await Promise.all([undo(local, changed), undo(local, changed)]);
  assert.deepEqual(outcomes.map((each) => each.slice(0, 28)).toSorted(), ['done', 'the change was already taken']);
});

test('what stands on a change is named from the top', async (t) => {
  const { settings, tenant, changes, entryOf, undo } = await house(t);
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on' });
  const first = await entryOf(tenant.id, 'settings.change');
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'off' });
  await settings.changeOfTenant(local, tenant, { smtpAuth: 'on' });
  const third = await entryOf(tenant.id, 'settings.change');
  assert.equal(await undo(local, first), `something newer stands on this change (change ${third}); undo that first`);
  // An undo that was undone neither took it back nor stands on it: all is as the change left it.
  const { id } = await changes.undo(local, third);
  await changes.undo(local, id);
  assert.equal(await undo(local, third), 'done');
});

test('changes are taken back one after the other, down to the first', async (t) => {
  const { settings, store, tenant, changes, entryOf, undo } = await house(t);
  const before = await store.directory.settingsOfTenant(tenant.id);
  const made: string[] = [];
  for (const recipientsPerDay of [1, 2, 3]) {
    await settings.changeOfTenant(local, tenant, { recipientsPerDay });
    made.push(await entryOf(tenant.id, 'settings.change'));
  }
  const undos: string[] = [];
  for (const each of made.toReversed()) undos.push((await changes.undo(local, each)).id);
  assert.deepEqual(await store.directory.settingsOfTenant(tenant.id), before);
  assert.deepEqual(
    await Promise.all(made.map(async (id) => (await changes.find(local, id)).undoneBy)),
    undos.toReversed(),
  );
  // And forth again, and back once more.
  for (const each of undos.toReversed()) await changes.undo(local, each);
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).recipientsPerDay.value, 3);
  assert.equal((await changes.find(local, made[2] ?? '')).undoneBy, null);
  assert.equal(await undo(local, made[2] ?? ''), 'done');
  assert.equal((await store.directory.settingsOfTenant(tenant.id)).recipientsPerDay.value, 2);
});

test('no undo and no end of a change takes the last Global Administrator away', async (t) => {
  const it = await house(t);
  const { surroundings, settings, roles, store, tenant, parts, entryOf, undo } = it;
  const ann = await newUser(surroundings);
  await settings.changeOfUser(local, ann, { accountEnabled: false });
  await settings.changeOfUser(local, ann, { accountEnabled: true }, 5000);
  const enabled = await entryOf(ann.id, 'settings.change');
  await giveRole(surroundings, ann, 'global-administrator');
  const appointed = await entryOf(ann.id, 'role.assign');
  const refused = /^without this change nobody who can sign in is Global Administrator/;
  assert.match(await undo(local, enabled), refused);
  assert.match(await undo(local, appointed), refused);
  assert.match(await undo(local, await entryOf(ann.id, 'user.add')), refused);
  it.at = 5000;
  const told: string[] = [];
  const ending = createEndingChanges(store.auditLog, parts, {
    ended: () => assert.fail('it has ended'),
    overdue: (_change, because) => told.push(because),
    fault: (error) => assert.fail(String(error)),
  });
  await ending.start();
  await ending.stop();
  // It stays due until somebody else can administer the tenant, or a person decides.
  assert.deepEqual([told, await store.auditLog.nextEnd()], [['last-administrator'], 5000]);
  assert.equal((await store.directory.settingsOfUser(ann.id)).accountEnabled.value, true);
  // With another one it may go; not with one who is disabled.
  const bob = await newUser(surroundings);
  await giveRole(surroundings, bob, 'global-administrator');
  await settings.changeOfUser(local, bob, { accountEnabled: false });
  assert.match(await undo(local, appointed), refused);
  await settings.changeOfUser(local, bob, { accountEnabled: true });
  assert.equal(await undo(local, appointed), 'done');
  const assignment = { tenantId: tenant.id, principalId: bob.id, role: 'global-administrator' } as const;
  const target = { kind: 'user', id: bob.id, name: 'bob' } as const;
  assert.match(await outcomeOf(roles.remove(local, assignment, target)), /bob is the last Global Administrator/);
});

test('of two administrators who disable each other at once one stays', async (t) => {
  const { surroundings, settings, store } = await house(t);
  const both = [await newUser(surroundings), await newUser(surroundings)];
  for (const each of both) await giveRole(surroundings, each, 'global-administrator');
  const outcomes = await Promise.all(
    both.map((each) => outcomeOf(settings.changeOfUser(local, each, { accountEnabled: false }))),
  );
  assert.equal(outcomes.filter((each) => each === 'done').length, 1);
  const states = await Promise.all(both.map(({ id }) => store.directory.settingsOfUser(id)));
  assert.equal(states.filter(({ accountEnabled }) => accountEnabled.value).length, 1);
});

test('an application keeps the role where no person has it, and is no reason to let the last person go', async (t) => {
  const { surroundings, roles, applications, tenant } = await house(t);
  const application = await applications.register(local, { tenantId: tenant.id, displayName: 'automation' });
  const principal = await applications.addServicePrincipal(local, tenant.id, application);
  const ofPrincipal = { tenantId: tenant.id, principalId: principal.id, role: 'global-administrator' } as const;
  const target = { kind: 'service-principal', id: principal.id, name: 'automation' } as const;
  await roles.assign(local, ofPrincipal, target);
  const last = /automation is the last Global Administrator/;
  assert.match(await outcomeOf(roles.remove(local, ofPrincipal, target)), last);
  assert.match(await outcomeOf(applications.removeServicePrincipal(local, principal)), last);
  assert.match(await outcomeOf(applications.remove(local, application)), last);
  const ann = await newUser(surroundings);
  await giveRole(surroundings, ann, 'global-administrator');
  const person = { kind: 'user', id: ann.id, name: 'ann' } as const;
  const ofPerson = { ...ofPrincipal, principalId: ann.id };
  assert.match(await outcomeOf(roles.remove(local, ofPerson, person)), /ann is the last Global Administrator/);
  assert.equal(await outcomeOf(applications.remove(local, application)), 'done');
});
