/** Our OAuth client against our authority, and against ones that are none. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { decodeJwt } from 'jose';
import { asSystem, authorityHouse } from '../../test/fixtures/authority-house.ts';
import { Browser, formOf } from '../../test/fixtures/browser.ts';
import { ownCertificate } from '../../test/fixtures/own-certificate.ts';
import { AuthorityRefusal, NoAuthority, type OAuthClient } from './ask-authority.ts';
import { BadCertificate } from './client-assertion.ts';
import { askDeviceCode, awaitPerson } from './device-code.ts';
import { applicationTokens, refreshTokens } from './tokens.ts';

const graph = 'https://graph.microsoft.com/.default';
const exchange = 'https://outlook.office365.com/.default';

function clientAt(authority: string, clientId: string, tenant = 'x.example'): OAuthClient {
  return { authority, tenant, clientId, send: (url, init) => fetch(url, init) };
}

test('an application has a token with its secret, and with its certificate', async (t) => {
  const { base, addClient, administration } = await authorityHouse(t);
  const application = await addClient();
  const client = clientAt(base, application.appId);
  const { text: secret } = await administration.applications.addSecret(
    asSystem,
    application,
    'one',
    Date.now() + 60_000,
  );
  const bySecret = await applicationTokens(client, { kind: 'secret', secret }, graph);
  assert.equal(decodeJwt(bySecret.accessToken).aud, 'https://graph.microsoft.com');
  assert.ok(bySecret.endsAt > Date.now());
  assert.equal(bySecret.refreshToken, null);

  const [own, other] = [await ownCertificate(), await ownCertificate()];
  await administration.applications.addCertificate(asSystem, application, 'two', own.pem);
  const certificate = { kind: 'certificate', certificate: own.pem, privateKey: own.privateKeyPem } as const;
  const byCertificate = await applicationTokens(client, certificate, exchange);
  assert.equal(decodeJwt(byCertificate.accessToken).aud, 'https://outlook.office365.com');

  const failing: [object, RegExp][] = [
    [{ privateKey: other.privateKeyPem }, /not that of the certificate/],
    [{ privateKey: 'none' }, /private key cannot be read/],
    [{ certificate: 'none' }, /certificate cannot be read/],
  ];
  for (const [change, says] of failing)
    await assert.rejects(applicationTokens(client, { ...certificate, ...change }, graph), (error) => {
      assert.ok(error instanceof BadCertificate);
      assert.match(error.message, says);
      assert.ok(!error.message.includes('BEGIN'));
      return true;
    });
  await assert.rejects(
    applicationTokens(client, { kind: 'secret', secret: 'wrong' }, graph),
    (error) =>
      error instanceof AuthorityRefusal && error.error === 'invalid_client' && /AADSTS7000215/.test(error.message),
  );
});

test('a person signs in with a code; the refresh token is good for the other API too', async (t) => {
  const { base, addUser, addClient, walk } = await authorityHouse(t);
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({
    publicClient: true,
    delegatedPermissions: ['Policy.Read.All', 'Exchange.Manage'],
  });
  const client = clientAt(base, appId);
  const device = await askDeviceCode(client, `${graph} offline_access`);
  const browser = new Browser();
  const first = await walk(browser, `${device.address}?user_code=${device.userCode}`, { user });
  const entered = formOf(first.html ?? '');
  const shown = await browser.ask(entered.action, { ...entered.fields, user_code: device.userCode });
  const confirm = formOf(await shown.text());
  const next = (await browser.ask(confirm.action, confirm.fields)).headers.get('location');
  if (next !== null) await walk(browser, next, { user });
  const tokens = await awaitPerson(client, { ...device, intervalSeconds: 0 });
  assert.equal(decodeJwt(tokens?.accessToken ?? '')['scp'], 'Policy.Read.All');
  const other = await refreshTokens(client, tokens?.refreshToken ?? '', exchange);
  assert.equal(decodeJwt(other.accessToken)['scp'], 'Exchange.Manage');

  const late = await askDeviceCode(client, graph);
  assert.equal(await awaitPerson(client, { ...late, endsAt: Date.now() }), null);
});

async function serverOf(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('what is no authority is said to be none, and an answer without end is left', async (t) => {
  const answers: [RequestListener, RegExp][] = [
    [(_, response) => void response.writeHead(502).end('<html>Bad gateway</html>'), /answered 502/],
    [(_, response) => void response.end('{}'), /answered without access_token/],
    [(_, response) => void response.end('null'), /answered 200/],
    [
      (_, response) => {
        const more = () =>
          void (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more));
        more();
      },
      /answered 200/,
    ],
  ];
  for (const [answer, says] of answers) {
    const client = clientAt(await serverOf(t, answer), 'id');
    await assert.rejects(
      applicationTokens(client, { kind: 'secret', secret: 's' }, graph),
      (error) => error instanceof NoAuthority && says.test(error.message),
    );
  }
});
