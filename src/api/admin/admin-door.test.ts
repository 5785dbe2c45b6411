/** Who gets in at the admin API, and what they are told who do not. */
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { type TestContext, test } from 'node:test';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import { readLocalDoor } from '../../lib/local-door.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

async function house(t: TestContext) {
  const it = await houseWithApplication(t, ['Postern.ManageAsApp', 'Policy.Read.All']);
  const ask = async (path: string, token: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const {
      status,
      headers: answered,
      ...rest
    } = await fetch(`${it.service.httpUrl}/admin/v1${path}`, {
      ...init,
      headers,
    }).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      body: (await response.json().catch(() => ({}))) as Record<string, unknown>,
    }));
    return { status, headers: answered, ...rest };
  };
  const assign = (role: 'exchange-administrator' | 'platform-operator') =>
    it.administration.roles.assign(
      request,
      { tenantId: it.tenant.id, principalId: it.principal.id, role },
      { kind: 'service-principal', id: it.principal.id, name: 'scan' },
    );
  return { ...it, ask, assign };
}

test('an application needs a token for Postern, and a role; what is missing is named', async (t) => {
  const { ask, assign, tokenFor } = await house(t);
  const none = await ask('/messages', 'x.y.z');
  assert.equal(none.status, 401);
  assert.match(none.headers.get('www-authenticate') ?? '', /^Bearer realm="Postern" error="invalid_token"$/);
  assert.equal(none.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  const forGraph = await ask('/messages', await tokenFor('https://graph.microsoft.com'));
  assert.deepEqual([forGraph.status, forGraph.body['code']], [401, 'wrong-audience']);
  const token = await tokenFor('api://postern');
  const without = await ask('/messages', token);
  assert.deepEqual([without.status, without.body['code']], [403, 'role-missing']);
  assert.match(String(without.body['detail']), /exchange-administrator/);
  await assign('exchange-administrator');
  assert.deepEqual(await ask('/messages', token).then(({ status, body }) => [status, body]), [
    200,
    { messages: [], next: null },
  ]);
});

test('of another tenant nothing is there: neither itself nor its users, and a list is of the own one', async (t) => {
  const { ask, assign, tokenFor, administration } = await house(t);
  await assign('exchange-administrator');
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const verifiers = { password: 'not shown', scram: null };
  const theirs = { tenantId: other.id, userPrincipalName: 'b@y.example', verifiers };
  const user = await administration.users.add(request, theirs);
  const token = await tokenFor('api://postern');
  for (const path of [
    '/tenants/y.example',
    `/tenants/${other.id}`,
    '/users/b@y.example',
    `/users/${user.id}`,
    '/users/b@y.example/mailbox-permissions',
    '/users?tenant=y.example',
    '/messages?mailbox=b@y.example',
    '/sign-ins?tenant=y.example',
  ]) {
    const theirsAnswer = await ask(path, token);
    const unknown = await ask(
      path
        .replaceAll(/y\.example/g, 'z.example')
        .replace(other.id, 'z')
        .replace(user.id, 'z'),
      token,
    );
    assert.deepEqual([theirsAnswer.status, unknown.status], [404, 404], path);
    assert.equal(String(theirsAnswer.body['detail']).includes(other.id) && !path.includes(other.id), false, path);
  }
  const { body } = await ask('/tenants', token);
  assert.deepEqual(
    (body['tenants'] as { domain: string }[]).map(({ domain }) => domain),
    ['x.example'],
  );
  assert.deepEqual((await ask('/users', token)).body, { users: [], next: null });
  const added = await ask('/users', token, {
    method: 'POST',
    body: JSON.stringify({ userPrincipalName: 'c@y.example' }),
  });
  assert.deepEqual([added.status, added.body['detail']], [404, 'there is no tenant y.example']);
});

test('a platform operator creates tenants and sees them all, and nobody’s mail or users', async (t) => {
  const { ask, assign, tokenFor } = await house(t);
  await assign('platform-operator');
  const token = await tokenFor('api://postern');
  const body = JSON.stringify({ domain: 'new.example' });
  assert.equal((await ask('/tenants', token, { method: 'POST', body })).status, 201);
  assert.equal(((await ask('/tenants', token)).body['tenants'] as unknown[]).length, 2);
  const shown = await ask('/tenants/new.example', token);
  assert.deepEqual([shown.status, shown.body['settings']], [200, {}]);
  for (const path of ['/messages', '/queue', '/users', '/sign-ins', '/audit'])
    assert.equal((await ask(path, token)).status, 403, path);
});

test('the local token is good under names of this machine only; a bearer token under any', async (t) => {
  const { service, assign, tokenFor, dataDirectory } = await house(t);
  await assign('exchange-administrator');
  const { token: local } = await readLocalDoor(dataDirectory);
  const statusUnder = (host: string, token: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { host, authorization: `Bearer ${token}` };
      httpRequest(`${service.httpUrl}/admin/v1/tenants`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  assert.equal(await statusUnder('localhost', local), 200);
  assert.equal(await statusUnder('evil.example', local), 403);
  assert.equal(await statusUnder('mail.example', await tokenFor('api://postern')), 200);
});

test('a leap second, which no clock of a computer has, is refused wherever a time is read', async (t) => {
  const { ask, dataDirectory } = await house(t);
  const token = (await readLocalDoor(dataDirectory))?.token ?? '';
  const leap = '2036-12-31T23:59:60Z';
  const change = { method: 'PATCH', body: JSON.stringify({ settings: { smtpAuth: 'off' }, until: leap }) };
  for (const answer of [
    await ask('/tenants/x.example/settings', token, change),
    await ask(`/sign-ins?from=${leap}`, token),
    await ask(`/audit?to=${leap}`, token),
  ])
    assert.deepEqual([answer.status, /is no time of a clock/.test(String(answer.body['detail']))], [400, true]);
});
