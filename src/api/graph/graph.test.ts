/** Graph to Microsoft's own client, with a real service behind. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import type { Permission } from '../../directory/permission.ts';

const policy = '/policies/identitySecurityDefaultsEnforcementPolicy';

async function house(t: TestContext, ...permissions: Permission[]) {
  const it = await houseWithApplication(t, permissions);
  const { administration, tenant, service } = it;
  for (const name of ['a', 'b', 'c'])
    await administration.users.add(request, {
      tenantId: tenant.id,
      userPrincipalName: `${name}@x.example`,
      verifiers: null,
    });
  const token = await it.tokenFor('https://graph.microsoft.com');
  const graph = Client.init({
    baseUrl: service.httpUrl,
    authProvider: (done) => done(null, token),
    // It gives its token to hosts under TLS only.
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
  const raw = (path: string, options: RequestInit = {}) =>
    fetch(`${service.httpUrl}${path}`, {
      ...options,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  return { ...it, graph, raw };
}

interface Page {
  readonly value: readonly { readonly userPrincipalName: string }[];
  readonly '@odata.nextLink'?: string;
}

async function faultOf(asked: Promise<unknown>): Promise<GraphError> {
  const error = await asked.then(
    () => assert.fail('it was not refused'),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof GraphError, String(error));
  return error;
}

test('security defaults are read and set, with the permissions that the documentation names', async (t) => {
  const { graph, raw, service, tenant } = await house(t, 'Policy.Read.All', 'Policy.ReadWrite.SecurityDefaults');
  const read = (await graph.api(policy).version('v1.0').get()) as Record<string, unknown>;
  assert.equal(
    read['@odata.context'],
    `${service.httpUrl}/v1.0/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
  );
  assert.deepEqual([read['id'], read['isEnabled']], ['00000000-0000-0000-0000-000000000005', false]);
  const patched = await raw(`/v1.0${policy}`, { method: 'PATCH', body: '{"isEnabled": true}' });
  assert.deepEqual([patched.status, await patched.text()], [204, '']);
  assert.match(patched.headers.get('request-id') ?? '', /^[\da-f-]{36}$/);
  assert.equal((await service.store.directory.settingsOfTenant(tenant.id)).securityDefaults.value, true);
  const [entry] = await service.store.auditLog.list({ tenantId: tenant.id, limit: 1 });
  assert.deepEqual(
    [entry?.door, entry?.actor.kind, entry?.changes[0]?.name],
    ['graph', 'application', 'securityDefaults'],
  );
});

test('per-user MFA is read and set under beta, names in any case', async (t) => {
  const { graph } = await house(t, 'Policy.ReadWrite.AuthenticationMethod');
  const requirements = graph.api('/users/a@x.example/authentication/requirements').version('beta');
  await requirements.patch({ perUserMFAState: 'enforced' });
  assert.equal(((await requirements.get()) as { perUserMfaState: string }).perUserMfaState, 'enforced');
  assert.match(
    (await faultOf(requirements.patch({ perUserMfaState: 'perhaps' }))).message,
    /one of disabled, enabled, enforced/,
  );
});

test('users come in pages, are found, selected, changed and removed', async (t) => {
  const { graph, raw, service } = await house(t, 'User.ReadWrite.All');
  let page = (await graph.api('/users').version('v1.0').select('userPrincipalName').top(2).get()) as Page;
  const names = page.value.map(({ userPrincipalName }) => userPrincipalName);
  while (page['@odata.nextLink'] !== undefined) {
    // Microsoft's client follows links under TLS only.
    page = (await (await raw(page['@odata.nextLink'].slice(service.httpUrl.length))).json()) as Page;
    names.push(...page.value.map(({ userPrincipalName }) => userPrincipalName));
  }
  assert.deepEqual(names, ['a@x.example', 'b@x.example', 'c@x.example']);
  await graph.api('/users/A@x.example').version('v1.0').patch({ accountEnabled: false, displayName: 'Ann' });
  const user = graph
    .api('/users/a@x.example')
    .version('v1.0')
    .select(['accountEnabled', 'displayName', 'proxyAddresses']);
  const { '@odata.context': _, ...shown } = (await user.get()) as Record<string, unknown>;
  assert.deepEqual(shown, { accountEnabled: false, displayName: 'Ann', proxyAddresses: ['SMTP:a@x.example'] });
  await graph.api('/users/c@x.example').version('v1.0').delete();
  assert.equal((await faultOf(graph.api('/users/c@x.example').version('v1.0').get())).code, 'Request_ResourceNotFound');
});

test('a permission that is missing is named; nothing of another tenant is seen', async (t) => {
  const { graph, administration } = await house(t, 'Policy.Read.All');
  const denied = await faultOf(graph.api(policy).version('v1.0').patch({ isEnabled: true }));
  assert.deepEqual([denied.statusCode, denied.code], [403, 'Authorization_RequestDenied']);
  assert.match(denied.message, /Policy\.ReadWrite\.SecurityDefaults/);
  assert.equal((await faultOf(graph.api('/users').version('v1.0').get())).statusCode, 403);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  await administration.users.add(request, { tenantId: other.id, userPrincipalName: 'z@y.example', verifiers: null });
  const requirements = graph.api('/users/z@y.example/authentication/requirements').version('beta');
  assert.equal((await faultOf(requirements.get())).statusCode, 404);
});

test('a bad request says what is wrong, in the shape of Graph, and nothing of our inside', async (t) => {
  const { raw, service } = await house(t, 'User.ReadWrite.All', 'Policy.ReadWrite.ConditionalAccess');
  const cases: readonly [string, RequestInit, RegExp][] = [
    ['/v1.0/users?$top=0', {}, /Invalid page size/],
    ['/v1.0/users?$select=colour', {}, /property named 'colour'/],
    ['/v1.0/users?$colour=red', {}, /'\$colour' is not known/],
    ['/v1.0/users?$expand=manager', {}, /'\$expand' is not supported/],
    ['/v1.0/groups', {}, /Resource not found for the segment 'groups'/],
    ['/v1.0/users/a@x.example/authentication/requirements', {}, /segment 'authentication'/],
    ['/v1.0/me', {}, /only valid with delegated/],
    ['/v1.0/users?$select=id&$select=mail', {}, /more than once/],
    [`/v1.0${policy}`, { method: 'PATCH', body: '{"isEnabled": "yes"}' }, /'isEnabled' must be of type boolean/],
    [`/v1.0${policy}`, { method: 'PATCH', body: '{"colour": 1}' }, /'colour' cannot be set here/],
    [`/v1.0${policy}`, { method: 'PATCH', body: '{}' }, /names no property/],
    [`/v1.0${policy}`, { method: 'PATCH', body: '[]' }, /must be an object/],
    [`/v1.0${policy}`, { method: 'PATCH', body: '{' }, /Unable to read JSON/],
  ];
  for (const [path, options, says] of cases) {
    const response = await raw(path, options);
    const text = await response.text();
    assert.equal(response.status, 400, `${path}: ${text}`);
    const { error } = JSON.parse(text) as { error: { code: string; message: string; innerError: object } };
    assert.match(error.code, /BadRequest$|^Request_UnsupportedQuery$/);
    assert.match(error.message, says);
    assert.deepEqual(Object.keys(error.innerError), ['date', 'request-id', 'client-request-id']);
  }
  const stranger = await fetch(`${service.httpUrl}/v1.0/users`);
  assert.equal(stranger.status, 401);
  assert.match(stranger.headers.get('www-authenticate') ?? '', /^Bearer .*authorization_uri="http/);
  assert.equal(((await stranger.json()) as { error: { code: string } }).error.code, 'InvalidAuthenticationToken');
});
