/** The two sessions of a browser, of our own pages and of the authority, over HTTPS with its cookies: what ends one ends the other. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { mostSessionsOfBrowser } from '../../src/api/authority/browser-sessions.ts';
import type { User } from '../../src/directory/nouns.ts';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { Browser, formOf, formsOf } from '../fixtures/browser.ts';
import { houseOverTls, redirectUri } from '../fixtures/house-over-tls.ts';
import { password, request } from '../fixtures/house-with-people.ts';
import { authorizeUrl, post, returned } from '../fixtures/oauth-client.ts';
import { atPages } from '../fixtures/person-at-pages.ts';

async function houseWithSessions(t: TestContext) {
  const house = await houseOverTls(t);
  const { service, tenant, addUser, addApplication, authorityOf, personOf } = house;
  const url = service.httpUrl;
  const ann = await addUser('ann');
  const { application } = await addApplication({ publicClient: true, delegatedPermissions: ['User.Read'] });
  const client = { client_id: application.appId, redirect_uri: redirectUri, scope: 'openid User.Read' };
  const authorize = `${authorityOf(tenant.id)}/oauth2/v2.0/authorize`;

  /** Whether each session is there: that of our own pages, and that of the authority. */
  const held = async (browser: Browser) => {
    const own = (await browser.ask(`${url}/my/security`)).status === 200;
    const { url: asked } = await authorizeUrl(authorize, { ...client, prompt: 'none' });
    const location = (await browser.ask(asked)).headers.get('location') ?? '';
    const said = returned(location);
    assert.ok(said.has('code') || said.get('error') === 'login_required', location);
    return { own, authority: said.has('code') };
  };
  /** Ann signs in at both. */
  const signIn = async () => {
    const browser = new Browser();
    const at = await atPages(browser, `${url}/my/security`, personOf('ann@x.example'));
    assert.equal(at.url, `${url}/my/security`);
    const asked = await authorizeUrl(authorize, client);
    const back = await atPages(browser, asked.url, personOf('ann@x.example'));
    assert.ok(returned(back.url).has('code'), back.url);
    assert.deepEqual(await held(browser), both);
    return browser;
  };
  return { ...house, url, ann, application, client, authorize, held, signIn };
}

const both = { own: true, authority: true };
const neither = { own: false, authority: false };

/** Presses the button of the own pages. */
async function signOutHere(browser: Browser, url: string): Promise<Response> {
  const page = await (await browser.ask(`${url}/my/security`)).text();
  const form = formsOf(page).find(({ action }) => action.endsWith('/sign-out'));
  return browser.ask(`${url}${form?.action}`, form?.fields ?? {});
}

test('a sign-out at either place ends both sessions, for a copy of the cookies as well', async (t) => {
  const { url, signIn, held, authorityOf, tenant, application } = await houseWithSessions(t);
  const logout = 'oauth2/v2.0/logout';
  const back = new URLSearchParams({ client_id: application.appId, post_logout_redirect_uri: redirectUri });
  const ways: readonly [string, (browser: Browser) => Promise<Response>, number][] = [
    ['own pages', (browser) => signOutHere(browser, url), 200],
    ['authority', (browser) => browser.ask(`${authorityOf(tenant.id)}/${logout}`), 200],
    ['authority, posted', (browser) => browser.ask(`${authorityOf(tenant.id)}/${logout}`, { state: 'x' }), 200],
    ['any tenant', (browser) => browser.ask(`${authorityOf('organizations')}/${logout}`), 200],
    ['from a client', (browser) => browser.ask(`${authorityOf('x.example')}/${logout}?${back.toString()}`), 303],
  ];
  for (const [name, signOut, status] of ways) {
    const browser = await signIn();
    const copy = browser.copy();
    assert.equal((await signOut(browser)).status, status, name);
    const left = browser.cookies().filter((cookie) => /session|authority/.test(cookie.name));
    assert.deepEqual(left, [], name);
    assert.deepEqual(await held(browser), neither, name);
    assert.deepEqual(await held(copy), neither, name);
  }
});

test('who takes back sessions, sets the password or disables the account ends both, at every door', async (t) => {
  const house = await houseWithSessions(t);
  const { service, ann, held, signIn, administration, addApplication, addCredentials, authorityOf, url } = house;
  const door = await readLocalDoor(service.dataDirectory);
  const admin = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${door.token}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${door.url}/admin/v1/users/${ann.id}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, `${answer.status} ${path}`);
  };
  const { application } = await addApplication({ applicationPermissions: ['User.RevokeSessions.All'] });
  const { secret } = await addCredentials(application);
  const { body: token } = await post(`${authorityOf('x.example')}/oauth2/v2.0/token`, {
    grant_type: 'client_credentials',
    client_id: application.appId,
    client_secret: secret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const graph = async () => {
    const answer = await fetch(`${url}/v1.0/users/${ann.id}/revokeSignInSessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token.access_token}` },
    });
    assert.equal(answer.status, 200);
  };
  const ways: readonly [string, () => Promise<void>][] = [
    ['postern session revoke', () => admin('POST', '/revoke-sessions')],
    ['Graph revokeSignInSessions', graph],
    ['a new password', () => admin('PUT', '/password', { password })],
    ['a disabled account', () => admin('PATCH', '/settings', { settings: { accountEnabled: false } })],
  ];
  for (const [name, end] of ways) {
    const browser = await signIn();
    await end();
    assert.deepEqual(await held(browser), neither, name);
  }
  // The account is enabled again: what was before may be good again, as with Entra; what was taken back is not.
  const settings = await service.store.directory.settingsOfUser(ann.id);
  assert.ok((settings.tokensValidFrom.value ?? 0) > 0);
  await administration.settings.changeOfUser(request, ann, { accountEnabled: true });
  assert.deepEqual(await held(await signIn()), both);
});

