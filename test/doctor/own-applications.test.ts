/** What Postern's own API tells of applications is what Graph and Exchange tell of the same ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDoor } from '../../src/cli/door.ts';
import { posternProvider } from '../../src/doctor/providers/postern/postern-provider.ts';
import type { TenantProvider } from '../../src/doctor/providers/tenant-provider.ts';
import { findingsOfTenant } from '../../src/doctor/rules/tenant/all.ts';
import { examineTenant } from '../../src/doctor/tenant/examine-tenant.ts';
import { request } from '../fixtures/house-with-application.ts';
import { tenantHouse } from '../fixtures/tenant-house.ts';

const mailbox = 'scan@x.example';

/** What decides whether it sends, without where it was read. */
async function gistOf(provider: TenantProvider, appId: string) {
  const read = await provider.applications({ mailbox, from: null, appId });
  assert.ok(read.known, JSON.stringify(read));
  return read.value.map(({ principalId, ownPermissions, inExchange, fullAccess, accessPolicy }) => ({
    principalId,
    ownPermissions: ownPermissions.toSorted(),
    inExchange: inExchange.known && inExchange.value,
    fullAccess: fullAccess?.known === true && fullAccess.value,
    accessPolicy: accessPolicy?.known === true ? accessPolicy.value : null,
  }));
}

async function stopsOf(provider: TenantProvider, appId: string): Promise<string[]> {
  const question = { user: mailbox, appId, from: null, wire: null, now: Date.now() };
  const found = findingsOfTenant(await examineTenant(provider, question));
  return found.filter(({ severity }) => severity === 'stops').map(({ id }) => id);
}

test('an application is told the same by either API, from its registration on until it may send', async (t) => {
  const house = await tenantHouse(t);
  const { administration, tenant, users, dataDirectory } = house;
  const { applications, applicationGrants, applicationScopes, mailboxes } = administration;
  const [scan, ann] = users;
  assert.ok(scan && ann);
  await house.setTenant({ smtpAuth: 'on' });
  const own = posternProvider(openDoor(dataDirectory), tenant.id);
  const [application, other] = await Promise.all(
    ['Gateway', 'Other'].map((displayName) => applications.register(request, { tenantId: tenant.id, displayName })),
  );
  assert.ok(application && other);
  const { appId } = application;
  const principal = await applications.addServicePrincipal(request, tenant.id, application);
  const told = { tenantId: tenant.id, appId, displayName: 'Gateway' };
  const policy = {
    appIds: [appId],
    mailboxes: [ann],
    accessRight: 'RestrictAccess',
    description: 'ann alone',
  } as const;
  const stages: readonly (readonly [() => Promise<unknown>, readonly string[]])[] = [
    [async () => undefined, ['oauth-consent-missing']],
    [
      () => applicationGrants.change(request, principal, { application: { add: ['SMTP.SendAsApp', 'Mail.Send'] } }),
      ['oauth-service-principal-not-registered', 'application-cannot-open-mailbox'],
    ],
    [
      () => applications.tellExchange(request, { ...told, objectId: application.id }),
      ['oauth-service-principal-not-registered', 'application-cannot-open-mailbox'],
    ],
    [
      async () => {
        const known = await applications.toldToExchange(request, { tenantId: tenant.id, appId });
        assert.ok(known);
        await applications.forgetInExchange(request, known);
        await applications.tellExchange(request, { ...told, objectId: principal.id });
      },
      ['application-cannot-open-mailbox'],
    ],
    [() => mailboxes.setPermission(request, scan, principal.id, 'FullAccess', true), []],
    [() => applicationScopes.add(request, tenant, policy), ['graph-app-access-policy']],
  ];
  for (const [change, stops] of stages) {
    await change();
    assert.deepEqual(await gistOf(own, appId), await gistOf(house.provider(), appId));
    assert.deepEqual(await stopsOf(own, appId), stops);
  }
});
