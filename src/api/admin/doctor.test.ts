/** The doctor inside the service: what it says of a user is what the wire says, and its plan, carried out by the routes of the settings, lets the device in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static } from 'typebox';
import { administrationHouse, local } from '../../../test/fixtures/administration-house.ts';
import { type DoctorHouse, devicePassword, doctorHouse } from '../../../test/fixtures/doctor-house.ts';
import type { examineUser, explainText, testSignIn } from '../../contract/doctor.ts';
import { textOf } from '../../i18n/translate.ts';
import type { Services } from '../services.ts';
import { adminRoutes } from './admin-routes.ts';
import { ownDoor } from './own-door.ts';

type Of<C extends { answer: unknown }> = Static<Extract<C['answer'], import('typebox').TSchema>>;
type Examination = Of<typeof examineUser>;
type Trial = Of<typeof testSignIn>;

const examined = (house: DoctorHouse, user: string, body: object = { deviceAsIs: true }) =>
  house.door.call<Examination>('POST', `/doctor/users/${user}/examination`, body);
const tried = (house: DoctorHouse, user: string, password: string) =>
  house.door.call<Trial>('POST', `/doctor/users/${user}/test-sign-in`, { password });

test('the plan of an examination, carried out as it stands, lets the device in; nothing else was needed', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient(
    { smtpAuth: 'on', securityDefaults: true },
    { mailboxSmtpAuth: 'off', perUserMfa: 'enforced' },
  );
  const before = house.storedSettings();
  const first = await examined(house, user);
  assert.deepEqual(house.storedSettings(), before, 'an examination changes nothing');
  assert.deepEqual(first.effective, { allowed: false, gate: 'security-defaults', reply: 'blockedBySecurityDefaults' });
  assert.deepEqual(
    first.trace.filter(({ verdict }) => verdict === 'shut').map(({ gate }) => gate),
    ['security-defaults', 'multi-factor', 'smtp-auth'],
  );
  assert.deepEqual(first.plan.after, { allowed: true, gate: null });
  assert.equal(first.findings[0]?.id, 'security-defaults');
  assert.ok(first.findings.every(({ advice }) => textOf(`${advice.words}.title`, 'ru') !== null));
  const refused = await tried(house, user, devicePassword);
  assert.equal(refused.outcome, 'refused');
  assert.equal(refused.cause, 'security-defaults');
  const why = await house.door.call<{ signIns: { gate: string }[] }>('GET', `/why/${refused.sessionId}`);
  assert.equal(why.signIns[0]?.gate, 'security-defaults');
  for (const { scope, name, after, expected } of first.plan.changes) {
    const path = scope === 'tenant' ? `/tenants/${domain}/settings` : `/users/${user}/settings`;
    await house.door.call('PATCH', path, { settings: { [name]: after }, expected: { [name]: expected } });
  }
  const second = await examined(house, user);
  assert.equal(second.effective.allowed, true);
  assert.equal(second.lastAttempt?.gate, 'security-defaults');
  assert.deepEqual(second.plan.steps, []);
  const allowed = await tried(house, user, devicePassword);
  assert.deepEqual([allowed.outcome, allowed.sessionId], ['allowed', null]);
  assert.equal(await house.send(user), null, 'a client of another house');
});

test('a wrong password is refused, stands in the sign-in log, and who tried stands in the audit log', async (t) => {
  const house = await doctorHouse(t);
  const { user } = await house.patient({ smtpAuth: 'on' }, {});
  const trial = await tried(house, user, 'wrong');
  assert.deepEqual([trial.outcome, trial.cause], ['refused', 'bad-credentials']);
  assert.ok(!JSON.stringify(trial).includes('wrong'));
  const { entries } = await house.door.call<{ entries: { target: { name: string }; actor: { kind: string } }[] }>(
    'GET',
    '/audit?action=sign-in.test',
  );
  assert.deepEqual([entries[0]?.target.name, entries[0]?.actor.kind], [user, 'local']);
});

test('an error is explained with what to do, each text under its key', async (t) => {
  const house = await doctorHouse(t);
  const explained = await house.door.call<Of<typeof explainText>>('POST', '/doctor/explain', {
    text: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
  });
  assert.deepEqual([explained.cause, explained.confidence], ['mailbox-smtp-auth-disabled', 'certain']);
  const { advice } = explained;
  assert.ok(advice.steps.length > 0 && advice.alternative !== null);
  for (const { text, harm, portal } of advice.steps)
    for (const key of [text, harm, portal]) assert.ok(key === null || textOf(key, 'en') !== null, String(key));
});

test('what the caller may not read is a hole in the examination, and no way round their role', async (t) => {
  const { administration, tenant } = await administrationHouse(t, Date.now);
  const { id } = await administration.users.add(local, {
    tenantId: tenant.id,
    userPrincipalName: 'scan@x.example',
    verifiers: null,
  });
  const held = { tenantId: tenant.id, permissions: ['Postern.Manage'], roles: ['user-administrator'] } as const;
  const helper = { ...local, actor: { kind: 'user', id: 'h', name: 'h', ...held } } as const;
  const routes = adminRoutes({ administration, clock: Date.now } as Services);
  const route = routes.find(({ contract }) => contract.operationId === 'examineUser');
  const asked = { caller: helper, callerAgain: async () => helper, params: { user: id }, query: {}, body: {} };
  const seen = (await route?.handle(asked as never)) as Examination;
  const holes = seen.assumed.map(({ name, because }) => [name, because.kind]);
  assert.ok(
    holes.some(([name, kind]) => name === 'securityDefaults' && kind === 'permission'),
    JSON.stringify(holes),
  );
  assert.ok(!holes.some(([name]) => name === 'licensed'));
  assert.equal(seen.lastAttempt, null);
});

test('the doctor asks as its caller, by GET alone, and of addresses that there are', async (t) => {
  const { administration, tenant } = await administrationHouse(t, Date.now);
  const nobody = {
    ...local,
    actor: { kind: 'user', id: 'n', name: 'n', tenantId: 'elsewhere', permissions: [], roles: [] },
  } as const;
  const routes = adminRoutes({ administration, clock: Date.now } as Services);
  assert.deepEqual(await ownDoor(routes, local).call('GET', '/users/count?tenant=x.example'), {
    users: 0,
    isWhole: true,
  });
  await assert.rejects(ownDoor(routes, nobody).call('GET', `/tenants/${tenant.id}`), { status: 404 });
  await assert.rejects(ownDoor(routes, local).call('GET', '/users?limit=0'), { status: 400 });
  await assert.rejects(ownDoor(routes, local).call('DELETE', '/users/a'), /no route DELETE/);
});
