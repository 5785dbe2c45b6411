/** How long a password must be: one rule, at every door where one is set, whoever chose it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createChosenPasswords } from '../../src/administration/chosen-passwords.ts';
import { passwordMistake } from '../../src/directory/password-rule.ts';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { Browser, formOf } from '../fixtures/browser.ts';
import { houseOverTls } from '../fixtures/house-over-tls.ts';
import { post } from '../fixtures/oauth-client.ts';

const shortest = 30;
const long = 'x'.repeat(shortest);
const short = long.slice(1);
const clear = /the password is too short: it needs at least 30 characters \(option passwords\.shortest\)/;

async function houseWithRule(t: Parameters<typeof houseOverTls>[0]) {
  const house = await houseOverTls(t, { passwords: { shortest } });
  const { service, addApplication, addCredentials, authorityOf } = house;
  const { url, token } = await readLocalDoor(service.dataDirectory);
  const { application } = await addApplication({ applicationPermissions: ['User.ReadWrite.All'] });
  const { secret } = await addCredentials(application);
  const { body: given } = await post(`${authorityOf('x.example')}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: application.appId,
    client_secret: secret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const send = async (bearer: string, method: string, address: string, body: object) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const answer = await fetch(address, { method, headers, body: JSON.stringify(body) });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    ...house,
    admin: (method: string, path: string, body: object) => send(token, method, `${url}/admin/v1${path}`, body),
    graph: (method: string, path: string, body: object) =>
      send(String(given.access_token), method, `${service.httpUrl}/v1.0${path}`, body),
  };
}

test('each door refuses what is too short with the same words, and sets what is long enough', async (t) => {
  const { addUser, admin, graph, service } = await houseWithRule(t);
  await addUser('ann');
  const names = { displayName: 'Dan', mailNickname: 'dan', userPrincipalName: 'dan@x.example', accountEnabled: true };
  const doors: readonly [string, (password: string) => Promise<{ status: number; text: string }>][] = [
    ['POST /admin/v1/users', (password) => admin('POST', '/users', { userPrincipalName: 'bob@x.example', password })],
    ['PUT …/password', (password) => admin('PUT', '/users/ann@x.example/password', { password })],
    ['POST /v1.0/users', (password) => graph('POST', '/users', { ...names, passwordProfile: { password } })],
    ['PATCH /v1.0/users', (password) => graph('PATCH', '/users/ann@x.example', { passwordProfile: { password } })],
  ];
  for (const [door, set] of doors) {
    for (const refused of ['', short]) {
      const { status, text } = await set(refused);
      assert.equal(status, 400, door);
      assert.match(text, clear, door);
    }
    assert.equal((await set('x'.repeat(257))).status, 400, door);
    assert.ok((await set(long)).status < 300, door);
  }
  const browser = new Browser();
  const [, code = ''] = ((await service.setupLink()) ?? '').split('#');
  const { action, fields } = formOf(await (await browser.ask(`${service.httpUrl}/setup`)).text());
  const form = { ...fields, code, domain: 'y.example', login: 'eve' };
  const refused = await browser.ask(`${service.httpUrl}${action}`, {
    ...form,
    password: short,
    'password-again': short,
  });
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /Use a password of 30 to 256 characters\./);
  assert.equal(
    (await browser.ask(`${service.httpUrl}${action}`, { ...form, password: long, 'password-again': long })).status,
    303,
  );
});

test('a password that the service makes keeps to the rule', async (t) => {
  const { admin } = await houseWithRule(t);
  const { text } = await admin('POST', '/users', { userPrincipalName: 'bob@x.example' });
  const { password } = JSON.parse(text) as { password: string };
  assert.match(password, /^[a-z2-9]{30}$/);
  for (const each of [1, 12, 20, 256]) {
    const made = createChosenPasswords({ shortest: each }).generate();
    assert.equal(passwordMistake(made, { shortest: each }), null);
    assert.ok(made.length >= 20);
  }
});

test('characters are counted as people count them', () => {
  assert.equal(passwordMistake('🙂'.repeat(12), { shortest: 12 }), null);
  assert.equal(passwordMistake('🙂'.repeat(11), { shortest: 12 }), 'too-short');
  assert.equal(passwordMistake('x'.repeat(257), { shortest: 12 }), 'too-long');
});

test('nothing else makes what is kept of a password', () => {
  const source = join(import.meta.dirname, '../../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.test)\.ts$/.test(path),
  );
  const makers = files.filter((path) =>
    /\bmakePasswordVerifiers\(|\bhashPassword\(/.test(readFileSync(join(source, path), 'utf8')),
  );
  assert.deepEqual(makers.toSorted(), [
    'administration/chosen-passwords.ts',
    // It hashes the one that was generated, once for all its accounts.
    'sandbox/seed.ts',
    'sign-in/credentials/make-verifiers.ts',
    'sign-in/credentials/password-hash.ts',
  ]);
});
