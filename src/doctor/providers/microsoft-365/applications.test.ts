/** Applications that send mail are read with their credentials, permissions and rights, and what Exchange was told of them. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { readPermissions, tenantHouse } from '../../../../test/fixtures/tenant-house.ts';
import { newGuid } from '../../../lib/id.ts';
import type { MailApplication } from '../../tenant/application-reading.ts';
import type { Read } from '../../tenant/tenant-reading.ts';

type House = Awaited<ReturnType<typeof tenantHouse>>;

async function addApplication(
  { administration, tenant }: House,
  displayName: string,
  ...permissions: ('SMTP.SendAsApp' | 'Mail.Send')[]
) {
  const { applications } = administration;
  const application = await applications.register(request, { tenantId: tenant.id, displayName });
  const principal = await applications.addServicePrincipal(request, tenant.id, application);
  await administration.applicationGrants.change(request, principal, {
    application: { add: permissions },
    delegated: { add: ['SMTP.Send'] },
  });
  await applications.addSecret(request, application, 'old', Date.now() - 1000);
  return { application, principal };
}

function valueOf<T>(read: Read<T> | null): T {
  assert.ok(read?.known, JSON.stringify(read));
  return read.value;
}

async function read(house: House, appId: string | null): Promise<readonly MailApplication[]> {
  const search = { mailbox: 'scan@x.example', from: 'ann@x.example', appId };
  return valueOf(await house.provider().applications(search));
}

test('an application of the SMTP door is read whole', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { administration, tenant, users } = house;
  const { applications, mailboxes } = administration;
  const { application, principal } = await addApplication(house, 'Gateway', 'SMTP.SendAsApp');
  const [before] = await read(house, application.appId);
  assert.deepEqual(valueOf(before?.inExchange ?? null), []);
  assert.deepEqual([valueOf(before?.fullAccess ?? null), valueOf(before?.sendAs ?? null)], [false, false]);
  const told = { tenantId: tenant.id, appId: application.appId, objectId: principal.id, displayName: 'Gateway' };
  await applications.tellExchange(request, told);
  const [scan, ann] = users;
  assert.ok(scan && ann);
  await mailboxes.setPermission(request, scan, principal.id, 'FullAccess', true);
  await mailboxes.setPermission(request, ann, principal.id, 'SendAs', true);
  const all = await read(house, null);
  assert.deepEqual(
    all.map(({ appId }) => appId),
    [application.appId],
  );
  const [after] = all;
  assert.ok(after);
  assert.deepEqual(
    [after.displayName, after.registrationId, after.principalId, after.enabled],
    ['Gateway', application.id, principal.id, true],
  );
  assert.deepEqual([after.ownPermissions, valueOf(after.delegatedPermissions)], [['SMTP.SendAsApp'], ['SMTP.Send']]);
  assert.deepEqual(valueOf(after.inExchange), [principal.id]);
  assert.deepEqual([valueOf(after.fullAccess), valueOf(after.sendAs), after.accessPolicy], [true, true, null]);
  const [secret] = valueOf(after.credentials);
  assert.deepEqual([secret?.kind, secret?.name], ['secret', 'old']);
  assert.ok((secret?.endsAt ?? Number.NaN) < Date.now());
});

test('what Exchange knows and the tenant does not, and what is nowhere, are told as they are', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { administration, tenant } = house;
  const lost = { tenantId: tenant.id, appId: newGuid(), objectId: newGuid(), displayName: 'Gone' };
  await administration.applications.tellExchange(request, lost);
  const [gone] = await read(house, null);
  assert.deepEqual([gone?.appId, gone?.principalId, gone?.registrationId], [lost.appId, null, null]);
  assert.deepEqual(valueOf(gone?.inExchange ?? null), [lost.objectId]);
  const nowhere = newGuid();
  const [none] = await read(house, nowhere);
  assert.deepEqual([none?.appId, none?.principalId, valueOf(none?.inExchange ?? null)], [nowhere, null, []]);
});

test('an application of Graph is asked about at its access policies', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { administration, tenant, users } = house;
  const { application } = await addApplication(house, 'Reporter', 'Mail.Send');
  const policyOf = async () => valueOf((await read(house, application.appId))[0]?.accessPolicy ?? null);
  assert.equal(await policyOf(), 'granted');
  const [, ann] = users;
  assert.ok(ann);
  const policy = {
    appIds: [application.appId],
    mailboxes: [ann],
    accessRight: 'RestrictAccess',
    description: '',
  } as const;
  await administration.applicationScopes.add(request, tenant, policy);
  assert.equal(await policyOf(), 'denied');
});

test('without a permission the rest is read', async (t: TestContext) => {
  const exchangeless = await tenantHouse(t, {
    permissions: readPermissions.filter((each) => each !== 'Exchange.ManageAsApp'),
  });
  const { application } = await addApplication(exchangeless, 'Gateway', 'SMTP.SendAsApp');
  const [one] = await read(exchangeless, application.appId);
  assert.equal(one?.displayName, 'Gateway');
  for (const unread of [one?.inExchange, one?.fullAccess, one?.sendAs])
    assert.match(
      unread?.known === false && unread.because.kind === 'permission' ? unread.because.permission : '',
      /Exchange\.ManageAsApp/,
    );
  const graphless = await tenantHouse(t, {
    permissions: readPermissions.filter((each) => each !== 'Application.Read.All'),
  });
  const none = await graphless.provider().applications({ mailbox: null, from: null, appId: null });
  assert.deepEqual(none, { known: false, because: { kind: 'permission', permission: 'Application.Read.All' } });
});

test('a user may send as another where the mailbox says so', async (t: TestContext) => {
  const house = await tenantHouse(t);
  const { administration, users } = house;
  const [scan, ann] = users;
  assert.ok(scan && ann);
  const doctor = house.provider();
  const user = await doctor.readUser(scan.userPrincipalName);
  assert.ok(user);
  assert.equal(valueOf(await doctor.maySendAs(user, ann.userPrincipalName)), false);
  await administration.mailboxes.setPermission(request, ann, scan.id, 'SendAs', true);
  assert.equal(valueOf(await doctor.maySendAs(user, ann.userPrincipalName)), true);
  assert.equal(valueOf(await doctor.maySendAs(user, 'nobody@x.example')), false);
});