test('over TLS every cookie is Secure, out of reach of scripts, and bound to this host as far as its path lets it', async (t) => {
  const { url, signIn } = await houseWithSessions(t);
  const browser = await signIn();
  await signOutHere(browser, url);
  const names = new Set<string>();
  for (const line of browser.set) {
    const [pair = '', ...attributes] = line.split('; ').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    names.add(name.replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/, 'TENANT').replace(/\.sig$/, ''));
    const said = new Set(attributes.map((each) => each.toLowerCase()));
    assert.ok(said.has('secure') && said.has('httponly') && said.has('samesite=lax'), line);
    assert.ok(![...said].some((each) => each.startsWith('domain=')), line);
    if (said.has('path=/')) assert.match(name, /^__Host-/);
    else assert.match(name, /^__Secure-postern-(interaction|resume)/);
  }
  assert.deepEqual([...names].toSorted(), [
    '__Host-postern-authority-TENANT',
    '__Host-postern-session',
    '__Host-postern-sign-in',
    '__Host-postern-tenant',
    '__Secure-postern-interaction',
    '__Secure-postern-resume',
  ]);
});

test('sessions of other people stay, and so do those of other browsers', async (t) => {
  const { url, signIn, held, addUser } = await houseWithSessions(t);
  await addUser('bob');
  const here = await signIn();
  const elsewhere = await signIn();
  await signOutHere(here, url);
  assert.deepEqual(await held(here), neither);
  assert.deepEqual(await held(elsewhere), both);
});

test('a sign-in that is half done ends with the rest: after the password, and while consent is asked', async (t) => {
  const { url, ann, administration, addApplication, authorize, service } = await houseWithSessions(t);
  const revoke = () => administration.settings.changeOfUser(request, ann, { tokensValidFrom: Date.now() + 1 });
  const browser = new Browser();
  await administration.settings.changeOfUser(request, ann, { perUserMfa: 'enforced' });
  const path = (await browser.ask(`${url}/my/security`)).headers.get('location') ?? '';
  const first = formOf(await (await browser.ask(`${url}${path}`)).text());
  await browser.ask(`${url}${path}/password`, { ...first.fields, login: 'ann@x.example', password });
  assert.match(await (await browser.ask(`${url}${path}/register`)).text(), /second factor/);
  await revoke();
  const after = await browser.ask(`${url}${path}/register`);
  assert.match(await after.text(), /name="login"/, 'the password is asked for again');

  await administration.settings.changeOfUser(request, ann, { perUserMfa: 'disabled' });
  const { application } = await addApplication({ publicClient: true });
  const client = { client_id: application.appId, redirect_uri: redirectUri, scope: 'User.Read' };
  const asked = await authorizeUrl(authorize, client);
  const shown = await atPages(browser, asked.url, { login: 'ann@x.example', password, consent: 'later' });
  const consent = formOf(shown.html ?? '');
  assert.match(consent.action, /\/consent$/);
  await revoke();
  const answered = await browser.ask(`${url}${consent.action}`, { ...consent.fields, answer: 'yes' });
  const next = await atPages(browser, answered.headers.get('location') ?? '', null);
  assert.match(next.html ?? '', /name="password"/);
  assert.equal(await service.store.userConsents.find(ann.id, application.appId), null);
});

test('a browser holds a number of sessions at the authority; the oldest end', async (t) => {
  const { administration, service, url, personOf, application } = await houseWithSessions(t);
  const browser = new Browser();
  const users: User[] = [];
  for (let number = 0; number <= mostSessionsOfBrowser; number += 1) {
    const added = await administration.tenants.add(request, { domain: `t${number}.example` });
    await administration.applications.addServicePrincipal(request, added.id, application);
    const principalName = `ann@t${number}.example`;
    const verifiers = (await service.store.directory.signInFacts('ann@x.example'))?.verifiers ?? null;
    const user = { tenantId: added.id, userPrincipalName: principalName, verifiers };
    users.push(await administration.users.add(request, user));
    const authorize = `${url}/${added.id}/oauth2/v2.0/authorize`;
    const asked = await authorizeUrl(authorize, {
      client_id: application.appId,
      redirect_uri: redirectUri,
      scope: 'openid',
    });
    assert.ok(returned((await atPages(browser, asked.url, personOf(principalName))).url).has('code'));
  }
  const names = browser.cookies().map(({ name }) => name.replace(/\.sig$/, ''));
  const sessions = new Set(names.filter((name) => name.startsWith('__Host-postern-authority-')));
  assert.equal(sessions.size, mostSessionsOfBrowser);
  assert.ok(!sessions.has(`__Host-postern-authority-${users[0]?.tenantId}`));
});
