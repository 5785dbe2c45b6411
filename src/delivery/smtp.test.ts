/** The connector `smtp` against a server that says what it is told to. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createSecureContext, TLSSocket } from 'node:tls';
import { acceptedMessage, leaseOf } from '../../test/fixtures/accepted-message.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import { embeddedCertificate } from '../smtp/server/tls/certificate-authority.ts';
import { createSmtpConnector, type SmtpConnectorOptions } from './smtp.ts';

interface Upstream {
  readonly port: number;
  readonly heard: string[];
  readonly ca: string;
}

/** Answers by the beginning of the line; `drop` closes instead. */
async function upstream(t: TestContext, answers: Readonly<Record<string, string>>): Promise<Upstream> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-smtp-'));
  t.after(() => rm(directory, { recursive: true }));
  const files = await embeddedCertificate(directory, ['localhost'], Date.now());
  const [cert, key, ca] = await Promise.all([files.certFile, files.keyFile, files.caFile].map((f) => readFile(f)));
  const secureContext = createSecureContext({ cert: cert ?? '', key: key ?? '' });
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    let data = false;
    let pending = '';
    const say = (text: string): void => void (text === 'drop' ? socket.destroy() : socket.write(`${text}\r\n`));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (pending + chunk.toString()).split('\r\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        if (data && line !== '.') continue;
        const found = Object.keys(answers).find((start) => line.startsWith(start));
        data = line === 'DATA' && found === undefined;
        if (found !== undefined) say(answers[found] ?? '');
        else if (data) say('354 go');
        else if (line === 'STARTTLS') {
          socket.removeAllListeners('data');
          say('220 go');
          serve(new TLSSocket(socket, { isServer: true, secureContext }));
        } else say('250 2.0.0 ok');
      }
    });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 hello\r\n');
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, heard, ca: String(ca) };
}

const spool: MessageSpool = {
  open: () => assert.fail('nothing is written'),
  async *read() {
    yield Buffer.from('Subject: x\r\n\r\n');
    yield Buffer.from('.dot\r\n');
  },
};

const lease = leaseOf(
  acceptedMessage({ to: ['a@example.test', 'b@example.test'], envelope: { reversePath: 'me@example.test' } }),
);

async function kinds(port: number, more: Partial<SmtpConnectorOptions> = {}): Promise<string[]> {
  const timeouts = { connectMs: 2000, commandMs: 1000, finalDotMs: 300, totalMs: 4000 };
  const connector = { name: 'up', host: 'localhost', port, tls: 'none', tlsOptions: {}, timeouts, ...more } as const;
  const outcomes = await createSmtpConnector(connector, spool)(lease);
  assert.ok(outcomes.every(({ connector: name, text }) => name === 'up' && !text.includes('pa55')));
  return outcomes.map(({ kind }) => kind);
}

test('each recipient has its own answer, and the message goes to those that were taken', async (t) => {
  const { port, heard } = await upstream(t, { 'RCPT TO:<a@': '550 5.1.1 nobody' });
  assert.deepEqual(await kinds(port), ['permanent', 'delivered']);
  assert.ok(heard.includes('..dot'));
});

test('the message goes after STARTTLS and a login', async (t) => {
  const ehlo = { EHLO: '250-me\r\n250-STARTTLS\r\n250-SIZE\r\n250 AUTH PLAIN', AUTH: '235 2.7.0 in' };
  const { port, heard, ca } = await upstream(t, ehlo);
  const login = { user: 'u', password: 'pa55' };
  assert.deepEqual(await kinds(port, { tls: 'starttls', tlsOptions: { ca }, login }), ['delivered', 'delivered']);
  assert.ok(heard.includes('MAIL FROM:<me@example.test> SIZE=20'));
});

test('a login never goes in the clear, and TLS is not done without', async (t) => {
  const { port, heard } = await upstream(t, { EHLO: '250-me\r\n250 AUTH PLAIN' });
  assert.deepEqual(await kinds(port, { login: { user: 'u', password: 'pa55' } }), ['temporary', 'temporary']);
  assert.deepEqual(await kinds(port, { tls: 'starttls' }), ['temporary', 'temporary']);
  assert.ok(!heard.some((line) => /^AUTH|^MAIL/.test(line)));
});

test('a refused login is tried again, and the echo of a password is not kept', async (t) => {
  const { port, ca } = await upstream(t, { EHLO: '250-me\r\n250-STARTTLS\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 pa55' });
  const login = { user: 'u', password: 'pa55' };
  assert.deepEqual(await kinds(port, { tls: 'starttls', tlsOptions: { ca }, login }), ['temporary', 'temporary']);
});

test('an answer lost after the final dot is uncertain; a connection lost before it is not', async (t) => {
  const closing = await upstream(t, { '.': 'drop' });
  assert.deepEqual(await kinds(closing.port), ['uncertain', 'uncertain']);
  const earlier = await upstream(t, { DATA: 'drop' });
  assert.deepEqual(await kinds(earlier.port), ['temporary', 'temporary']);
  assert.deepEqual(await kinds(1), ['temporary', 'temporary']);
});

test('a certificate of an unknown authority, or words slipped in before TLS, end the attempt', async (t) => {
  const unknown = await upstream(t, { EHLO: '250-me\r\n250 STARTTLS' });
  assert.deepEqual(await kinds(unknown.port, { tls: 'starttls' }), ['temporary', 'temporary']);
  const slipped = await upstream(t, { EHLO: '250-me\r\n250 STARTTLS', STARTTLS: '220 go\r\n250 slipped in' });
  assert.deepEqual(await kinds(slipped.port, { tls: 'starttls' }), ['temporary', 'temporary']);
  assert.ok(![...unknown.heard, ...slipped.heard].some((line) => line.startsWith('MAIL')));
});

test('a server that falls silent costs no more than its time', async (t) => {
  const { port } = await upstream(t, { '.': '250-never ends' });
  assert.deepEqual(await kinds(port), ['uncertain', 'uncertain']);
});

test('without PLAIN the login goes by LOGIN', async (t) => {
  const { port, heard, ca } = await upstream(t, {
    EHLO: '250-me\r\n250-STARTTLS\r\n250 AUTH LOGIN',
    AUTH: '334 VXNlcm5hbWU6',
    'dQ==': '334 UGFzc3dvcmQ6',
    cGE1NQ: '235 2.7.0 in',
  });
  const login = { user: 'u', password: 'pa55' };
  assert.deepEqual(await kinds(port, { tls: 'starttls', tlsOptions: { ca }, login }), ['delivered', 'delivered']);
  assert.ok(heard.includes('cGE1NQ=='));
});
