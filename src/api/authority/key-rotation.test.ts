/** A new key signs from one moment to the next; what clients and people hold at that moment stays good. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser, formOf } from '../../../test/fixtures/browser.ts';
import { authorizeUrl, faultOf, post, redirectUri, returned } from '../../../test/fixtures/oauth-client.ts';

const dayMs = 86_400_000;
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

async function signingIn(t: Parameters<typeof authorityHouse>[0]) {
  const house = await authorityHouse(t);
  const { addUser, addClient, base, tenant, walk, keys, at } = house;
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({ publicClient: true, delegatedPermissions: ['User.Read'] });
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0`;
  const scope = 'openid profile offline_access User.Read';
  const browser = new Browser();
  let months = 0;
  const ask = (more: Record<string, string> = {}) =>
    authorizeUrl(`${endpoint}/authorize`, { client_id: appId, scope, ...more });
  const redeem = (end: string, verifier: string) =>
    post(`${endpoint}/token`, {
      grant_type: 'authorization_code',
      client_id: appId,
      redirect_uri: redirectUri,
      code: returned(end).get('code') ?? '',
      code_verifier: verifier,
    });
  return {
    ...house,
    ask,
    redeem,
    browser,
    endpoint,
    user,
    appId,
    scope,
    async signIn() {
      const { url, verifier } = await ask();
      return { end: (await walk(browser, url, { user })).url, verifier };
    },
    refresh: (token: string | undefined) =>
      post(`${endpoint}/token`, { grant_type: 'refresh_token', client_id: appId, refresh_token: token ?? '' }),
    /** Another month goes by, for the keys alone. */
    async rotate(): Promise<void> {
      const before = keys.current()[0]?.jwk.kid;
      months += 1;
      at.ahead = months * 30 * dayMs;
      await keys.rotate();
      at.ahead = 0;
      assert.notEqual(keys.current()[0]?.jwk.kid, before);
    },
  };
}

test('codes, refresh tokens and sessions from before a rotation are good after it, and the new key signs', async (t) => {
  const { signIn, redeem, refresh, rotate, ask, browser, walk, user, seen, keys, tokens, base, tenant } =
    await signingIn(t);
  const first = await signIn();
  const answer = await redeem(first.end, first.verifier);
  assert.equal(faultOf(answer), 'none');
  const pending = await signIn();
  seen.length = 0;
  await rotate();
  const { kid } = keys.current()[0]?.jwk ?? {};
  const late = await redeem(pending.end, pending.verifier);
  const refreshed = await refresh(answer.body.refresh_token);
  assert.deepEqual([faultOf(late), faultOf(refreshed)], ['none', 'none']);
  for (const { body } of [late, refreshed])
    for (const token of [body.access_token, body.id_token]) assert.equal(decodeProtectedHeader(token ?? '').kid, kid);
  const silent = await ask({ prompt: 'none', id_token_hint: answer.body.id_token ?? '' });
  const { url } = await walk(browser, silent.url, { user });
  assert.ok(returned(url).has('code'), url);
  assert.equal(seen.length, 0, 'nobody is asked again');

  // Who verifies by the published keys, and our own doors, believe tokens of both.
  const published = createRemoteJWKSet(new URL(`${base}/${tenant.id}/discovery/v2.0/keys`));
  for (const token of [answer.body.access_token, refreshed.body.access_token]) {
    assert.equal((await tokens.verify(token ?? '')).kind, 'right');
    await jwtVerify(token ?? '', published);
  }
});

test('a sign-in that stands at the pages when the keys rotate goes on', async (t) => {
  const { ask, browser, rotate, redeem, walk, user, seen } = await signingIn(t);
  const { url, verifier } = await ask();
  const waiting = (await browser.ask(url)).headers.get('location') ?? '';
  const page = new URL(waiting, url).href;
  assert.match(page, /\/sign-in\//);
  await rotate();
  const { url: end } = await walk(browser, page, { user });
  assert.deepEqual(
    seen.map(({ prompt }) => prompt),
    ['login'],
  );
  assert.equal(faultOf(await redeem(end, verifier)), 'none');
});

test('a device waits over a rotation, before its code is entered and after', async (t) => {
  const { endpoint, appId, scope, rotate, browser, walk, user, base } = await signingIn(t);
  const { body } = await post(`${endpoint}/devicecode`, { client_id: appId, scope });
  const poll = () =>
    post(`${endpoint}/token`, {
      grant_type: deviceGrant,
      client_id: appId,
      device_code: String(body['device_code']),
    });
  await rotate();
  const page = `${endpoint}/deviceauth`;
  const entering = formOf(await (await browser.ask(page)).text());
  const confirming = formOf(
    await (await browser.ask(page, { ...entering.fields, user_code: String(body['user_code']) })).text(),
  );
  const response = await browser.ask(page, confirming.fields);
  const next = new URL(response.headers.get('location') ?? '', base).href;
  await rotate();
  const { html } = await walk(browser, next, { user });
  assert.ok(html !== null);
  assert.equal(faultOf(await poll()), 'none');
});
