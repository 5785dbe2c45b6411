/** What is wrong with a request is said with Entra's number: to a client as JSON, to a person on a page, or back at the client's address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser } from '../../../test/fixtures/browser.ts';
import { authorizeUrl, faultOf, post, redirectUri, returned } from '../../../test/fixtures/oauth-client.ts';
import { ordinaryDetails } from '../../directory/application.ts';

type Fields = Readonly<Record<string, string>>;

async function house(t: Parameters<typeof authorityHouse>[0]) {
  const it = await authorityHouse(t);
  const open = await it.addClient({ publicClient: true });
  const secret = await it.addClient();
  return {
    ...it,
    appId: open.appId,
    confidential: secret.appId,
    at: (path: string) => `${it.base}/${it.tenant.id}/${path}`,
  };
}

test('devicecode', async (t) => {
  const { base, at, appId, confidential, faults } = await house(t);
  const url = at('oauth2/v2.0/devicecode');
  const cases: readonly [Fields, string][] = [
    [{}, 'invalid_request 900144'],
    [{ client_id: appId }, 'invalid_request 900144'],
    [{ scope: 'openid' }, 'invalid_request 900144'],
    [{ client_id: 'nobody', scope: 'openid' }, 'unauthorized_client 700016'],
    [{ client_id: confidential, scope: 'openid' }, 'invalid_client 7000218'],
    [{ client_id: appId, client_secret: 'x', scope: 'openid' }, 'invalid_client 700025'],
    [{ client_id: appId, scope: 'nonsense' }, 'invalid_scope 70011'],
    [{ client_id: appId, scope: 'https://elsewhere.example/x' }, 'invalid_resource 500011'],
    [{ client_id: appId, scope: 'User.Read https://outlook.office.com/SMTP.Send' }, 'invalid_scope 28000'],
  ];
  for (const [form, fault] of cases) {
    const answer = await post(url, form);
    assert.equal(faultOf(answer), fault, JSON.stringify(form));
    assert.match(String(answer.body['error_description']), /^AADSTS\d+: .* Correlation ID: [\da-f-]{36} Timestamp: /s);
    for (const name of ['timestamp', 'trace_id', 'correlation_id']) assert.ok(name in answer.body, name);
  }
  const nowhere = await post(`${base}/nobody.example/oauth2/v2.0/devicecode`, { client_id: appId, scope: 'openid' });
  assert.equal(faultOf(nowhere), 'invalid_request 90002');
  const raw = async (body: string, type: string) => {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
    return faultOf({ status: response.status, body: (await response.json()) as { error?: string } });
  };
  assert.equal(await raw('client_id=a&client_id=b', 'application/x-www-form-urlencoded'), 'invalid_request 9000411');
  assert.equal(await raw('{"fields":{"client_id":5},"twice":null}', 'application/json'), 'invalid_request 90014');
  assert.deepEqual(faults, []);
});

/** The number on a page, or in the address that the browser is sent back to; 0: neither says one. */
async function numberAt(url: string, init?: RequestInit): Promise<readonly ['page' | 'client' | 'onward', number]> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  assert.ok(response.status < 500, `${response.status} ${url}`);
  const location = response.headers.get('location') ?? '';
  if (location === '') return ['page', numberIn(await response.text())];
  if (!location.startsWith(redirectUri)) return ['onward', 0];
  return ['client', numberIn(returned(location).get('error_description') ?? '')];
}

function numberIn(text: string): number {
  return Number(/AADSTS(\d+)/.exec(text)?.[1] ?? 0);
}

