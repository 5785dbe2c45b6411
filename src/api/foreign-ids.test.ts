/** Ids of users of another tenant, planted wherever a list of a tenant can name somebody: no door tells whom they belong to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exchangeHouse, password } from '../../test/fixtures/exchange-house.ts';
import { request } from '../../test/fixtures/house-with-application.ts';
import { wholePolicy } from '../directory/conditional-access-policy.ts';
import { newGuid } from '../lib/id.ts';
import { readLocalDoor } from '../lib/local-door.ts';
import { makePasswordVerifiers } from '../sign-in/credentials/make-verifiers.ts';

/** A mailbox of a tenant, and a user of another one. */
async function twoTenants(it: Awaited<ReturnType<typeof exchangeHouse>>) {
  const { administration, service } = it;
  const other = await administration.tenants.add(request, { domain: 'elsewhere.example' });
  const verifiers = await makePasswordVerifiers(password, true);
  const userPrincipalName = 'secretive@elsewhere.example';
  const foreign = await administration.users.add(request, { tenantId: other.id, userPrincipalName, verifiers });
  const mailbox = (await service.store.directory.findUser('a@x.example')) ?? assert.fail('no mailbox');
  return { other, foreign, mailbox };
}

test('a trustee of another tenant is refused, also under the id of an application that was told of by it', async (t) => {
  const it = await exchangeHouse(t);
  const { foreign, mailbox } = await twoTenants(it);
  const AppId = it.application.appId;
  await it.value('New-ServicePrincipal', { AppId, ObjectId: foreign.id, DisplayName: 'scan' });
  for (const [name, trustee] of [
    ['MailboxPermission', { User: foreign.id, AccessRights: ['FullAccess'] }],
    ['RecipientPermission', { Trustee: foreign.id, AccessRights: ['SendAs'] }],
    ['MailboxPermission', { User: foreign.userPrincipalName, AccessRights: ['FullAccess'] }],
  ] as const) {
    const { status, body } = await it.invoke(`Add-${name}`, { Identity: 'a@x.example', ...trustee });
    assert.equal(status, 404);
    if (Object.values(trustee)[0] === foreign.id) assert.doesNotMatch(JSON.stringify(body), /secretive/);
  }
  assert.deepEqual(await it.service.store.directory.listMailboxPermissions(mailbox.id), []);
  const set = it.administration.mailboxes.setPermission(request, mailbox, foreign.id, 'SendAs', true);
  await assert.rejects(set, /there is no security principal/);
  const policy = { appIds: [AppId], mailboxes: [foreign], accessRight: 'DenyAccess', description: '' } as const;
  await assert.rejects(
    it.administration.applicationScopes.add(request, it.tenant, policy),
    /there is no mailbox of this/,
  );
});

test('no list shows whom a foreign id in it belongs to, and a right under one opens nothing', async (t) => {
  const it = await exchangeHouse(t);
  const { administration, tenant, principal, service, application } = it;
  const { store } = service;
  const { foreign, mailbox } = await twoTenants(it);
  const add = ['Policy.Read.All', 'RoleManagement.Read.Directory', 'AuditLog.Read.All', 'Directory.Read.All'] as const;
  await administration.applicationGrants.change(request, principal, { application: { add: [...add] } });
  const person = { kind: 'service-principal', id: principal.id, name: 'scan' } as const;
  await administration.roles.assign(
    request,
    { tenantId: tenant.id, principalId: principal.id, role: 'global-administrator' },
    person,
  );
  const entry = () =>
    ({
      id: newGuid(),
      at: Date.now(),
      tenantId: tenant.id,
      actor: request.actor,
      role: null,
      door: 'service',
      address: '',
      correlationId: 'c',
      action: 'settings.change',
      target: { kind: 'tenant', id: tenant.id, name: 'x.example' },
      until: null,
    }) as const;
  for (const right of ['FullAccess', 'SendAs'] as const)
    await store.directory.setMailboxPermission(
      { mailboxUserId: mailbox.id, trusteeId: foreign.id, right },
      true,
      entry(),
    );
  await store.roles.assignRole({ tenantId: tenant.id, principalId: foreign.id, role: 'reports-reader' }, entry());
  const scope = { id: newGuid(), tenantId: tenant.id, appId: application.appId, createdAt: 1, description: '' };
  const kept = { ...scope, mailboxUserIds: [foreign.id], accessRight: 'RestrictAccess' } as const;
  await store.accessPolicies.addAccessPolicies([kept], entry());
  const users = { includedUsers: [foreign.id], excludedUsers: [foreign.id] };
  const policies = [{ ...wholePolicy({ name: 'p', state: 'disabled', ...users }), id: newGuid() }];
  const change = { scope: 'tenant', scopeId: tenant.id, name: 'conditionalAccessPolicies', value: policies } as const;
  await store.directory.changeSettings([change], entry());

  const answers: string[] = [];
  for (const [name, parameters] of [
    ['Get-MailboxPermission', { Identity: 'a@x.example' }],
    ['Get-RecipientPermission', { Identity: 'a@x.example' }],
    ['Get-ApplicationAccessPolicy', {}],
  ] as const)
    answers.push(JSON.stringify(await it.value(name, parameters)));
  const { token: localToken } = await readLocalDoor(it.dataDirectory);
  const graphToken = await it.tokenFor('https://graph.microsoft.com');
  const get = async (path: string, token: string): Promise<string> => {
    const response = await fetch(`${service.httpUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    assert.equal(response.status, 200, `${path} ${text}`);
    return text;
  };
  for (const path of [
    '/admin/v1/users/a@x.example/mailbox-permissions',
    '/admin/v1/tenants/x.example/conditional-access',
    '/admin/v1/tenants/x.example/roles',
  ])
    answers.push(await get(path, localToken));
  // Reports Reader, by the id of its template.
  for (const path of [
    '/v1.0/directoryRoles/4a5d8f65-41da-4de4-8968-e035b65339cf/members',
    '/v1.0/roleManagement/directory/roleAssignments',
    '/v1.0/identity/conditionalAccess/policies',
  ])
    answers.push(await get(path, graphToken));
  for (const answer of answers) assert.doesNotMatch(answer, /secretive|elsewhere/);
  assert.ok(answers.filter((answer) => answer.includes(foreign.id)).length >= 5, 'the lists name the id');
  assert.deepEqual((await store.directory.signInFacts(foreign.userPrincipalName))?.sendAs, []);
});
