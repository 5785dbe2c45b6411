/** The person who is signed in to our own pages, at the admin API. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Browser, formOf } from '../../../test/fixtures/browser.ts';
import { houseWithPeople, password, request } from '../../../test/fixtures/house-with-people.ts';

/** Somebody with a role, signed in to the centre with a password alone. */
async function signedIn(t: TestContext) {
  const house = await houseWithPeople(t);
  const { administration, tenant, service } = house;
  await administration.settings.changeOfTenant(request, tenant, { administratorMfa: 'off' });
  const ann = await house.addUser('ann');
  const target = { kind: 'user', id: ann.id, name: ann.userPrincipalName } as const;
  const assignment = { tenantId: tenant.id, principalId: ann.id, role: 'user-administrator' } as const;
  await administration.roles.assign(request, assignment, target);
  const browser = new Browser();
  const url = service.httpUrl;
  const place = '/centre/users?search=x';
  const begun = await browser.ask(`${url}/centre/sign-in?to=${encodeURIComponent(place)}`);
  const path = begun.headers.get('location') ?? '';
  const { fields } = formOf(await (await browser.ask(`${url}${path}`)).text());
  const proven = await browser.ask(`${url}${path}/password`, { ...fields, login: ann.userPrincipalName, password });
  const ask = (way: string, headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(`${url}${way}`, { ...init, headers: { cookie: browser.headers(url)['cookie'] ?? '', ...headers } });
  return { ...house, ann, ask, ledTo: proven.headers.get('location'), place };
}

const ours = { 'sec-fetch-site': 'same-origin', 'postern-presence': 'person' };

test('a session asks as the person, with their roles, and leads back to where it began', async (t) => {
  const { ask, ledTo, place } = await signedIn(t);
  assert.equal(ledTo, place);
  const me = await ask('/admin/v1/me', ours);
  assert.equal(me.status, 200);
  const said = (await me.json()) as { actor: { name: string }; roles: string[]; access: Record<string, string> };
  assert.equal(said.actor.name, 'ann@x.example');
  assert.deepEqual(said.roles, ['user-administrator']);
  assert.equal(said.access['user'], 'write');
  assert.equal(said.access['backup'], 'none');
  const body = JSON.stringify({ userPrincipalName: 'new@x.example' });
  const added = await ask('/admin/v1/users', { ...ours, 'content-type': 'application/json' }, { method: 'POST', body });
  assert.equal(added.status, 201);
  assert.equal((await ask('/admin/v1/audit', ours)).status, 403);
});

test('where a page of another origin asks, nobody is signed in', async (t) => {
  const { ask } = await signedIn(t);
  for (const site of ['cross-site', 'same-site', 'none'])
    assert.equal((await ask('/admin/v1/me', { ...ours, 'sec-fetch-site': site })).status, 401, site);
  assert.equal((await ask('/admin/v1/me', {})).status, 401, 'a browser of old, without the header of our pages');
  assert.equal((await ask('/admin/v1/me', { 'postern-presence': 'page' })).status, 200, 'the same with it');
  const bad = await ask('/admin/v1/me', { ...ours, authorization: 'Bearer x' });
  assert.equal(bad.status, 401, 'a token that is not good is not made good by a session');
});

test('the way back leads nowhere but into the centre', async (t) => {
  const house = await houseWithPeople(t);
  await house.addUser('ann');
  const url = house.service.httpUrl;
  for (const to of [
    'https://evil.example/',
    '//evil.example/',
    '/my/security',
    '/centre/../x\r\ny',
    '/centre/\\evil',
  ]) {
    const browser = new Browser();
    const begun = await browser.ask(`${url}/centre/sign-in?to=${encodeURIComponent(to)}`);
    const path = begun.headers.get('location') ?? '';
    const { fields } = formOf(await (await browser.ask(`${url}${path}`)).text());
    const proven = await browser.ask(`${url}${path}/password`, { ...fields, login: 'ann@x.example', password });
    assert.equal(proven.headers.get('location'), '/centre/', to);
  }
});

test('a sign-out, and a disabled account, end it at once', async (t) => {
  const { ask, ann, administration } = await signedIn(t);
  assert.equal((await ask('/centre/sign-out', { 'sec-fetch-site': 'cross-site' }, { method: 'POST' })).status, 400);
  assert.equal((await ask('/admin/v1/me', ours)).status, 200);
  await administration.settings.changeOfUser(request, ann, { accountEnabled: false });
  assert.equal((await ask('/admin/v1/me', ours)).status, 401);
  await administration.settings.changeOfUser(request, ann, { accountEnabled: true });
  assert.equal((await ask('/admin/v1/me', ours)).status, 200);
  assert.equal((await ask('/centre/sign-out', ours, { method: 'POST' })).status, 204);
  assert.equal((await ask('/admin/v1/me', ours)).status, 401);
});
