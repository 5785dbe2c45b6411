/** Applications through Graph, to Microsoft's own client: registered, changed part by part, with secrets and certificates. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { application, newPassword } from '../../../../test/fixtures/graph-application-expectations.ts';
import { expectShape, page } from '../../../../test/fixtures/graph-expectations.ts';
import { graphFaultOf, graphHouse, told } from '../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { newCertificate } from '../../../../test/fixtures/new-certificate.ts';
import { permissions, resources } from '../../../directory/permission.ts';

const path = '/applications';

interface Shown {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly tags: readonly string[];
  readonly web: { readonly redirectUris: readonly string[] };
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly publicClient: { readonly redirectUris: readonly string[] };
  readonly requiredResourceAccess: readonly object[];
  readonly keyCredentials: readonly { readonly keyId: string; readonly customKeyIdentifier: string }[];
  readonly passwordCredentials: readonly { readonly keyId: string; readonly hint: string }[];
}

const access = [
  {
    resourceAppId: resources.exchange.appId,
    resourceAccess: [{ id: permissions['SMTP.SendAsApp'].ids.application, type: 'Role' }],
  },
  {
    resourceAppId: resources.graph.appId,
    // One kind of the two, and a permission that Postern does not know.
    resourceAccess: [
      { id: permissions['User.Read.All'].ids.delegated, type: 'Scope' },
      { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', type: 'Role' },
    ],
  },
];

test('an application is registered, found by either id, changed part by part, and removed', async (t) => {
  const { graph, ask, administration } = await graphHouse(t, ['Application.ReadWrite.All'], []);
  const made = (await graph.api(path).post({
    displayName: 'Gateway',
    tags: ['mail'],
    web: { redirectUris: ['https://gateway.example/back'] },
    publicClient: { redirectUris: ['http://localhost', 'gateway://back'] },
    requiredResourceAccess: access,
  })) as Shown;
  expectShape(application, made);
  assert.deepEqual(made.requiredResourceAccess, access);
  const byAppId = await ask('GET', `/v1.0${path}(appId='${made.appId.toUpperCase()}')`, { as: application });
  assert.equal(byAppId.body['id'], made.id);
  const one = graph.api(`${path}/${made.id}`);
  await one.patch({ spa: { redirectUris: ['https://gateway.example/spa'] }, notes: 'of the second floor' });
  const { '@odata.context': _, ...changed } = (await one.get()) as Shown & { '@odata.context': string };
  assert.deepEqual(changed, {
    ...withoutContext(made),
    spa: { redirectUris: ['https://gateway.example/spa'] },
    notes: 'of the second floor',
  });
  // What a client reads, it can write back as it stands.
  await one.patch(changed);
  const kept = await administration.applications.find(request, made.id);
  assert.deepEqual(kept.requiredPermissions, ['SMTP.SendAsApp', 'User.Read.All']);
  assert.deepEqual(kept.redirectUris.length, 4);
  const found = (await graph.api(path).filter(`appId eq '${made.appId}'`).select('id').get()) as { value: object[] };
  assert.deepEqual(found.value, [{ id: made.id }]);
  await ask('GET', `/v1.0${path}?$filter=startswith(displayName,'gate')&$count=true`, { as: page(application) });
  await one.delete();
  assert.equal((await graphFaultOf(one.get())).statusCode, 404);
});

function withoutContext(shown: object): object {
  return Object.fromEntries(Object.entries(shown).filter(([name]) => name !== '@odata.context'));
}

test('a secret is shown once, signs in, and is good no longer when it was removed', async (t) => {
  const { ask, service, tenant, administration } = await graphHouse(t, ['Application.ReadWrite.All'], []);
  const { body: made } = await ask('POST', `/v1.0${path}`, { body: { displayName: 'Gateway' } });
  const one = `/v1.0${path}/${String(made['id'])}`;
  const passwordCredential = { displayName: 'of the gateway', endDateTime: '2126-01-01T00:00:00Z' };
  const { body: password } = await ask('POST', `${one}/addPassword`, { body: { passwordCredential }, as: newPassword });
  const secret = String(password['secretText']);
  assert.equal(password['hint'], secret.slice(0, 3));
  const shown = await ask('GET', one, { as: application });
  assert.equal(shown.text.includes(secret), false);
  assert.deepEqual(
    (shown.body['passwordCredentials'] as Shown['passwordCredentials']).map(({ keyId }) => keyId),
    [password['keyId']],
  );
  const token = async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: String(made['appId']),
      client_secret: secret,
      scope: 'https://graph.microsoft.com/.default',
    });
    return (await fetch(`${service.httpUrl}/${tenant.id}/oauth2/v2.0/token`, { method: 'POST', body })).text();
  };
  const registered = await administration.applications.find(request, String(made['id']));
  await administration.applications.addServicePrincipal(request, tenant.id, registered);
  const log = await service.store.auditLog.list({ tenantId: tenant.id, limit: 100 });
  assert.equal(JSON.stringify(log).includes(secret), false);
  assert.match(await token(), /"access_token"/);
  const { keyId } = password;
  assert.equal((await ask('POST', `${one}/removePassword`, { body: { keyId } })).status, 204);
  assert.equal((await ask('POST', `${one}/removePassword`, { body: { keyId } })).status, 404);
  assert.match(await token(), /AADSTS7000215/);
});

test('a secret is good for two years unless it is said; its times are held to what can be', async (t) => {
  const { ask } = await graphHouse(t, ['Application.ReadWrite.All'], []);
  const { body: made } = await ask('POST', `/v1.0${path}`, { body: { displayName: 'Gateway' } });
  const add = (passwordCredential?: object) =>
    ask('POST', `/v1.0${path}/${String(made['id'])}/addPassword`, {
      ...(passwordCredential && { body: { passwordCredential } }),
    });
  const { body } = await add();
  const years = (Date.parse(String(body['endDateTime'])) - Date.now()) / (365.25 * 86_400_000);
  assert.ok(years > 1.99 && years < 2.01, String(years));
  for (const [wrong, says] of [
    [{ endDateTime: '2020-01-01T00:00:00Z' }, /future/],
    [{ startDateTime: '2126-01-01T00:00:00Z' }, /good at once/],
    [{ endDateTime: 'soon' }, /a time such as/],
    [{ secretText: 'my own' }, /'passwordCredential.secretText' is not supported/],
    [{ displayName: 'x'.repeat(257) }, /at most 256/],
  ] as const)
    assert.match(told(await add(wrong)).message, says);
  for (let n = 1; n < 20; n += 1) assert.equal((await add()).status, 200);
  assert.match(told(await add()).message, /20 of them already/);
});

test('keyCredentials are one list: what is not in it goes', async (t) => {
  const { graph, ask } = await graphHouse(t, ['Application.ReadWrite.All'], []);
  const keyOf = (certificate: string) => certificate.replaceAll(/-----[^-]+-----|\s/g, '');
  const made = (await graph.api(path).post({
    displayName: 'Gateway',
    keyCredentials: [
      { type: 'AsymmetricX509Cert', usage: 'Verify', key: keyOf(await newCertificate('one')), displayName: 'one' },
    ],
  })) as Shown;
  expectShape(application, made);
  const one = graph.api(`${path}/${made.id}`);
  const [first] = made.keyCredentials;
  const second = { type: 'AsymmetricX509Cert', usage: 'Verify', key: keyOf(await newCertificate('two')) };
  await one.patch({ keyCredentials: [first, second] });
  const both = ((await one.get()) as Shown).keyCredentials;
  assert.deepEqual([both.length, both.some(({ keyId }) => keyId === first?.keyId)], [2, true]);
  await one.patch({ keyCredentials: [both.find(({ keyId }) => keyId !== first?.keyId)] });
  const left = ((await one.get()) as Shown).keyCredentials;
  assert.deepEqual([left.length, left[0]?.keyId === first?.keyId], [1, false]);
  for (const [keyCredentials, says] of [
    [[{ key: 'AAAA' }], /'keyCredentials\[0\]\.key' must be an X\.509 certificate/],
    [[first], /there is no key/],
    [[{ ...second, usage: 'Sign' }], /'keyCredentials\[0\]\.usage'/],
    [[{}], /'keyCredentials\[0\]\.key'/],
    [[null], /'keyCredentials\[0\]' must be an object/],
  ] as const)
    assert.match(told(await ask('PATCH', `/v1.0${path}/${made.id}`, { body: { keyCredentials } })).message, says);
  assert.equal(((await one.get()) as Shown).keyCredentials.length, 1);
});

test('what Postern cannot hold to is refused by its name', async (t) => {
  const { ask } = await graphHouse(t, ['Application.ReadWrite.All'], []);
  const [exchange] = access;
  for (const [change, says] of [
    [{ displayName: undefined }, /needs the property 'displayName'/],
    [{ displayName: '' }, /1 to 256/],
    [{ signInAudience: 'PersonalMicrosoftAccount' }, /'signInAudience' must be one of AzureADMyOrg/],
    [{ web: { redirectUris: ['http://gateway.example/back'] } }, /'web\.redirectUris' has 'http:/],
    [{ web: { redirectUris: ['https://x.example/#a'] } }, /without a fragment/],
    [{ publicClient: { redirectUris: ['javascript:alert(1)'] } }, /'publicClient\.redirectUris'/],
    [{ spa: { redirectUris: ['gateway://back'] } }, /'spa\.redirectUris'/],
    [{ web: { redirectUris: ['https://x.example/'] }, spa: { redirectUris: ['https://x.example/'] } }, /URI once/],
    [{ web: { implicitGrantSettings: { enableIdTokenIssuance: true } } }, /no implicit flow/],
    [{ appRoles: [{ value: 'x' }] }, /'appRoles' is not supported/],
    [{ identifierUris: ['api://x'] }, /'identifierUris' is not supported/],
    [{ passwordCredentials: [{ displayName: 'x' }] }, /'addPassword'/],
    [
      { requiredResourceAccess: [{ ...exchange, resourceAppId: 'Exchange' }] },
      /'requiredResourceAccess\[0\]\.resourceAppId'/,
    ],
    [
      { requiredResourceAccess: [{ ...exchange, resourceAccess: [{ id: 'x', type: 'Role' }] }] },
      /resourceAccess\[0\]\.id/,
    ],
  ] as const) {
    const answer = await ask('POST', `/v1.0${path}`, { body: { displayName: 'x', ...change } });
    assert.equal(answer.status, 400, answer.text);
    assert.match(told(answer).message, says);
  }
  const { body } = await ask('GET', `/v1.0${path}`);
  assert.equal((body['value'] as unknown[]).length, 1);
});

test('who may read may not write, and nothing of another tenant is there', async (t) => {
  const { ask, administration, application: own } = await graphHouse(t, ['Application.Read.All'], []);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const theirs = await administration.applications.register(request, { tenantId: other.id, displayName: 'Theirs' });
  assert.equal((await ask('GET', `/v1.0${path}/${own.id}`, { as: application })).status, 200);
  assert.equal((await ask('GET', `/v1.0${path}/${theirs.id}`)).status, 404);
  assert.equal((await ask('POST', `/v1.0${path}`, { body: { displayName: 'x' } })).status, 403);
  for (const [method, below] of [
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/addPassword'],
    ['POST', '/removePassword'],
  ] as const) {
    // Of what is not there as of what is: nobody learns which.
    for (const id of [own.id, theirs.id, 'none'])
      assert.equal((await ask(method, `/v1.0${path}/${id}${below}`, { body: { notes: 'x' } })).status, 403);
  }
});
