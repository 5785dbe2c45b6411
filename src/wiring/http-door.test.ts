/** The HTTP doors: plain, TLS beside it, TLS alone; what a token's issuer is behind each, and a certificate that changes. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFile, readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { runningService } from '../../test/fixtures/running-service.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import { createAdministration } from '../administration/administration.ts';
import { readLocalDoor } from '../lib/local-door.ts';
import { embeddedCertificate } from '../smtp/server/tls/certificate-authority.ts';

function ask(url: string, ca: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });
}

const discovery = '/x.example/v2.0/.well-known/openid-configuration';
const asTest = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  door: 'service',
  address: '',
  correlationId: '',
} as const;

test('a second door speaks HTTPS beside the plain one, and each names itself as the issuer', async (t) => {
  const service = await runningService(t, { http: { port: 0, httpsPort: 0 } });
  const parts = { clock: Date.now, newGuid: () => crypto.randomUUID() };
  await createAdministration(service.store, parts).tenants.add(asTest, { domain: 'x.example' });
  const ca = await readFile(service.caFile ?? '');
  assert.match(service.httpsUrl ?? '', /^https:/);
  const secure = JSON.parse((await ask(`${service.httpsUrl}${discovery}`, ca)).body) as { issuer: string };
  const plain = (await (await fetch(`${service.httpUrl}${discovery}`)).json()) as { issuer: string };
  assert.ok(secure.issuer.startsWith(`${service.httpsUrl}/`));
  assert.ok(plain.issuer.startsWith(`${service.httpUrl}/`));
});

test('with tls the door speaks HTTPS alone, and the command line has one of its own on loopback', async (t) => {
  const dataDirectory = await temporaryDirectory(t);
  const service = await runningService(t, { http: { port: 0, tls: true } }, dataDirectory);
  assert.equal(service.httpUrl, service.httpsUrl);
  const ca = await readFile(service.caFile ?? '');
  assert.equal((await ask(`${service.httpUrl}/health`, ca)).status, 200);
  const { url, token } = await readLocalDoor(dataDirectory);
  assert.match(url, /^http:\/\/127\.0\.0\.1:/);
  const headers = { authorization: `Bearer ${token}` };
  assert.equal((await fetch(`${url}/admin/v1/tenants`, { headers })).status, 200);
});

test('a certificate whose files change is taken up by the HTTPS door', { timeout: 30_000 }, async (t) => {
  const dataDirectory = await temporaryDirectory(t);
  const make = (name: string) => embeddedCertificate(join(dataDirectory, name), ['localhost', '127.0.0.1'], Date.now());
  const [first, second] = [await make('one'), await make('two')];
  const [certFile, keyFile] = [join(dataDirectory, 'cert.pem'), join(dataDirectory, 'key.pem')];
  const lay = async (files: typeof first) => {
    await copyFile(files.keyFile, keyFile);
    await copyFile(files.certFile, certFile);
  };
  await lay(first);
  const options = { certificate: { certFile, keyFile }, http: { port: 0, tls: true } };
  const service = await runningService(t, options, dataDirectory);
  const fingerprint = () =>
    new Promise<string>((resolve, reject) => {
      const socket = connect({ port: Number(new URL(service.httpUrl).port), rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
      socket.on('error', reject);
    });
  const before = await fingerprint();
  await lay(second);
  assert.notEqual(await eventually(fingerprint, (now) => now !== before), before);
});

test('a door takes so many connections at once, and closes what comes then', async (t) => {
  const service = await runningService(t, { http: { port: 0, connections: 2 } });
  const port = Number(new URL(service.httpUrl).port);
  const connected = async () => {
    const socket = connectTcp(port, '127.0.0.1');
    atEnd(t, () => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const [first] = [await connected(), await connected()];
  const third = await connected();
  third.on('error', () => undefined).resume();
  await once(third, 'close');
  first.end();
  await once(first.resume(), 'close');
  const response = await eventually(
    () => fetch(`${service.httpUrl}/ready`).catch(() => null),
    (answered) => answered !== null,
  );
  assert.equal(response?.status, 200);
});