test('authorize', async (t) => {
  const { base, at, appId, faults } = await house(t);
  const good: Fields = {
    client_id: appId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  };
  const { redirect_uri: _uri, ...withoutUri } = good;
  const { client_id: _client, ...withoutClient } = good;
  const { response_type: _type, ...withoutType } = good;
  const { scope: _scope, ...withoutScope } = good;
  const { code_challenge: _challenge, ...withoutChallenge } = good;
  const { code_challenge_method: _method, ...withoutMethod } = good;
  const cases: readonly [Fields, 'page' | 'client' | 'onward', number][] = [
    [good, 'onward', 0],
    // Whom to send back to is not known, or not believed: a page says it.
    [{}, 'page', 900144],
    [withoutClient, 'page', 900144],
    [{ ...good, client_id: 'nobody' }, 'page', 700016],
    [withoutUri, 'page', 900144],
    [{ ...good, redirect_uri: 'https://evil.example/' }, 'page', 50011],
    [{ ...good, redirect_uri: 'javascript:alert(1)' }, 'page', 50011],
    [{ ...good, redirect_uri: '%' }, 'page', 50011],
    // Everything else the client hears.
    [withoutType, 'client', 900144],
    [{ ...good, response_type: 'token' }, 'client', 70005],
    [{ ...good, response_type: 'nonsense' }, 'client', 70005],
    [{ ...good, response_mode: 'nonsense' }, 'client', 70007],
    [withoutScope, 'client', 900144],
    [{ ...good, scope: 'nonsense' }, 'client', 70011],
    [{ ...good, scope: 'https://elsewhere.example/x' }, 'client', 500011],
    [{ ...good, scope: 'User.Read https://outlook.office.com/SMTP.Send' }, 'client', 28000],
    [withoutChallenge, 'client', 9002325],
    [withoutMethod, 'client', 9002325],
    [{ ...good, code_challenge: 'short' }, 'client', 501491],
    [{ ...good, code_challenge_method: 'plain' }, 'client', 9002325],
    [{ ...good, prompt: 'nonsense' }, 'client', 90023],
    [{ ...good, prompt: 'none' }, 'client', 50058],
    [{ ...good, max_age: '-1' }, 'client', 90014],
    [{ ...good, request: 'a.b.c' }, 'client', 90014],
    [{ ...good, id_token_hint: 'a.b.c' }, 'client', 90014],
  ];
  const wrong: string[] = [];
  for (const [query, where, number] of cases) {
    const found = await numberAt(`${at('oauth2/v2.0/authorize')}?${new URLSearchParams(query).toString()}`);
    if (found.join() !== [where, number].join())
      wrong.push(`${JSON.stringify(query)}: ${found.join()}, not ${where},${number}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await numberAt(`${at('oauth2/v2.0/authorize')}?client_id=a&client_id=b`), ['page', 9000411]);
  assert.deepEqual(await numberAt(`${base}/nobody.example/oauth2/v2.0/authorize?client_id=a`), ['page', 90002]);
  assert.deepEqual(await numberAt(`${at('oauth2/v2.0/authorize')}/nobody`), ['page', 90014]);
  assert.deepEqual(faults, []);
});

test('.default asks a person for nothing that a registration names as an application permission alone', async (t) => {
  const { addClient, addUser, walk, seen, at } = await house(t);
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({
    publicClient: true,
    requiredPermissions: ['User.Read', 'Mail.Send', 'Mail.Read'],
    details: { ...ordinaryDetails, requiredKinds: { 'Mail.Send': 'application', 'Mail.Read': 'delegated' } },
  });
  const scope = 'https://graph.microsoft.com/.default';
  const { url } = await authorizeUrl(at('oauth2/v2.0/authorize'), { client_id: appId, scope });
  await walk(new Browser(), url, { user });
  assert.deepEqual(
    seen.at(-1)?.missingScopes.map(({ name }) => name),
    ['User.Read', 'Mail.Read'],
  );
});

test('adminconsent', async (t) => {
  const { base, at, appId, faults } = await house(t);
  const good: Fields = { client_id: appId, redirect_uri: redirectUri };
  const cases: readonly [Fields, 'page' | 'client' | 'onward', number][] = [
    [good, 'onward', 0],
    [{}, 'page', 900144],
    [{ redirect_uri: redirectUri }, 'page', 900144],
    [{ client_id: appId }, 'page', 900144],
    [{ ...good, client_id: 'nobody' }, 'page', 700016],
    [{ ...good, redirect_uri: 'https://evil.example/' }, 'page', 50011],
    [{ ...good, scope: 'nonsense' }, 'client', 70011],
    [{ ...good, scope: 'https://elsewhere.example/.default' }, 'client', 500011],
    [{ ...good, scope: 'User.Read https://outlook.office.com/SMTP.Send' }, 'client', 28000],
  ];
  const wrong: string[] = [];
  for (const [query, where, number] of cases) {
    const found = await numberAt(`${at('v2.0/adminconsent')}?${new URLSearchParams(query).toString()}`);
    if (found.join() !== [where, number].join())
      wrong.push(`${JSON.stringify(query)}: ${found.join()}, not ${where},${number}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await numberAt(`${base}/nobody.example/v2.0/adminconsent?client_id=a`), ['page', 90002]);
  assert.deepEqual(await numberAt(`${at('v2.0/adminconsent')}?client_id=a&client_id=b`), ['page', 9000411]);
  assert.deepEqual(faults, []);
});

test('logout goes nowhere that a client is not registered with, and asks for nothing', async (t) => {
  const { base, at, appId, faults } = await house(t);
  const url = at('oauth2/v2.0/logout');
  const out = async (query: Fields) => {
    const response = await fetch(`${url}?${new URLSearchParams(query).toString()}`, { redirect: 'manual' });
    return response.headers.get('location') ?? response.status;
  };
  const cases: readonly [Fields, string | number][] = [
    [{}, 200],
    [{ post_logout_redirect_uri: redirectUri }, 200],
    [{ post_logout_redirect_uri: redirectUri, client_id: 'nobody' }, 200],
    [{ post_logout_redirect_uri: 'https://evil.example/', client_id: appId }, 200],
    [{ post_logout_redirect_uri: '%', client_id: appId }, 200],
    [{ post_logout_redirect_uri: redirectUri, id_token_hint: 'a.b.c' }, 200],
    [{ post_logout_redirect_uri: redirectUri, id_token_hint: 'x'.repeat(8000) }, 200],
    [{ post_logout_redirect_uri: redirectUri, client_id: appId, state: 'a b&c' }, `${redirectUri}?state=a+b%26c`],
  ];
  for (const [query, end] of cases) assert.equal(await out(query), end, JSON.stringify(query).slice(0, 200));
  assert.deepEqual(await numberAt(`${url}?state=a&state=b`), ['page', 9000411]);
  assert.deepEqual(await numberAt(`${base}/nobody.example/oauth2/v2.0/logout`), ['page', 90002]);
  const cookie = { headers: { cookie: 'postern-authority-nobody=nonsense; postern-authority-nobody.sig=nonsense' } };
  assert.deepEqual(await numberAt(url, cookie), ['page', 0]);
  assert.deepEqual(faults, []);
});

test('userinfo', async (t) => {
  const { base, tokens, tenant, addUser, administration, clock, faults } = await house(t);
  const user = await addUser('ann@x.example');
  const { userPrincipalName, id } = user;
  const now = clock();
  const subject = { kind: 'user', id, userPrincipalName, displayName: 'ann' } as const;
  const claims = { tenantId: tenant.id, appId: 'a', permissions: ['User.Read'], issuedAt: now } as const;
  const make = (more: object) =>
    tokens.sign({ ...claims, subject, audience: 'https://graph.microsoft.com', expiresAt: now + 60_000, ...more });
  const good = await make({});
  const bearers: readonly [string, string | undefined, number, RegExp][] = [
    ['none', undefined, 401, /^Bearer$/],
    ['another scheme', 'Basic YTpi', 401, /^Bearer$/],
    ['nonsense', 'Bearer a.b.c', 401, /invalid_token/],
    ['octets', 'Bearer \u00ff\u00fe', 401, /^Bearer$/],
    ['a changed one', `Bearer ${good.slice(0, -6)}AAAAAA`, 401, /invalid_token/],
    [
      'an old one',
      `Bearer ${await make({ issuedAt: now - 7_200_000, expiresAt: now - 3_600_000 })}`,
      401,
      /invalid_token/,
    ],
    ['one for another API', `Bearer ${await make({ audience: 'https://outlook.office.com' })}`, 401, /invalid_token/],
    ['an application’s', `Bearer ${await make({ subject: { kind: 'application', id } })}`, 401, /invalid_token/],
    ['of who is not there', `Bearer ${await make({ subject: { ...subject, id: 'gone' } })}`, 401, /invalid_token/],
    ['a good one', `Bearer ${good}`, 200, /^$/],
  ];
  for (const method of ['GET', 'POST'])
    for (const [name, authorization, status, said] of bearers) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await fetch(`${base}/oidc/userinfo`, { method, headers });
      assert.equal(response.status, status, `${method} ${name}`);
      assert.match(response.headers.get('www-authenticate') ?? '', said, name);
      const body = (await response.json()) as { error?: { code?: string } };
      if (status === 401) assert.equal(body.error?.code, 'InvalidAuthenticationToken', name);
    }
  const system = {
    actor: { kind: 'system', id: 't', name: 't' },
    door: 'service',
    address: '',
    correlationId: '',
  } as const;
  await administration.settings.changeOfUser(system, user, { accountEnabled: false });
  const late = await fetch(`${base}/oidc/userinfo`, { headers: { authorization: `Bearer ${good}` } });
  assert.equal(late.status, 401);
  assert.deepEqual(faults, []);
});
