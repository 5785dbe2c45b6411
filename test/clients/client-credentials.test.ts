/** Client credentials by a certificate to clients that we did not write, and every way in which an assertion is wrong. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { decodeJwt, type JWTPayload, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { asSystem, authorityHouse } from '../fixtures/authority-house.ts';
import { discover, faultOf, insecure, post } from '../fixtures/oauth-client.ts';
import { type OwnCertificate, ownCertificate } from '../fixtures/own-certificate.ts';

const scope = 'https://outlook.office365.com/.default';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function houseWithCertificate(t: TestContext) {
  const house = await authorityHouse(t, { assertionReuse: 'never' });
  const { administration, addClient, tenant, base } = house;
  const { applications } = administration;
  const application = await addClient();
  const principal = await applications.findServicePrincipal(asSystem, tenant.id, application.appId);
  const add = ['SMTP.SendAsApp', 'User.Read.All'] as const;
  await administration.applicationGrants.change(asSystem, principal, { application: { add } });
  const certificate = await ownCertificate();
  await applications.addCertificate(asSystem, application, 'one', certificate.pem);
  const privateKey = { key: certificate.key, kid: certificate.thumbprintSha256 };
  return { ...house, ...application, principal, certificate, privateKey, server: await discover(base, tenant.id) };
}

test('an assertion signed by the certificate gives a token, to oauth4webapi and to openid-client', async (t) => {
  const { appId, principal, tenant, base, privateKey, server } = await houseWithCertificate(t);
  const client: oauth.Client = { client_id: appId };
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.PrivateKeyJwt(privateKey),
    { scope },
    insecure,
  );
  const answer = await oauth.processClientCredentialsResponse(server, client, response);
  const configuration = await openid.discovery(
    new URL(`${base}/${tenant.id}/v2.0`),
    appId,
    undefined,
    openid.PrivateKeyJwt(privateKey),
    { execute: [openid.allowInsecureRequests] },
  );
  const second = await openid.clientCredentialsGrant(configuration, { scope });
  for (const token of [answer.access_token, second.access_token]) {
    const { aud, tid, oid, sub, idtyp, roles, upn, scp } = decodeJwt(token);
    assert.deepEqual(
      { aud, tid, oid, sub, idtyp, roles, upn, scp },
      {
        aud: 'https://outlook.office365.com',
        tid: tenant.id,
        oid: principal.id,
        sub: principal.id,
        idtyp: 'app',
        roles: ['SMTP.SendAsApp'],
        upn: undefined,
        scp: undefined,
      },
    );
  }
});

test('an assertion that is not right is refused with the number of what is wrong', async (t) => {
  const { appId, certificate, base, tenant } = await houseWithCertificate(t);
  const endpoint = `${base}/${tenant.id}/oauth2/v2.0/token`;
  const now = Math.floor(Date.now() / 1000);
  const other = await ownCertificate();
  let made = 0;
  const sign = ({
    kid = certificate.thumbprintSha256,
    key = certificate.key,
    alg = 'RS256',
    ...claims
  }: Assertion = {}) =>
    new SignJWT({ iss: appId, sub: appId, aud: endpoint, exp: now + 300, jti: String((made += 1)), ...claims })
      .setProtectedHeader({ alg, kid })
      .sign(key);
  const ask = async (assertion: string, more: Record<string, string> = {}) =>
    faultOf(
      await post(endpoint, {
        grant_type: 'client_credentials',
        client_id: appId,
        scope,
        client_assertion: assertion,
        client_assertion_type: assertionType,
        ...more,
      }),
    );
  const once = await sign();
  assert.equal(await ask(once), 'none');
  assert.equal(await ask(once), 'invalid_client 50027', 'used before');
  const symmetric = new TextEncoder().encode('a secret that is long enough for it');
  const cases: readonly [string, Promise<string> | string, string][] = [
    ['no JWT', 'a.b.c', '50027'],
    ['a MAC', sign({ alg: 'HS256', key: symmetric }), '50027'],
    ['somebody else', sign({ iss: 'other', sub: 'other' }), '700021'],
    ['another audience', sign({ aud: 'https://elsewhere.example/token' }), '700023'],
    ['expired', sign({ exp: now - 3600 }), '700024'],
    ['good for a year', sign({ exp: now + 31_536_000 }), '700024'],
    ['another key', sign({ key: other.key }), '700027'],
    ['another certificate', sign({ key: other.key, kid: other.thumbprintSha256 }), '700027'],
    ['without an id', sign({ jti: '' }), '50027'],
  ];
  for (const [name, assertion, code] of cases) assert.equal(await ask(await assertion), `invalid_client ${code}`, name);
  assert.equal(await ask(await sign(), { client_assertion_type: 'nonsense' }), 'invalid_request 90014');
  assert.equal(await ask(await sign(), { client_secret: 'too' }), 'invalid_request 90014');
});

type Assertion = JWTPayload & {
  readonly kid?: string;
  readonly key?: OwnCertificate['key'] | Uint8Array;
  readonly alg?: string;
};
