/** The authorization code grant to a client that we did not write, and what stands in its tokens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { asSystem, authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser, formOf } from '../../../test/fixtures/browser.ts';
import {
  authorizeUrl,
  discover,
  faultOf,
  insecure,
  post,
  redirectUri,
  returned,
} from '../../../test/fixtures/oauth-client.ts';

const smtp = 'https://outlook.office.com/SMTP.Send';

test('a confidential client signs a user in, consent is given once, and the tokens say who', async (t) => {
  const house = await authorityHouse(t);
  const { addUser, addClient, administration, walk, seen, tenant, tokens, base } = house;
  const user = await addUser('ann@x.example');
  const { appId, ...application } = await addClient();
  const registration = { appId, ...application };
  const { text: secret } = await administration.applications.addSecret(
    asSystem,
    registration,
    's',
    Date.now() + 60_000,
  );
  const client: oauth.Client = { client_id: appId };
  const server = await discover(base, tenant.id);
  const browser = new Browser();
  const nonce = oauth.generateRandomNonce();
  const scope = `openid profile email offline_access ${smtp}`;
  const endpoint = server.authorization_endpoint ?? '';
  const { url, verifier } = await authorizeUrl(endpoint, { client_id: appId, scope, state: 's1', nonce });
  const end = await walk(browser, url, { user, amr: ['pwd', 'mfa'] });
  assert.deepEqual(
    seen.map(({ prompt, missingScopes }) => ({ prompt, missingScopes })),
    [
      { prompt: 'login', missingScopes: [] },
      { prompt: 'consent', missingScopes: [{ name: 'SMTP.Send', kind: 'delegated', adminOnly: false }] },
    ],
  );
  const parameters = oauth.validateAuthResponse(server, client, new URL(end.url), 's1');
  const authentication = oauth.ClientSecretPost(secret);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri,
    verifier,
    insecure,
  );
  const answer = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce });
  assert.equal(answer.scope, `${smtp} openid profile email`);
  const { iss, iat, exp, nbf, jti, ...access } = decodeJwt(answer.access_token);
  assert.ok(iss && iat && exp && nbf && jti);
  assert.deepEqual(access, {
    aud: 'https://outlook.office.com',
    tid: tenant.id,
    appid: appId,
    azp: appId,
    oid: user.id,
    sub: user.id,
    ver: '1.0',
    idtyp: 'user',
    upn: 'ann@x.example',
    scp: 'SMTP.Send',
    name: 'ann',
    amr: ['pwd', 'mfa'],
  });
  assert.equal((await tokens.verify(answer.access_token)).kind, 'right');
  const claims = oauth.getValidatedIdTokenClaims(answer);
  assert.equal(claims?.['preferred_username'], 'ann@x.example');
  assert.equal(claims?.['upn'], 'ann@x.example');
  assert.equal(claims?.['tid'], tenant.id);
  assert.equal(claims?.['oid'], user.id);
  assert.equal(claims?.['ver'], '2.0');

  // Consent is kept, and so is the session: the second time nobody is asked.
  seen.length = 0;
  const again = await authorizeUrl(endpoint, { client_id: appId, scope, state: 's2', prompt: 'none' });
  const second = await walk(browser, again.url, { user });
  assert.equal(seen.length, 0);
  assert.ok(returned(second.url).has('code'), second.url);
});

test('a public client needs PKCE and no secret; a loopback address fits with any port', async (t) => {
  const { addUser, addClient, walk, base, tenant } = await authorityHouse(t);
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({ publicClient: true, redirectUris: ['http://localhost/back'] });
  const byId = await openid.discovery(new URL(`${base}/${tenant.id}/v2.0`), appId, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const verifier = openid.randomPKCECodeVerifier();
  const back = 'http://localhost:49152/back';
  const asked = openid.buildAuthorizationUrl(byId, {
    redirect_uri: back,
    scope: 'openid User.Read',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const end = await walk(new Browser(), asked.href, { user });
  assert.ok(end.url.startsWith(`${back}?`), end.url);
  const tokens = await openid.authorizationCodeGrant(byId, new URL(end.url), { pkceCodeVerifier: verifier });
  assert.equal(tokens.claims()?.['oid'], user.id);
  const info = await openid.fetchUserInfo(byId, tokens.access_token, user.id);
  assert.equal(info.preferred_username, 'ann@x.example');

  const bare = new URL(asked);
  bare.searchParams.delete('code_challenge');
  bare.searchParams.delete('code_challenge_method');
  const refused = await walk(new Browser(), bare.href, { user });
  assert.match(returned(refused.url).get('error_description') ?? '', /^AADSTS9002325: /);
});

test('response_mode, prompt, login_hint and max_age do as Entra has them', async (t) => {
  const { addUser, addClient, walk, seen, base, tenant } = await authorityHouse(t);
  const [ann, bob] = [await addUser('ann@x.example'), await addUser('bob@x.example')];
  const { appId } = await addClient({ publicClient: true, delegatedPermissions: ['User.Read'] });
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0/authorize`;
  const browser = new Browser();
  const ask = async (parameters: Record<string, string>, user = ann) => {
    const { url } = await authorizeUrl(endpoint, { client_id: appId, scope: 'openid User.Read', ...parameters });
    seen.length = 0;
    const { url: end, html } = await walk(browser, url, { user });
    return { end, html, asked: seen.map(({ prompt, fresh, loginHint }) => ({ prompt, fresh, loginHint })) };
  };
  const nobody = await ask({ prompt: 'none' });
  assert.equal(returned(nobody.end).get('error'), 'login_required');
  assert.match(returned(nobody.end).get('error_description') ?? '', /^AADSTS50058: /);
  const first = await ask({ login_hint: 'ann@x.example', response_mode: 'fragment' });
  assert.deepEqual(first.asked, [{ prompt: 'login', fresh: false, loginHint: 'ann@x.example' }]);
  assert.ok(new URL(first.end).hash.includes('code='));
  assert.deepEqual((await ask({})).asked, []);
  assert.deepEqual((await ask({ prompt: 'login' })).asked, [{ prompt: 'login', fresh: true, loginHint: '' }]);
  assert.deepEqual((await ask({ max_age: '0' })).asked, [{ prompt: 'login', fresh: true, loginHint: '' }]);
  assert.deepEqual((await ask({ max_age: '1000' })).asked, []);
  assert.deepEqual((await ask({ prompt: 'consent' })).asked, [{ prompt: 'consent', fresh: false, loginHint: '' }]);
  // Somebody else takes over the browser.
  assert.deepEqual((await ask({ prompt: 'select_account' }, bob)).asked, [
    { prompt: 'login', fresh: true, loginHint: '' },
  ]);
  const posted = await ask({ response_mode: 'form_post', state: 'x' }, bob);
  assert.deepEqual(posted.asked, []);
  const form = formOf(posted.html ?? '');
  assert.equal(form.action, redirectUri);
  assert.ok(form.fields['code'] && form.fields['state'] === 'x');
  const failed = await ask({ response_mode: 'form_post', scope: 'nonsense' });
  assert.match(formOf(failed.html ?? '').fields['error_description'] ?? '', /^AADSTS70011: /);
});

test('a code is good once, for its client, its address and its verifier', async (t) => {
  const { addUser, addClient, walk, base, tenant } = await authorityHouse(t);
  const user = await addUser('ann@x.example');
  const client = { publicClient: true, delegatedPermissions: ['User.Read'] } as const;
  const { appId } = await addClient(client);
  const { appId: other } = await addClient(client);
  const token = `${base}/${tenant.id}/oauth2/v2.0/token`;
  const browser = new Browser();
  const code = async () => {
    const { url, verifier } = await authorizeUrl(`${base}/${tenant.id}/oauth2/v2.0/authorize`, {
      client_id: appId,
      scope: 'openid offline_access User.Read',
    });
    const end = returned((await walk(browser, url, { user })).url);
    const form = { grant_type: 'authorization_code', client_id: appId, redirect_uri: redirectUri };
    return { ...form, code: end.get('code') ?? '', code_verifier: verifier };
  };
  assert.equal(
    faultOf(await post(token, { ...(await code()), code_verifier: 'v'.repeat(43) })),
    'invalid_grant 501481',
  );
  assert.equal(
    faultOf(await post(token, { ...(await code()), redirect_uri: `${redirectUri}/2` })),
    'invalid_grant 500112',
  );
  assert.equal(faultOf(await post(token, { ...(await code()), client_id: other })), 'invalid_grant 70000');
  assert.equal(faultOf(await post(token, { ...(await code()), code: 'nonsense' })), 'invalid_grant 70000');
  const good = await code();
  const first = await post(token, good);
  assert.equal(faultOf(first), 'none');
  // Who comes with it again takes back what was given for it (RFC 6749 §4.1.2).
  assert.equal(faultOf(await post(token, good)), 'invalid_grant 54005');
  const refresh = { grant_type: 'refresh_token', client_id: appId, refresh_token: first.body.refresh_token ?? '' };
  assert.notEqual(faultOf(await post(token, refresh)), 'none');
  const raced = await code();
  const answers = await Promise.all([post(token, raced), post(token, raced), post(token, raced)]);
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});
