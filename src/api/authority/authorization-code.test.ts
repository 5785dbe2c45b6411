/** The authorization code grant to a client that we did not write, and what stands in its tokens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { asSystem, authorityHouse } from '../../../test/fixtures/authority-house.ts';
import { Browser } from '../../../test/fixtures/browser.ts';

const insecure = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'https://app.example/back';

type House = Awaited<ReturnType<typeof authorityHouse>>;

async function serverOf({ base, tenant }: House): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(`${base}/${tenant.id}/v2.0`);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

async function authorizeUrl(server: oauth.AuthorizationServer, parameters: Record<string, string>) {
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    redirect_uri: redirectUri,
    response_type: 'code',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  }).toString();
  return { url: url.href, verifier };
}

test('a confidential client signs a user in, consent is given once, and the tokens say who', async (t) => {
  const house = await authorityHouse(t);
  const { addUser, addClient, administration, walk, seen, tenant, tokens } = house;
  const user = await addUser('ann@x.example');
  const application = await addClient();

  const { text: secret } = await administration.applications.addSecret(asSystem, application, 's', Date.now() + 60_000);
  const client: oauth.Client = { client_id: application.appId };
  const server = await serverOf(house);
  const browser = new Browser();
  const nonce = oauth.generateRandomNonce();
  const scope = 'openid profile email offline_access https://outlook.office.com/SMTP.Send';
  const { url, verifier } = await authorizeUrl(server, { client_id: application.appId, scope, state: 's1', nonce });
  const end = await walk(browser, url, { user, amr: ['pwd', 'mfa'] });
  assert.deepEqual(
    seen.map(({ prompt, missingScopes }) => ({ prompt, missingScopes })),
    [
      { prompt: 'login', missingScopes: [] },
      { prompt: 'consent', missingScopes: [{ name: 'SMTP.Send', adminOnly: false }] },
    ],
  );
  const parameters = oauth.validateAuthResponse(server, client, new URL(end.url), 's1');
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(secret),
    parameters,
    redirectUri,
    verifier,
    insecure,
  );
  const answer = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce });
  assert.equal(answer.scope, 'https://outlook.office.com/SMTP.Send openid profile email');
  const { iss, iat, exp, nbf, jti, ...access } = decodeJwt(answer.access_token);
  assert.ok(iss && iat && exp && nbf && jti);
  assert.deepEqual(access, {
    aud: 'https://outlook.office.com',
    tid: tenant.id,
    appid: application.appId,
    azp: application.appId,
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
  assert.equal(claims?.['tid'], tenant.id);
  assert.equal(claims?.['oid'], user.id);
  assert.equal(claims?.['ver'], '2.0');

  // Consent is kept, and so is the session: the second time nobody is asked.
  seen.length = 0;
  const again = await authorizeUrl(server, { client_id: application.appId, scope, state: 's2', prompt: 'none' });
  const second = await walk(browser, again.url, { user });
  assert.equal(seen.length, 0);
  assert.ok(new URL(second.url).searchParams.has('code'), second.url);
});
