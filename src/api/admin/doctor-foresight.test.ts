/** What the doctor foresees is what happens when the change is made. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static, TSchema } from 'typebox';
import { doctorHouse } from '../../../test/fixtures/doctor-house.ts';
import type { foresee, showReadiness } from '../../contract/doctor-foresight.ts';

type WhatIf = Static<Extract<(typeof foresee)['answer'], TSchema>>;
type Readiness = Static<Extract<(typeof showReadiness)['answer'], TSchema>>;

test('who would be shut out is who is, and nothing was changed by asking', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient({ smtpAuth: 'on' }, {});
  const other = await house.patient({ smtpAuth: 'on' }, {});
  for (const each of [user, other.user]) assert.equal(await house.send(each), null);
  const before = house.storedSettings();
  const ask = (body: object) => house.door.call<WhatIf>('POST', '/doctor/what-if', { tenant: domain, ...body });
  const shut = await ask({ settings: { securityDefaults: true } });
  assert.deepEqual(
    shut.shutOut.map(({ userPrincipalName, before: was, after }) => [userPrincipalName, was, after]),
    [[user, null, 'security-defaults']],
  );
  assert.deepEqual([shut.attempts, shut.letIn.length, shut.stayIn, shut.isCut, shut.days], [1, 0, 0, false, 30]);
  const ofUser = await ask({ users: [{ user, settings: { mailboxSmtpAuth: 'off' } }], days: 1 });
  assert.deepEqual(
    ofUser.shutOut.map(({ after }) => after),
    ['smtp-auth'],
  );
  const policy = { name: 'No passwords', state: 'enabled' };
  assert.equal(
    (await ask({ settings: { conditionalAccessPolicies: [policy] } })).shutOut[0]?.after,
    'conditional-access',
  );
  assert.equal((await ask({ settings: { licensed: null } }).catch((error: unknown) => error)) instanceof Error, true);
  await assert.rejects(ask({}), /name a setting/);
  await assert.rejects(ask({ users: [{ user: other.user, settings: { licensed: false } }] }), /another tenant/);
  assert.deepEqual(house.storedSettings(), before);
  await house.door.call('PATCH', `/tenants/${domain}/settings`, { settings: { securityDefaults: true } });
  assert.match((await house.send(user)) ?? '', /security defaults/);
});

test('who still signs in with a password is told of, with the ways out and the dates', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient({ smtpAuth: 'on' }, {});
  assert.equal(await house.send(user), null);
  const { migrations, dates, ready } = await house.door.call<Readiness>('GET', `/doctor/readiness?tenant=${domain}`);
  assert.deepEqual(
    migrations.map(({ userPrincipalName, count, ways }) => [userPrincipalName, count, ways.map(({ id }) => id)]),
    [[user, 1, ['oauth-smtp', 'graph']]],
  );
  assert.equal(ready, 0);
  assert.ok(dates.some(({ id }) => id === 'basic-off-by-default'));
});
