/** MSAL, as Microsoft's own tools use it, through TLS: applications by secret and by certificate, people by code and by device. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  type AuthenticationResult,
  type ClientAuthError,
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { Browser } from '../fixtures/browser.ts';
import { houseOverTls, redirectUri } from '../fixtures/house-over-tls.ts';
import { atPages } from '../fixtures/person-at-pages.ts';

const smtp = 'https://outlook.office.com/SMTP.Send';

function got(result: AuthenticationResult | null): AuthenticationResult {
  if (result === null) throw new Error('MSAL answered nothing');
  return result;
}

test('a confidential client gets tokens of its own by secret and by certificate', async (t) => {
  const { addApplication, addCredentials, authorityOf, host, tenant } = await houseOverTls(t);
  const { application, principal } = await addApplication({ applicationPermissions: ['SMTP.SendAsApp'] });
  const { secret, certificate } = await addCredentials(application);
  const { privateKeyPem: privateKey, thumbprintSha256 } = certificate;
  const common = { clientId: application.appId, knownAuthorities: [host] };
  for (const authority of [authorityOf(tenant.id), authorityOf('x.example')])
    for (const credential of [{ clientSecret: secret }, { clientCertificate: { thumbprintSha256, privateKey } }]) {
      const client = new ConfidentialClientApplication({ auth: { ...common, authority, ...credential } });
      const scopes = ['https://outlook.office365.com/.default'];
      const result = got(await client.acquireTokenByClientCredential({ scopes }));
      const { aud, tid, oid, idtyp, roles, upn } = decodeJwt(result.accessToken);
      assert.deepEqual(
        { aud, tid, oid, idtyp, roles, upn },
        {
          aud: 'https://outlook.office365.com',
          tid: tenant.id,
          oid: principal.id,
          idtyp: 'app',
          roles: ['SMTP.SendAsApp'],
          upn: undefined,
        },
      );
      assert.equal(got(await client.acquireTokenByClientCredential({ scopes })).fromCache, true);
    }
  const wrong = new ConfidentialClientApplication({
    auth: { ...common, authority: authorityOf(tenant.id), clientSecret: 'wrong' },
  });
  await assert.rejects(
    wrong.acquireTokenByClientCredential({ scopes: ['https://outlook.office365.com/.default'] }),
    (error: ClientAuthError & { errorNo?: number }) =>
      error.errorCode === 'invalid_client' &&
      error.errorMessage.includes('AADSTS7000215') &&
      error.errorNo === 7_000_215,
  );
});

/** A public client, and how a person signs in with it by a code. */
async function withPublicClient(t: TestContext) {
  const house = await houseOverTls(t);
  const { addApplication, addUser, authorityOf, host, personOf } = house;
  const user = await addUser('ann');
  const { application } = await addApplication({
    publicClient: true,
    delegatedPermissions: ['SMTP.Send', 'User.Read'],
  });
  const clientAt = (name: string) =>
    new PublicClientApplication({
      auth: { clientId: application.appId, authority: authorityOf(name), knownAuthorities: [host] },
    });
  const person = personOf(user.userPrincipalName);
  const byCode = async (client: PublicClientApplication, scopes = [smtp]) => {
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const url = await client.getAuthCodeUrl({
      scopes,
      redirectUri,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
    });
    const { url: end } = await atPages(new Browser(), url, person);
    const code = new URL(end).searchParams.get('code') ?? '';
    return got(await client.acquireTokenByCode({ code, codeVerifier: verifier, scopes, redirectUri }));
  };
  return { ...house, user, person, clientAt, byCode };
}

test('a person signs in by code, and silently from then on, under the tenant, organizations and common', async (t) => {
  const { clientAt, byCode, tenant, user, host } = await withPublicClient(t);
  for (const name of [tenant.id, 'x.example', 'organizations', 'common']) {
    const client = clientAt(name);
    const { account, accessToken } = await byCode(client);
    assert.ok(account !== null, name);
    assert.equal(account.username, 'ann@x.example');
    assert.equal(account.tenantId, tenant.id);
    assert.equal(account.homeAccountId, `${user.id}.${tenant.id}`);
    assert.equal(account.environment, host);
    const { aud, tid, oid, upn, scp, idtyp } = decodeJwt(accessToken);
    assert.deepEqual(
      { aud, tid, oid, upn, scp, idtyp },
      {
        aud: 'https://outlook.office.com',
        tid: tenant.id,
        oid: user.id,
        upn: 'ann@x.example',
        scp: 'SMTP.Send',
        idtyp: 'user',
      },
    );
    const cached = got(await client.acquireTokenSilent({ account, scopes: [smtp] }));
    assert.deepEqual([cached.fromCache, cached.accessToken], [true, accessToken]);
    const fresh = got(await client.acquireTokenSilent({ account, scopes: [smtp], forceRefresh: true }));
    assert.ok(!fresh.fromCache && fresh.accessToken !== accessToken, name);
    const other = got(await client.acquireTokenSilent({ account, scopes: ['User.Read'] }));
    assert.equal(decodeJwt(other.accessToken).aud, 'https://graph.microsoft.com');
  }
});

test('tokens that were taken back make MSAL ask for a sign-in', async (t) => {
  const { clientAt, byCode, tenant, user, administration } = await withPublicClient(t);
  const client = clientAt(tenant.id);
  const { account } = await byCode(client);
  assert.ok(account !== null);
  const actor = { kind: 'system', id: 'test', name: 'test' } as const;
  const request = { actor, door: 'service', address: '', correlationId: '' } as const;
  await administration.settings.changeOfUser(request, user, { tokensValidFrom: Date.now() + 1 });
  await assert.rejects(
    client.acquireTokenSilent({ account, scopes: [smtp], forceRefresh: true }),
    (error) => error instanceof InteractionRequiredAuthError && error.errorMessage.includes('AADSTS50173'),
  );
});

test('a device shows a code, and the person signs in elsewhere; one who stops is declined', async (t) => {
  const { clientAt, person, tenant } = await withPublicClient(t);
  const signIn = (name: string, device: 'continue' | 'stop') =>
    clientAt(name).acquireTokenByDeviceCode({
      scopes: [smtp],
      deviceCodeCallback({ userCode, verificationUri, message }) {
        assert.ok(message.includes(userCode) && message.includes(verificationUri));
        const page = `${verificationUri}?user_code=${userCode}`;
        void atPages(new Browser(), page, { ...person, device });
      },
    });
  const [here, anywhere, declined] = await Promise.allSettled([
    signIn(tenant.id, 'continue'),
    signIn('organizations', 'continue'),
    signIn(tenant.id, 'stop'),
  ]);
  for (const each of [here, anywhere]) {
    assert.ok(each.status === 'fulfilled', String((each as PromiseRejectedResult).reason));
    assert.equal(got(each.value).account?.username, 'ann@x.example');
    assert.equal(got(each.value).tenantId, tenant.id);
  }
  assert.ok(declined.status === 'rejected');
  assert.match(String(declined.reason), /authorization_declined/);
});
