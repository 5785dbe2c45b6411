/** What is foretold of a change is what becomes of the same devices once it is made. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatIf } from '../../src/doctor/plan/what-if.ts';
import { posternProvider } from '../../src/doctor/providers/postern/postern-provider.ts';
import { readAttempts } from '../../src/doctor/providers/read-attempts.ts';
import { devicePassword, doctorHouse } from '../fixtures/doctor-house.ts';

test('what is foretold of a change is what becomes of the devices', async (t) => {
  const house = await doctorHouse(t);
  const { domain } = await house.patient({ smtpAuth: 'on' }, {});
  const settings = {
    fine: {},
    own: { mailboxSmtpAuth: 'on' },
    off: { mailboxSmtpAuth: 'off' },
    gone: { licensed: false },
  };
  for (const [name, own] of Object.entries(settings)) {
    await house.door.call('POST', '/users', { userPrincipalName: `${name}@${domain}`, password: devicePassword });
    if (Object.keys(own).length > 0)
      await house.door.call('PATCH', `/users/${name}@${domain}/settings`, { settings: own });
  }
  const names = Object.keys(settings).map((name) => `${name}@${domain}`);
  const outcomes = async () =>
    new Map(await Promise.all(names.map(async (name) => [name, (await house.send(name)) === null] as const)));
  const before = await outcomes();
  assert.deepEqual([...before.values()], [true, true, false, false]);

  const read = await readAttempts(posternProvider(house.door, domain), 0);
  assert.ok(read.kind === 'read' && read.attempts.length === names.length && !read.isCut);
  const change = { setting: { scope: 'tenant', name: 'smtpAuth' }, value: 'off', user: null } as const;
  const { shutOut, letIn, elsewhere } = whatIf([change], read.attempts, read.people);
  await house.door.call('PATCH', `/tenants/${domain}/settings`, { settings: { smtpAuth: 'off' } });
  const after = await outcomes();
  const of = (was: boolean, is: boolean) => names.filter((name) => before.get(name) === was && after.get(name) === is);
  assert.deepEqual(
    shutOut.map(({ userPrincipalName }) => userPrincipalName),
    of(true, false),
  );
  assert.deepEqual(
    letIn.map(({ userPrincipalName }) => userPrincipalName),
    of(false, true),
  );
  assert.deepEqual(
    elsewhere.map(({ after: gate }) => gate),
    ['smtp-auth'],
    'the one without a licence',
  );
});
