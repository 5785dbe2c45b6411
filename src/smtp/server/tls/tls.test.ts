import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type ConnectionOptions, connect, type SecureContext, TLSSocket } from 'node:tls';
import { embeddedCertificate } from './certificate-authority.ts';
import { reloadableCertificate } from './reloadable-certificate.ts';

const names = ['localhost', '127.0.0.1', '::1'];
const dayMs = 86_400_000;

async function directory(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'postern-tls-'));
  t.after(() => rm(made, { recursive: true }));
  return made;
}

async function serve(t: TestContext, context: () => SecureContext): Promise<number> {
  const server = createServer((plain) => {
    const secure = new TLSSocket(plain, { isServer: true, secureContext: context() });
    secure.on('error', () => plain.destroy());
    plain.on('error', () => undefined);
    secure.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** What the handshake came to: protocol and serial number of the leaf. */
function handshake(port: number, options: ConnectionOptions): Promise<{ protocol: string | null; serial: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ...options }, () => {
      resolve({ protocol: socket.getProtocol(), serial: socket.getPeerCertificate().serialNumber });
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

test('a client that trusts the embedded authority completes a handshake, and the key is for the owner alone', async (t) => {
  const files = await embeddedCertificate(await directory(t), names, Date.now());
  const certificate = reloadableCertificate(files.certFile, files.keyFile);
  t.after(() => certificate.close());
  const port = await serve(t, certificate.modern);
  assert.equal((await handshake(port, { ca: readFileSync(files.caFile) })).protocol, 'TLSv1.3');
  assert.equal(statSync(files.keyFile).mode & 0o777, 0o600);
});

test('TLS 1.1 completes where a listener says so, and nowhere else', async (t) => {
  const files = await embeddedCertificate(await directory(t), names, Date.now());
  const certificate = reloadableCertificate(files.certFile, files.keyFile);
  t.after(() => certificate.close());
  const old: ConnectionOptions = {
    ca: readFileSync(files.caFile),
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT:@SECLEVEL=0',
  };
  assert.equal((await handshake(await serve(t, certificate.legacy), old)).protocol, 'TLSv1.1');
  await assert.rejects(handshake(await serve(t, certificate.modern), old));
});

test('the leaf is kept until it has fewer than 30 days or lacks a name', async (t) => {
  const where = await directory(t);
  const now = Date.now();
  const leaf = async (wanted: readonly string[], at: number) =>
    readFileSync((await embeddedCertificate(where, wanted, at)).certFile, 'utf8');
  const first = await leaf(names, now);
  assert.equal(await leaf(names, now + 366 * dayMs), first);
  const second = await leaf([...names, 'mail.example'], now);
  assert.notEqual(second, first);
  assert.notEqual(await leaf([...names, 'mail.example'], now + 368 * dayMs), second);
});

test('a reload serves the new leaf to the next connection, and a broken file leaves the old one in force', async (t) => {
  const where = await directory(t);
  const files = await embeddedCertificate(where, names, Date.now());
  const certificate = reloadableCertificate(files.certFile, files.keyFile);
  t.after(() => certificate.close());
  const port = await serve(t, certificate.modern);
  const serial = async () => (await handshake(port, { rejectUnauthorized: false })).serial;
  const first = await serial();
  writeFileSync(files.certFile, 'broken');
  assert.equal(certificate.reload(), false);
  assert.equal(await serial(), first);
  await embeddedCertificate(where, [...names, 'mail.example'], Date.now());
  assert.equal(certificate.reload(), true);
  assert.notEqual(await serial(), first);
});
