/** Application access policies through their cmdlets: made, asked, described, removed, and written down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeHouse } from '../../../test/fixtures/exchange-house.ts';
import { createApplicationScope } from '../../directory/application-scope.ts';

test('policies restrict an application to mailboxes, one policy for each application', async (t) => {
  const { value, fault, application, service, tenant } = await exchangeHouse(t);
  const other = '6ac794ca-2697-4137-8754-d2a78ae47d93';
  const made = await value('New-ApplicationAccessPolicy', {
    AppId: [application.appId, other.toUpperCase()],
    PolicyScopeGroupId: 'a@x.example,b@x.example',
    AccessRight: 'restrictaccess',
    Description: 'Scanners only',
  });
  assert.deepEqual(
    made.map((row) => [row['AppId'], row['ScopeName'], row['AccessRight']]),
    [application.appId, other].map((appId) => [appId, 'a@x.example,b@x.example', 'RestrictAccess']),
  );
  const tested = async (Identity: string, AppId: string) =>
    (await value('Test-ApplicationAccessPolicy', { Identity, AppId }))[0]?.['AccessCheckResult'];
  assert.equal(await tested('a@x.example', application.appId), 'Granted');
  assert.equal(await tested('c@x.example', application.appId), 'Denied');
  assert.equal(await tested('c@x.example', '3dbc2ae1-7198-45ed-9f9f-d86ba3ec35b5'), 'Granted');
  const scope = createApplicationScope(service.store.accessPolicies);
  const [a, c] = await Promise.all(['a', 'c'].map((name) => service.store.directory.findUser(`${name}@x.example`)));
  assert.equal(await scope.mayUseMailbox(tenant.id, application.appId, a?.id ?? ''), true);
  assert.equal(await scope.mayUseMailbox(tenant.id, application.appId, c?.id ?? ''), false);
  assert.equal(await scope.mayUseMailbox('another', application.appId, c?.id ?? ''), true);
  const Identity = made[0]?.['Identity'];
  await value('Set-ApplicationAccessPolicy', { Identity, Description: 'Printers' });
  assert.equal((await value('Get-ApplicationAccessPolicy', { Identity }))[0]?.['Description'], 'Printers');
  await value('Remove-ApplicationAccessPolicy', { Identity, Confirm: false, WhatIf: true });
  assert.equal((await value('Get-ApplicationAccessPolicy')).length, 2);
  await value('Remove-ApplicationAccessPolicy', { Identity, Confirm: false });
  assert.equal(await tested('c@x.example', application.appId), 'Granted');
  assert.match(await fault('Get-ApplicationAccessPolicy', { Identity }), /^404/);
  const actions = (await service.store.auditLog.list({ tenantId: tenant.id, limit: 3 })).map(({ action }) => action);
  assert.deepEqual(
    actions,
    ['remove', 'update', 'add'].map((verb) => `application-access-policy.${verb}`),
  );
});

test('a policy that cannot be is refused with what to write, and a removal can be undone', async (t) => {
  const { value, fault, application, administration, service, tenant } = await exchangeHouse(t);
  const good = { AppId: application.appId, PolicyScopeGroupId: 'a@x.example', AccessRight: 'DenyAccess' };
  const rows: readonly [object, RegExp][] = [
    [{ ...good, AppId: 'scan' }, /^400 .*client ids, which are GUIDs/],
    [{ ...good, AppId: ',' }, /^400 .*'AppId'/],
    [{ ...good, AccessRight: 'Restrict' }, /^400 .*RestrictAccess or DenyAccess/],
    [{ ...good, PolicyScopeGroupId: 'Engineering' }, /^404 .*'Engineering'/],
    [{ ...good, PolicyScopeGroupId: ',' }, /^400 .*1 to 100 mailboxes/],
    [{ ...good, Description: 'x'.repeat(300) }, /^400 .*at most 256/],
  ];
  for (const [parameters, says] of rows)
    assert.match(await fault('New-ApplicationAccessPolicy', parameters), says, JSON.stringify(parameters));
  for (let count = 0; count < 300; count += 100) {
    const AppId = Array.from(
      { length: 100 },
      (_, n) => `00000000-0000-0000-0000-${String(count + n).padStart(12, '0')}`,
    );
    await value('New-ApplicationAccessPolicy', { ...good, AppId });
  }
  assert.match(await fault('New-ApplicationAccessPolicy', good), /^409 .*at most 300/);
  const [first] = await value('Get-ApplicationAccessPolicy');
  await value('Remove-ApplicationAccessPolicy', { Identity: first?.['Identity'] });
  const [entry] = await service.store.auditLog.list({ tenantId: tenant.id, limit: 1 });
  const local = { kind: 'local', id: 'local', name: 'ann' } as const;
  await administration.changes.undo({ actor: local, door: 'admin', address: '', correlationId: '' }, entry?.id ?? '');
  assert.equal((await value('Get-ApplicationAccessPolicy')).length, 300);
});
