/** A session at the authority ends by silence, and by its length however busy it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser } from '../../../test/fixtures/browser.ts';
import { authorizeUrl, post, redirectUri, returned } from '../../../test/fixtures/oauth-client.ts';

test('a session ends by silence, and by its length however busy it is', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const { addUser, addClient, walk, base, tenant } = await authorityHouse(t);
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({ publicClient: true });
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0/authorize`;
  const browser = new Browser();
  const ask = async (parameters: Record<string, string> = {}) => {
    const asked = await authorizeUrl(endpoint, { client_id: appId, scope: 'openid', ...parameters });
    return { verifier: asked.verifier, said: returned((await walk(browser, asked.url, { user })).url) };
  };
  const afterMinutes = async (minutes: number) => {
    t.mock.timers.setTime(Date.now() + minutes * 60_000);
    return (await ask({ prompt: 'none' })).said.get('error') ?? 'signed in';
  };
  await ask();
  // Seven hours and 56 minutes, and then a little more.
  for (let visit = 0; visit < 8; visit += 1) assert.equal(await afterMinutes(59.5), 'signed in', `visit ${visit}`);
  assert.equal(await afterMinutes(5), 'login_required');
  await ask();
  assert.equal(await afterMinutes(61), 'login_required');
});

test('an id token says in whole seconds when the person signed in', async (t) => {
  const { addUser, addClient, walk, base, tenant } = await authorityHouse(t);
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({ publicClient: true });
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0`;
  const asked = await authorizeUrl(`${endpoint}/authorize`, { client_id: appId, scope: 'openid', max_age: '100' });
  const code = returned((await walk(new Browser(), asked.url, { user })).url).get('code') ?? '';
  const form = { grant_type: 'authorization_code', client_id: appId, redirect_uri: redirectUri };
  const { body } = await post(`${endpoint}/token`, { ...form, code, code_verifier: asked.verifier });
  const { auth_time: at } = decodeJwt(body.id_token ?? '');
  assert.ok(Number.isInteger(at), String(at));
});
