/** Service principals through Graph: found as scripts look for them, made of applications, given app roles and scopes. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  appRoleAssignment,
  permissionGrant,
  servicePrincipal,
} from '../../../../test/fixtures/graph-application-expectations.ts';
import { page } from '../../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import type { Permission } from '../../../directory/permission.ts';
import { permissions, resources } from '../../../directory/permission.ts';

const path = '/v1.0/servicePrincipals';
const grantsPath = '/v1.0/oauth2PermissionGrants';
const sendAsApp = permissions['SMTP.SendAsApp'].ids.application;

type Row = Readonly<Record<string, unknown>>;

async function house(t: TestContext, ...granted: Permission[]) {
  const it = await graphHouse(t, granted, ['a']);
  const list = async (address: string, as = page(servicePrincipal)) =>
    (await it.ask('GET', address, { as })).body['value'] as Row[];
  const [exchange] = await list(`${path}?$filter=appId eq '${resources.exchange.appId}'`);
  const [graphApi] = await list(`${path}?$filter=displayName eq 'Microsoft Graph'`);
  const registered = await it.administration.applications.register(request, {
    tenantId: it.tenant.id,
    displayName: 'Gateway',
  });
  return { ...it, list, exchange, graphApi, registered };
}

test('what tokens are for is in every tenant, with its app roles and scopes', async (t) => {
  const { ask, exchange, graphApi, list } = await house(t, 'Application.Read.All');
  assert.equal(exchange?.['displayName'], 'Office 365 Exchange Online');
  const roles = exchange?.['appRoles'] as Row[];
  assert.equal(roles.find(({ value }) => value === 'SMTP.SendAsApp')?.['id'], sendAsApp);
  const scopes = graphApi?.['oauth2PermissionScopes'] as Row[];
  assert.deepEqual(
    scopes
      .filter(({ value }) => value === 'Mail.Send' || value === 'User.Read.All')
      .map(({ value, type }) => [value, type]),
    [
      ['User.Read.All', 'Admin'],
      ['Mail.Send', 'User'],
    ],
  );
  const one = await ask('GET', `${path}(appId='${resources.exchange.appId}')`, { as: servicePrincipal });
  assert.equal(one.body['id'], exchange?.['id']);
  const names = (await list(`${path}?$orderby=displayName&$select=displayName`)).map((each) => each['displayName']);
  assert.deepEqual(names, ['Microsoft Graph', 'Office 365 Exchange Online', 'Postern', 'scan']);
});

test('a service principal is made of an application by its client id, once, changed and removed', async (t) => {
  const { ask, administration, registered } = await house(t, 'Application.ReadWrite.All');
  const { appId } = registered;
  const made = await ask('POST', path, { body: { appId, tags: ['mail'] }, as: servicePrincipal });
  assert.deepEqual([made.status, made.body['displayName'], made.body['tags']], [201, 'Gateway', ['mail']]);
  const again = told(await ask('POST', path, { body: { appId } }));
  assert.deepEqual([again.status, again.code], [409, 'Request_MultipleObjectsWithSameKeyValue']);
  const one = `${path}/${String(made.body['id'])}`;
  assert.equal((await ask('PATCH', one, { body: { notes: 'second floor', accountEnabled: true } })).status, 204);
  const { body } = await ask('GET', one, { as: servicePrincipal });
  assert.deepEqual([body['notes'], body['tags']], ['second floor', ['mail']]);
  const { '@odata.context': _, ...whole } = body;
  assert.equal((await ask('PATCH', one, { body: whole })).status, 204);
  for (const [wrong, says] of [
    [{ accountEnabled: false }, /'accountEnabled' cannot be false/],
    [{ appRoleAssignmentRequired: true }, /'appRoleAssignmentRequired'/],
    [{ displayName: 'Other' }, /that of the application/],
    [{ appRoles: [{ value: 'x' }] }, /'appRoles' is not supported/],
  ] as const)
    assert.match(told(await ask('PATCH', one, { body: wrong })).message, says);
  const built = `${path}(appId='${resources.graph.appId}')`;
  for (const method of ['PATCH', 'DELETE'] as const)
    assert.match(told(await ask(method, built, { body: { notes: 'x' } })).message, /is in every tenant/);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const theirs = await administration.applications.register(request, { tenantId: other.id, displayName: 'Theirs' });
  for (const unknown of [theirs.appId, registered.id, 'none'])
    assert.match(told(await ask('POST', path, { body: { appId: unknown } })).message, /valid application object/);
  const details = { ...theirs.details, signInAudience: 'AzureADMultipleOrgs' } as const;
  await administration.applications.update(request, theirs, (now) => ({ ...now, details }));
  assert.equal((await ask('POST', path, { body: { appId: theirs.appId } })).status, 201);
  assert.equal((await ask('DELETE', one)).status, 204);
  assert.equal((await ask('GET', one)).status, 404);
});

test('an app role is given once, seen from both sides, and taken back', async (t) => {
  const it = await house(t, 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All');
  const { ask, administration, tenant, registered, exchange, list } = it;
  const principal = await administration.applications.addServicePrincipal(request, tenant.id, registered);
  const [own, its] = [
    `${path}/${principal.id}/appRoleAssignments`,
    `${path}/${String(exchange?.['id'])}/appRoleAssignedTo`,
  ];
  const body = { principalId: principal.id, resourceId: exchange?.['id'], appRoleId: sendAsApp };
  const made = await ask('POST', own, { body, as: appRoleAssignment });
  assert.equal(made.status, 201);
  assert.match(told(await ask('POST', own, { body })).message, /already exists/);
  const found = await administration.applications.findServicePrincipal(request, tenant.id, principal.id);
  assert.deepEqual(found.applicationPermissions, ['SMTP.SendAsApp']);
  for (const address of [own, its]) {
    const shown = await list(address, page(appRoleAssignment));
    assert.deepEqual(
      shown.map(({ id, principalId }) => [id, principalId]),
      [[made.body['id'], principal.id]],
    );
  }
  for (const [wrong, says] of [
    [
      { ...body, appRoleId: permissions['SMTP.Send'].ids.delegated },
      /'appRoleId' must be one of the appRoles of 'Office/,
    ],
    [{ ...body, resourceId: principal.id }, /'appRoleId' must be one of the appRoles of 'Gateway/],
    [{ ...body, principalId: registered.id }, /'principalId' must be the object id/],
    [{ ...body, principalId: exchange?.['id'] }, /'principalId' must be the one of the address/],
    [{}, /'principalId'/],
  ] as const)
    assert.match(told(await ask('POST', own, { body: wrong })).message, says);
  assert.match(
    told(await ask('POST', its, { body: { ...body, resourceId: it.graphApi?.['id'] } })).message,
    /of the address/,
  );
  assert.equal((await ask('DELETE', `${its}/${String(made.body['id'])}`)).status, 204);
  assert.equal((await ask('DELETE', `${own}/${String(made.body['id'])}`)).status, 404);
  assert.deepEqual(await list(own, page(appRoleAssignment)), []);
});

test('giving an app role takes its permission, and of people a Global Administrator', async (t) => {
  const { ask, administration, tenant, users, registered, exchange, tokenOf } = await house(
    t,
    'Application.ReadWrite.All',
  );
  const principal = await administration.applications.addServicePrincipal(request, tenant.id, registered);
  const own = `${path}/${principal.id}/appRoleAssignments`;
  const body = { principalId: principal.id, resourceId: exchange?.['id'], appRoleId: sendAsApp };
  const refused = told(await ask('POST', own, { body }));
  assert.deepEqual([refused.status, /AppRoleAssignment\.ReadWrite\.All/.test(refused.message)], [403, true]);
  const [ann] = users;
  assert.ok(ann);
  const target = { kind: 'user', id: ann.id, name: ann.userPrincipalName } as const;
  const token = await tokenOf(ann, 'AppRoleAssignment.ReadWrite.All');
  const as = (role: 'application-administrator' | 'global-administrator') =>
    administration.roles.assign(request, { tenantId: tenant.id, principalId: ann.id, role }, target);
  await as('application-administrator');
  assert.equal((await ask('POST', own, { body, token })).status, 403);
  await as('global-administrator');
  assert.equal((await ask('POST', own, { body, token })).status, 201);
});

test('delegated permissions are granted for everybody, one grant for each resource, changed and taken back', async (t) => {
  const it = await house(t, 'DelegatedPermissionGrant.ReadWrite.All', 'Application.Read.All');
  const { ask, administration, tenant, registered, exchange, graphApi, list } = it;
  const principal = await administration.applications.addServicePrincipal(request, tenant.id, registered);
  const scopesNow = async () =>
    (await administration.applications.findServicePrincipal(request, tenant.id, principal.id)).delegatedPermissions;
  const grant = (resourceId: unknown, scope: string, consentType = 'AllPrincipals') =>
    ask('POST', grantsPath, { body: { clientId: principal.id, resourceId, scope, consentType } });
  const made = await grant(exchange?.['id'], 'SMTP.Send offline_access');
  assert.deepEqual([made.status, made.body['scope']], [201, 'SMTP.Send']);
  assert.equal((await grant(exchange?.['id'], 'SMTP.Send')).status, 409);
  const other = await grant(graphApi?.['id'], 'User.Read Mail.Send');
  const one = `${grantsPath}/${String(other.body['id'])}`;
  assert.equal((await ask('PATCH', one, { body: { scope: 'openid User.Read' } })).status, 204);
  assert.deepEqual([...(await scopesNow())].toSorted(), ['SMTP.Send', 'User.Read']);
  for (const address of [grantsPath, `${path}/${principal.id}/oauth2PermissionGrants`]) {
    const shown = await list(`${address}?$filter=clientId eq '${principal.id}'`, page(permissionGrant));
    assert.deepEqual(shown.map(({ scope }) => String(scope)).toSorted(), ['SMTP.Send', 'User.Read']);
  }
  assert.match(told(await grant(graphApi?.['id'], 'SMTP.Send')).message, /'SMTP\.Send', which is no scope/);
  assert.match(told(await grant(exchange?.['id'], 'SMTP.SendAsApp')).message, /no scope/);
  assert.match(told(await grant(exchange?.['id'], 'SMTP.Send', 'Principal')).message, /consents for themselves/);
  assert.equal((await ask('DELETE', one)).status, 204);
  assert.deepEqual(await scopesNow(), ['SMTP.Send']);
});

test('what a user consented to is shown, and taken back for one resource alone', async (t) => {
  const it = await house(t, 'DelegatedPermissionGrant.ReadWrite.All', 'Application.Read.All');
  const { ask, administration, tenant, users, registered, service, list } = it;
  await administration.applications.addServicePrincipal(request, tenant.id, registered);
  const [ann] = users;
  assert.ok(ann);
  const actor = {
    kind: 'user',
    id: ann.id,
    name: ann.userPrincipalName,
    tenantId: tenant.id,
    roles: [],
    permissions: [],
  } as const;
  const { appId, displayName } = registered;
  const consented: Permission[] = ['SMTP.Send', 'Mail.Send'];
  await administration.userConsents.give({ ...request, actor }, { appId, displayName, permissions: consented });
  const shown = await list(`${grantsPath}?$filter=principalId eq '${ann.id}'`, page(permissionGrant));
  assert.deepEqual(shown.map(({ consentType, scope }) => `${String(consentType)} ${String(scope)}`).toSorted(), [
    'Principal Mail.Send',
    'Principal SMTP.Send',
  ]);
  const mail = shown.find(({ scope }) => scope === 'Mail.Send');
  assert.match(
    told(await ask('PATCH', `${grantsPath}/${String(mail?.['id'])}`, { body: { scope: 'User.Read' } })).message,
    /taken back, and not changed/,
  );
  assert.equal((await ask('DELETE', `${grantsPath}/${String(mail?.['id'])}`)).status, 204);
  assert.deepEqual((await service.store.userConsents.find(ann.id, appId))?.permissions, ['SMTP.Send']);
});
