/** Graph to Microsoft's own client, with a real service behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perUserMfa, securityDefaults } from '../../../test/fixtures/graph-expectations.ts';
import { graphFaultOf, graphHouse, told } from '../../../test/fixtures/graph-house.ts';
import { request } from '../../../test/fixtures/house-with-application.ts';

const policy = '/policies/identitySecurityDefaultsEnforcementPolicy';

test('security defaults are read and set, with the permissions that the documentation names', async (t) => {
  const { graph, ask, service, tenant } = await graphHouse(t, ['Policy.Read.All', 'Policy.ReadWrite.SecurityDefaults']);
  const read = (await graph.api(policy).version('v1.0').get()) as Record<string, unknown>;
  assert.equal(
    read['@odata.context'],
    `${service.httpUrl}/v1.0/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
  );
  assert.deepEqual([read['id'], read['isEnabled']], ['00000000-0000-0000-0000-000000000005', false]);
  const patched = await ask('PATCH', `/v1.0${policy}`, { body: { isEnabled: true } });
  assert.deepEqual([patched.status, patched.text], [204, '']);
  const { body } = await ask('GET', `/beta${policy}?$select=isEnabled`, { as: securityDefaults });
  assert.deepEqual([body['isEnabled'], body['id']], [true, undefined]);
  const [entry] = await service.store.auditLog.list({ tenantId: tenant.id, limit: 1 });
  assert.deepEqual(
    [entry?.door, entry?.actor.kind, entry?.changes[0]?.name],
    ['graph', 'application', 'securityDefaults'],
  );
});

test('per-user MFA is read and set under beta, names in any case', async (t) => {
  const { graph, ask } = await graphHouse(t, ['Policy.ReadWrite.AuthenticationMethod']);
  const requirements = graph.api('/users/a@x.example/authentication/requirements').version('beta');
  await requirements.patch({ perUserMFAState: 'enforced' });
  const { body } = await ask('GET', "/beta/users('a@x.example')/authentication/requirements", { as: perUserMfa });
  assert.equal(body['perUserMfaState'], 'enforced');
  const fault = await graphFaultOf(requirements.patch({ perUserMfaState: 'perhaps' }));
  assert.match(fault.message, /one of disabled, enabled, enforced/);
});

test('a permission that is missing is named; nothing of another tenant is seen', async (t) => {
  const { graph, ask, administration } = await graphHouse(t, ['Policy.Read.All']);
  const denied = await graphFaultOf(graph.api(policy).version('v1.0').patch({ isEnabled: true }));
  assert.deepEqual([denied.statusCode, denied.code], [403, 'Authorization_RequestDenied']);
  assert.match(denied.message, /Policy\.ReadWrite\.SecurityDefaults/);
  assert.equal((await ask('GET', '/v1.0/users')).status, 403);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  await administration.users.add(request, { tenantId: other.id, userPrincipalName: 'z@y.example', verifiers: null });
  assert.equal((await ask('GET', '/beta/users/z@y.example/authentication/requirements')).status, 404);
});

test('a bad request says what is wrong, in the shape of Graph, and nothing of our inside', async (t) => {
  const { ask } = await graphHouse(t, ['User.ReadWrite.All', 'Policy.ReadWrite.ConditionalAccess']);
  const cases: readonly [string, string, string | undefined, RegExp][] = [
    ['GET', '/v1.0/users?$top=0', undefined, /Invalid page size/],
    ['GET', '/v1.0/users?$select=colour', undefined, /property named 'colour'/],
    ['GET', '/v1.0/users?$colour=red', undefined, /'\$colour' is not known/],
    ['GET', '/v1.0/users?$expand=manager', undefined, /'\$expand' is not supported/],
    ['GET', '/v1.0/users?$select=id&$select=mail', undefined, /more than once/],
    ['GET', '/v1.0/groups', undefined, /Resource not found for the segment 'groups'/],
    [
      'GET',
      '/v1.0/users/a@x.example/authentication/requirements',
      undefined,
      /segment '(authentication|requirements)'/,
    ],
    ['GET', '/v1.0', undefined, /Resource not found for the segment ''/],
    ['GET', '/v1.0/me', undefined, /only valid with delegated/],
    ['PATCH', `/v1.0${policy}`, '{"isEnabled": "yes"}', /'isEnabled' must be true or false/],
    ['PATCH', `/v1.0${policy}`, '{"colour": 1}', /'colour' cannot be set here/],
    ['PATCH', `/v1.0${policy}`, '{"__proto__": {"isEnabled": true}}', /Unable to read JSON/],
    ['PATCH', `/v1.0${policy}`, '{}', /names no property/],
    ['PATCH', `/v1.0${policy}`, '[]', /must be an object/],
    ['PATCH', `/v1.0${policy}`, '{', /Unable to read JSON/],
  ];
  for (const [method, path, body, says] of cases) {
    const fault = told(await ask(method, path, body === undefined ? {} : { body }));
    assert.equal(fault.status, 400, path);
    assert.match(fault.message, says);
  }
  const refused = await ask('DELETE', `/v1.0${policy}`);
  assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, PATCH']);
  assert.equal((await ask('PATCH', `/v1.0${policy}`, { body: 'x'.repeat(4 * 1024 * 1024 + 1) })).status, 413);
});

test('a token that is none, or for something else, is refused before the body is read', async (t) => {
  const { ask, tokenFor, service } = await graphHouse(t, ['User.ReadWrite.All']);
  const wrong = await ask('PATCH', `/v1.0${policy}`, {
    token: await tokenFor('https://outlook.office365.com'),
    body: '{',
  });
  assert.deepEqual([told(wrong).status, told(wrong).code], [401, 'InvalidAuthenticationToken']);
  assert.match(wrong.headers.get('www-authenticate') ?? '', /^Bearer .*authorization_uri="http.*error="invalid_token"/);
  const nobody = await fetch(`${service.httpUrl}/v1.0/users`);
  assert.equal(nobody.status, 401);
  assert.match(await nobody.text(), /Access token is empty/);
});

test('an answer carries the ids by which client and administrator find it', async (t) => {
  const { ask } = await graphHouse(t, ['User.Read.All']);
  const id = '7f2d6a3e-0000-4000-8000-1234567890ab';
  const { headers } = await ask('GET', '/v1.0/users', { headers: { 'client-request-id': id } });
  assert.equal(headers.get('client-request-id'), id);
  assert.match(headers.get('content-type') ?? '', /^application\/json; ?odata\.metadata=minimal/);
  assert.equal(headers.get('odata-version'), '4.0');
  assert.ok(!Number.isNaN(Date.parse(headers.get('date') ?? '')));
});
