/** Refresh tokens: turned over at each use, good for what was consented to, and taken back with the whole family. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { asSystem, authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser } from '../../../test/fixtures/browser.ts';
import { authorizeUrl, faultOf, post, redirectUri, returned } from '../../../test/fixtures/oauth-client.ts';

async function signedIn(t: Parameters<typeof authorityHouse>[0], options: Parameters<typeof authorityHouse>[1] = {}) {
  const house = await authorityHouse(t, options);
  const { addUser, addClient, walk, base, tenant } = house;
  const user = await addUser('ann@x.example');
  const application = await addClient({ publicClient: true, delegatedPermissions: ['User.Read', 'SMTP.Send'] });
  const { appId } = application;
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0`;
  const browser = new Browser();
  const signIn = async () => {
    const scope = 'openid profile offline_access User.Read';
    const { url, verifier } = await authorizeUrl(`${endpoint}/authorize`, { client_id: appId, scope });
    const code = returned((await walk(browser, url, { user })).url).get('code') ?? '';
    const form = { grant_type: 'authorization_code', client_id: appId, redirect_uri: redirectUri };
    const answer = await post(`${endpoint}/token`, { ...form, code, code_verifier: verifier });
    assert.equal(faultOf(answer), 'none', JSON.stringify(answer.body));
    return answer.body;
  };
  const refresh = (token: string | undefined, scope?: string) =>
    post(`${endpoint}/token`, {
      grant_type: 'refresh_token',
      client_id: appId,
      refresh_token: token ?? '',
      ...(scope !== undefined && { scope }),
    });
  return { ...house, user, application, browser, signIn, refresh };
}

test('each use gives a new refresh token; whoever uses an old one ends the family', async (t) => {
  const { signIn, refresh } = await signedIn(t);
  const first = await signIn();
  const second = await refresh(first.refresh_token);
  assert.equal(faultOf(second), 'none');
  assert.ok(second.body.id_token !== undefined && second.body.refresh_token !== first.refresh_token);
  assert.equal(faultOf(await refresh(first.refresh_token)), 'invalid_grant 50173');
  assert.equal(faultOf(await refresh(second.body.refresh_token)), 'invalid_grant 70000');
  assert.equal(faultOf(await refresh('nonsense')), 'invalid_grant 70000');
  assert.equal(faultOf(await refresh((await signIn()).refresh_token)), 'none', 'another sign-in is another family');
});

test('a refresh token gives tokens for every API that was consented to, and for no other', async (t) => {
  const { signIn, refresh } = await signedIn(t);
  const { refresh_token: first } = await signIn();
  const smtp = await refresh(first, 'https://outlook.office365.com/SMTP.Send offline_access');
  assert.equal(faultOf(smtp), 'none', JSON.stringify(smtp.body));
  assert.equal(smtp.body.scope, 'https://outlook.office365.com/SMTP.Send openid profile');
  const { aud, scp } = decodeJwt(smtp.body.access_token ?? '');
  assert.deepEqual([aud, scp], ['https://outlook.office365.com', 'SMTP.Send']);
  const graph = await refresh(smtp.body.refresh_token, 'User.Read openid');
  assert.equal(decodeJwt(graph.body.access_token ?? '').aud, 'https://graph.microsoft.com');
  const all = await refresh(graph.body.refresh_token, 'https://graph.microsoft.com/.default');
  assert.equal(decodeJwt(all.body.access_token ?? '')['scp'], 'openid profile User.Read');
  const refused = await refresh(all.body.refresh_token, 'Mail.Send');
  assert.equal(faultOf(refused), 'invalid_grant 65001');
  assert.equal(refused.body['suberror'], 'consent_required');
  assert.equal(
    faultOf(await refresh(all.body.refresh_token, 'https://elsewhere.example/x')),
    'invalid_resource 500011',
  );
});

test('consent that is taken back, and an account that is disabled, hold at the next refresh', async (t) => {
  const { signIn, refresh, administration, application, tenant, user } = await signedIn(t);
  const { refresh_token: first } = await signIn();
  const { applications, applicationGrants, settings } = administration;
  const principal = await applications.findServicePrincipal(asSystem, tenant.id, application.appId);
  await applicationGrants.change(asSystem, principal, { delegated: { drop: principal.delegatedPermissions } });
  assert.equal(faultOf(await refresh(first)), 'invalid_grant 65001');
  await applicationGrants.change(asSystem, principal, { delegated: { add: ['User.Read'] } });
  const { refresh_token: second } = await signIn();
  await settings.changeOfUser(asSystem, user, { accountEnabled: false });
  assert.equal(faultOf(await refresh(second)), 'invalid_grant 50057');
});

test('tokensValidFrom ends sessions and refresh tokens from before, and nothing that comes after', async (t) => {
  const { signIn, refresh, administration, user, seen } = await signedIn(t);
  const { refresh_token: before } = await signIn();
  await administration.settings.changeOfUser(asSystem, user, { tokensValidFrom: Date.now() + 1 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(faultOf(await refresh(before)), 'invalid_grant 50173');
  seen.length = 0;
  const after = await signIn();
  assert.deepEqual(
    seen.map(({ prompt }) => prompt),
    ['login'],
    'the session is no more',
  );
  assert.equal(faultOf(await refresh(after.refresh_token)), 'none');
});

test('a refresh token that was not used for its life is expired', async (t) => {
  const { signIn, refresh } = await signedIn(t, { refreshTokenDays: 2 / 86_400 });
  const { refresh_token: token } = await signIn();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  assert.equal(faultOf(await refresh(token)), 'invalid_grant 700082');
});
