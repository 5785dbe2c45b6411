/** A form that our own page did not send changes nothing: without a token, with a stranger's, twice, or from another browser. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { authorityDoor } from '../../src/api/authority/authority-door.ts';
import { pageDoor } from '../../src/api/sign-in/page-door.ts';
import { Browser, formOf, type PageForm } from '../fixtures/browser.ts';
import { houseWithPeople, password, request } from '../fixtures/house-with-people.ts';
import { authorizeUrl, post } from '../fixtures/oauth-client.ts';
import { atPages } from '../fixtures/person-at-pages.ts';

const redirectUri = 'http://localhost/back';
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

async function houseWithForms(t: TestContext) {
  const house = await houseWithPeople(t);
  const { service, administration, tenant, addUser } = house;
  const url = service.httpUrl;
  const ann = await addUser('ann');
  const registration = { tenantId: tenant.id, displayName: 'app', publicClient: true, redirectUris: [redirectUri] };
  const application = await administration.applications.register(request, registration);
  await administration.applications.addServicePrincipal(request, tenant.id, application);
  const endpoint = `${url}/${tenant.id}/oauth2/v2.0`;
  const person = { login: 'ann@x.example', password, consent: 'later' } as const;
  const { body: device } = await post(`${endpoint}/devicecode`, { client_id: application.appId, scope: 'openid' });

  /** All that a form could change. */
  const state = async () => ({
    methods: await administration.methods.list(request, ann),
    settings: await service.store.directory.settingsOfUser(ann.id),
    consent: await service.store.userConsents.find(ann.id, application.appId),
    signIns: (await service.store.signInLog.list({ tenantId: null, limit: 100 })).length,
    changes: (await service.store.auditLog.list({ tenantId: tenant.id, limit: 100 })).length,
    tenants: await administration.tenants.list(request),
  });
  const waitsForPerson = async () => {
    const form = { grant_type: deviceGrant, client_id: application.appId };
    return (await post(`${endpoint}/token`, { ...form, device_code: String(device['device_code']) })).body.error;
  };
  return { ...house, url, ann, application, endpoint, person, device, state, waitsForPerson };
}

/** The first page of a sign-in to our own pages. */
async function signInPage(browser: Browser, url: string): Promise<{ path: string; fields: PageForm['fields'] }> {
  const path = (await browser.ask(`${url}/my/security`)).headers.get('location') ?? '';
  return { path, fields: formOf(await (await browser.ask(`${url}${path}`)).text()).fields };
}

/** Sends what another site could make a browser send, and what another browser could. */
async function refusesOthers(browser: Browser, address: string, form: Readonly<Record<string, string>>, token: string) {
  const { [token]: own = '', ...bare } = form;
  assert.notEqual(own, '', `${address} has a token`);
  const stranger = { ...bare, [token]: 'x'.repeat(own.length) };
  for (const sent of [bare, stranger, { ...bare, [token]: `${own}x` }])
    assert.equal((await browser.ask(address, sent)).status, 400, `${address} ${JSON.stringify(sent)}`);
  const copied = await new Browser().ask(address, form);
  assert.ok(copied.status === 400 || copied.headers.get('location')?.startsWith('/sign-in/'), address);
  assert.ok(copied.status === 400 || copied.headers.get('location')?.startsWith('/sign-in/'), address);
}

test('the forms of a sign-in', async (t) => {
  const { url, ann, administration, state } = await houseWithForms(t);
  await administration.settings.changeOfUser(request, ann, { perUserMfa: 'enforced' });
  const browser = new Browser();
  const { path, fields } = await signInPage(browser, url);
  const elsewhere = await signInPage(new Browser(), url);
  const { csrf = '' } = fields;
  const typed = { login: 'ann@x.example', password, code: '000000', answer: 'yes' };
  const before = await state();
  for (const step of ['name', 'password', 'code', 'passkey', 'continue', 'restart', 'cancel', 'consent'])
    await refusesOthers(browser, `${url}${path}/${step}`, { ...typed, csrf }, 'csrf');
  const borrowed = await browser.ask(`${url}${path}/password`, { ...typed, csrf: elsewhere.fields['csrf'] ?? '' });
  assert.equal(borrowed.status, 400, 'the token of another sign-in');
  const twice = new URLSearchParams([...Object.entries({ ...typed, csrf }), ['csrf', csrf]]);
  const address = `${url}${path}/password`;
  const sentTwice = await fetch(address, { method: 'POST', body: twice, headers: browser.headers(address) });
  assert.equal(sentTwice.status, 400, 'a field that is there twice');
  const json = await browser.send(`${url}${path}/password`, { fields: { ...typed, csrf }, twice: null });
  assert.equal(json.status, 415, 'JSON is no form');
  assert.deepEqual(await state(), before);

  assert.equal((await browser.ask(`${url}${path}/password`, { ...typed, csrf })).status, 303, 'our own form');
  const registering = await state();
  for (const step of ['authenticator', 'passkey'])
    await refusesOthers(browser, `${url}${path}/register/${step}`, { ...typed, csrf }, 'csrf');
  assert.deepEqual(await state(), registering);
});

