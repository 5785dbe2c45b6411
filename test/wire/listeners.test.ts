/** Listeners as clients meet them: TLS from the first octet or not, old TLS, limits of connections, a client that does not read. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { type Administration, createAdministration } from '../../src/administration/administration.ts';
import type { Service } from '../../src/app.ts';
import type { AdminRequest } from '../../src/directory/actor.ts';
import type { Tenant } from '../../src/directory/nouns.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { newGuid } from '../../src/lib/id.ts';
import { makePasswordVerifiers } from '../../src/sign-in/credentials/make-verifiers.ts';
import { base64, dialogue, login, secure } from '../end-to-end/smtp-dialogue.ts';
import { eventually } from '../fixtures/eventually.ts';
import { runningService } from '../fixtures/running-service.ts';

const request: AdminRequest = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  door: 'service',
  address: '',
  correlationId: '',
};
const password = 'The-right-password-1';

interface House {
  readonly service: Service;
  readonly administration: Administration;
  readonly tenant: Tenant;
  port(name: string): number;
}

/** A service with one tenant, whose user a@x.example may send. */
async function house(t: TestContext, listeners: readonly object[], limits: object = {}): Promise<House> {
  const service = await runningService(t, {
    listeners: listeners.map((each) => ({ address: '127.0.0.1', port: 0, tarpitSeconds: 0, ...each })),
    limits,
  });
  const administration = createAdministration(service.store, { clock: systemClock, newGuid });
  const tenant = await administration.tenants.add(request, { domain: 'x.example' });
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const verifiers = await makePasswordVerifiers(password, true);
  await administration.users.add(request, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers });
  return {
    service,
    administration,
    tenant,
    port: (name) => service.listeners.find((each) => each.name === name)?.port ?? 0,
  };
}

function tlsClient(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () =>
      resolve(socket),
    );
    socket.once('error', reject);
  });
}

/** The next line that the server says. */
function line(socket: TLSSocket): Promise<string> {
  return new Promise((resolve) => socket.once('data', (chunk: Buffer) => resolve(chunk.toString())));
}

test('one port tells a client that begins with TLS from one that waits for the banner, or speaks first', async (t) => {
  const { port } = await house(t, [{ name: 'auto', tls: 'auto' }]);
  const implicit = await tlsClient(port('auto'));
  assert.match(await line(implicit), /^220 /);
  implicit.write('EHLO test\r\n');
  assert.match(await line(implicit), /AUTH PLAIN/);
  implicit.destroy();
  const smtp = await secure(port('auto'));
  assert.match(await login(smtp, 'a@x.example', password), /^235/);
  smtp.close();
  const hasty = await dialogue(port('auto'));
  hasty.raw('EHLO test\r\n');
  assert.match(await hasty.reply(), /^220 /);
  assert.match(await hasty.reply(), /STARTTLS/);
  hasty.close();
});

test('TLS 1.1 is told so at AUTH: A12 at the ordinary door, A13 at the one for old clients until the tenant allows it', async (t) => {
  const old: ConnectionOptions = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
  const { port, administration, tenant } = await house(t, [
    { name: 'new', tls: 'implicit', acceptLegacyTls: true },
    { name: 'old', tls: 'implicit', endpoint: 'legacy-tls' },
  ]);
  const attempt = async (name: string): Promise<string> => {
    const socket = await tlsClient(port(name), old);
    await line(socket);
    socket.write(`EHLO test\r\n`);
    await line(socket);
    socket.write(`AUTH PLAIN ${base64(`\0a@x.example\0${password}`)}\r\n`);
    const answer = await line(socket);
    socket.destroy();
    return answer;
  };
  assert.match(await attempt('new'), /^421 4\.7\.66 TLS 1\.0 and 1\.1 are not supported/);
  assert.match(await attempt('old'), /5\.7\.67 TLS 1\.0 and 1\.1 are not supported by your organization/);
  await administration.settings.changeOfTenant(request, tenant, { legacyTlsClients: true });
  assert.match(await attempt('old'), /^235/);
});

test('an address has so many sessions at once and no more, and gets its place back when one ends', async (t) => {
  const { port } = await house(t, [{ name: 'a' }], { sessionsPerAddress: 2 });
  const first = await dialogue(port('a'));
  assert.match(await first.say(), /^220/);
  const second = await dialogue(port('a'));
  assert.match(await second.say(), /^220/);
  const third = await dialogue(port('a'));
  assert.match(await third.say(), /^421 4\.\d\.\d/);
  await first.say('QUIT');
  first.close();
  const greeted = await eventually(
    async () => {
      const fourth = await dialogue(port('a'));
      t.after(() => fourth.close());
      return fourth.say();
    },
    (reply) => reply.startsWith('220'),
  );
  assert.match(greeted, /^220/);
  for (const each of [second, third]) each.close();
});

test('a client that sends commands and reads nothing is held back, and takes no memory', async (t) => {
  const { port } = await house(t, [{ name: 'a' }], { errors: 1_000_000, commandLineBytes: 2048 });
  const socket = connect({ port: port('a'), host: '127.0.0.1' });
  socket.on('error', () => undefined);
  socket.pause();
  const flood = Buffer.from('NOOP\r\n'.repeat(10_000));
  let sent = 0;
  for (const end = Date.now() + 1500; Date.now() < end; ) {
    if (socket.write(flood)) sent += flood.length;
    else {
      const drained = await Promise.race([
        new Promise<boolean>((resolve) => socket.once('drain', () => resolve(true))),
        sleep(500, false),
      ]);
      if (!drained) break;
      sent += flood.length;
    }
  }
  // What the kernel's buffers hold on both sides, and no more.
  assert.ok(socket.writableLength > 0, 'the server no longer reads');
  assert.ok(sent < 64 * 1024 * 1024, `${sent} octets were taken`);
  socket.destroy();
});
