/** The mail of a tenant at a glance is what has happened at its doors, and each administrator sees the parts that they may read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static, TSchema } from 'typebox';
import { administrationHouse, local } from '../../../test/fixtures/administration-house.ts';
import { doctorHouse } from '../../../test/fixtures/doctor-house.ts';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { createOverviewAdministration } from '../../administration/overview.ts';
import type { showOverview } from '../../contract/overview.ts';
import type { AdministratorRole } from '../../directory/administrator-role.ts';

type Overview = Static<Extract<(typeof showOverview)['answer'], TSchema>>;

test('what a device has sent, and was refused, stands in it a moment later', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient({ smtpAuth: 'on' }, {});
  const look = () => house.door.call<Overview>('GET', `/overview?tenant=${domain}`);
  const before = await look();
  assert.deepEqual([before.sending?.answer, before.mail?.hours.length, before.mail?.days.length], ['unproven', 24, 30]);
  assert.equal(await house.send(user), null);
  await eventually(async () => (await look()).sending?.answer === 'yes');
  assert.match((await house.send(user, 'wrong')) ?? '', /535/);
  const { mail, signIns, identities, queue } = await look();
  assert.deepEqual(
    [mail?.hours.at(-1), mail?.days.at(-1)].map((slot) => [slot?.accepted, slot?.delivered, slot?.failed]),
    [
      [1, 1, 0],
      [1, 1, 0],
    ],
  );
  assert.deepEqual(signIns?.gates, [{ gate: 'credentials', day: 1, month: 1 }]);
  assert.deepEqual([signIns?.days.at(-1)?.allowed, signIns?.days.at(-1)?.refused], [1, 1]);
  assert.deepEqual(
    [identities?.sending.count, identities?.silent.count, identities?.refused.identities[0]?.userPrincipalName],
    [0, 0, user],
  );
  assert.deepEqual(queue, []);
});

test('each administrator sees the parts that they may read', async (t) => {
  const { administration, store, tenant } = await administrationHouse(t, Date.now);
  await administration.users.add(local, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers: null });
  const overview = createOverviewAdministration(
    { figures: store.mailFigures, isReady: async () => false },
    { clock: Date.now },
  );
  const seenAs = async (role: AdministratorRole) => {
    const held = { tenantId: tenant.id, permissions: ['Postern.Manage'], roles: [role] } as const;
    const request = { ...local, actor: { kind: 'user', id: 'h', name: 'h', ...held } } as const;
    const { at: _, ...parts } = await overview.show(request, tenant.id, 3);
    return Object.entries(parts)
      .filter(([, part]) => part !== null)
      .map(([name]) => name);
  };
  assert.deepEqual(await seenAs('exchange-administrator'), ['sending', 'mail', 'signIns', 'identities', 'queue']);
  assert.deepEqual(await seenAs('reports-reader'), ['signIns', 'identities']);
  assert.deepEqual(await seenAs('user-administrator'), []);
  assert.equal((await overview.show(local, tenant.id, 3)).sending?.answer, 'no');
});