test('the forms of a person who is signed in', async (t) => {
  const { url, state, person } = await houseWithForms(t);
  const browser = new Browser();
  const { html } = await atPages(browser, `${url}/my/security`, person);
  const { csrf = '' } = formOf(html ?? '').fields;
  const before = await state();
  for (const path of ['', '/remove', '/recovery-codes', '/sign-out', '/register/authenticator', '/register/passkey'])
    await refusesOthers(browser, `${url}/my/security${path}`, { method: 'x', csrf }, 'csrf');
  assert.deepEqual(await state(), before);
  assert.equal((await browser.ask(`${url}/my/security`)).status, 200, 'still signed in');
});

test('the form of the first start', async (t) => {
  const { url, service, state } = await houseWithForms(t);
  const [, code = ''] = ((await service.setupLink()) ?? '').split('#');
  const browser = new Browser();
  const { action, fields } = formOf(await (await browser.ask(`${url}/setup`)).text());
  const before = await state();
  const filled = { ...fields, code, domain: 'y.example', login: 'eve', password, 'password-again': password };
  await refusesOthers(browser, `${url}${action}`, filled, 'csrf');
  assert.deepEqual(await state(), before);
  assert.equal((await browser.ask(`${url}${action}`, filled)).status, 303, 'our own form');
});

test('the consent to an application', async (t) => {
  const { url, endpoint, application, state, person } = await houseWithForms(t);
  const browser = new Browser();
  const client = { client_id: application.appId, redirect_uri: redirectUri, scope: 'User.Read' };
  const asked = await authorizeUrl(`${endpoint}/authorize`, client);
  const { html } = await atPages(browser, asked.url, person);
  const { action, fields } = formOf(html ?? '');
  assert.match(action, /\/consent$/);
  const before = await state();
  await refusesOthers(browser, `${url}${action}`, { ...fields, answer: 'yes', everybody: '1' }, 'csrf');
  assert.deepEqual(await state(), before);
  await browser.ask(`${url}${action}`, { ...fields, answer: 'yes' });
  assert.notDeepEqual(await state(), before, 'our own form');
});

test("a device's code: entered, confirmed, stopped", async (t) => {
  const { endpoint, device, state, waitsForPerson } = await houseWithForms(t);
  const browser = new Browser();
  const address = `${endpoint}/deviceauth`;
  const entered = formOf(await (await browser.ask(address)).text());
  const code = String(device['user_code']);
  const before = await state();
  for (const more of [{}, { confirm: 'yes' }, { confirm: 'yes', abort: 'yes' }])
    await refusesOthers(browser, address, { ...entered.fields, user_code: code, ...more }, 'xsrf');
  assert.deepEqual(await state(), before);
  assert.equal(await waitsForPerson(), 'authorization_pending');
  const login = new URL('/devicelogin', endpoint).href;
  const typed = formOf(await (await browser.ask(login)).text());
  await refusesOthers(browser, login, { ...typed.fields, user_code: code }, 'csrf');
  const went = (await browser.ask(login, { ...typed.fields, user_code: code })).headers.get('location') ?? '';
  assert.match(await (await browser.ask(went)).text(), /data-go-on/, 'our own form');
  assert.doesNotMatch(await (await new Browser().ask(went)).text(), /data-go-on/, 'its address in another browser');
  // A link does not even enter it.
  const linked = await (await browser.ask(`${address}?user_code=${code}&confirm=yes&xsrf=x&go_on=1&entered=x`)).text();
  assert.match(linked, /name="user_code"/);
  assert.doesNotMatch(linked, /data-go-on/);
});

test('every form is in this test', async () => {
  const addresses: string[] = [];
  const server = fastify();
  server.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('POST')) addresses.push(url);
  });
  // Nothing is asked of it.
  const none = { baseUrl: () => '', chosenPasswords: { rule: { shortest: 1 } } } as never;
  pageDoor(server, none, [authorityDoor(server, none, none)], none);
  await server.ready();
  const steps = ['name', 'password', 'code', 'passkey', 'continue', 'restart', 'cancel', 'consent'];
  const register = ['register/authenticator', 'register/passkey'];
  assert.deepEqual(
    addresses.toSorted(),
    [
      ...[...steps, ...register].map((step) => `/sign-in/:uid/${step}`),
      '/my/security',
      ...['remove', 'recovery-codes', 'sign-out', ...register].map((step) => `/my/security/${step}`),
      '/setup/:uid',
      '/:tenant/oauth2/v2.0/deviceauth',
      // Asked by clients, who prove themselves by what they send.
      ...['token', 'devicecode'].map((name) => `/:tenant/oauth2/v2.0/${name}`),
      '/oidc/userinfo',
      // They change nothing, or end the session of this browser.
      ...['oauth2/v2.0/authorize', 'v2.0/adminconsent', 'adminconsent', 'oauth2/v2.0/logout'].map(
        (p) => `/:tenant/${p}`,
      ),
      '/devicelogin',
    ].toSorted(),
  );
});
