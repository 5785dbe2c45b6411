/** Real servers on loopback: what the doctor sees of them, as a client of each kind. */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { atEnd } from '../../../test/fixtures/at-end.ts';
import { lyingServer, scripted, thenTls } from '../../../test/fixtures/lying-server.ts';
import { serverCertificate } from '../../../test/fixtures/server-certificate.ts';
import { findingsOfWire } from '../rules/wire/all.ts';
import { type Examination, examineServer } from './examine-server.ts';

const credentials = { user: 'a@x.example', kind: 'password', secret: 'right' } as const;
const limits = { connectMs: 2000, replyMs: 2000 };
const certificate = serverCertificate();

/** A peer's server; the password is `right`. */
async function peer(t: TestContext, options: SMTPServerOptions = {}): Promise<number> {
  const { cert, key } = await certificate;
  const server = new SMTPServer({
    cert,
    key,
    authMethods: ['LOGIN', 'PLAIN', 'XOAUTH2'],
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.password === 'right' || auth.accessToken === 'right'
        ? done(null, { user: auth.username })
        : done(new Error('Invalid username or password')),
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(null, 'queued as 4F00D1'));
    },
    ...options,
  });
  server.on('error', () => undefined);
  atEnd(t, () => new Promise<void>((resolve) => server.close(() => resolve())));
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function examine(port: number, given: Partial<Examination> = {}) {
  const { ca } = await certificate;
  const target = { host: 'localhost', port };
  const names = { addresses: async () => ['127.0.0.1'], alias: async () => null };
  const facts = await examineServer({ target, names, limitMs: 30_000, limits, authorities: [ca], ...given });
  const findings = findingsOfWire(facts);
  return { facts, findings, ids: findings.map(({ id, severity }) => `${severity} ${id}`) };
}

test('a good server, without anybody to sign in', async (t) => {
  const { facts, ids } = await examine(await peer(t));
  // It refuses AUTH there, and offers it all the same.
  assert.deepEqual(ids, ['risk auth-offered-in-clear', 'note sign-in-not-tried']);
  assert.equal(facts.tls?.certificate?.trust, 'given');
  assert.deepEqual(
    facts.tlsVersions.map(({ version, taken }) => [version, taken]),
    [
      ['TLSv1', 'no'],
      ['TLSv1.1', 'no'],
      ['TLSv1.2', 'yes'],
      ['TLSv1.3', 'yes'],
    ],
  );
});

test('a right password is tried in every form that is offered; a message is sent and has an id', async (t) => {
  const envelope = { from: 'a@x.example', to: 'b@y.example' };
  const { facts, ids } = await examine(await peer(t), { credentials, envelope, sendMessage: true });
  assert.deepEqual(ids, ['risk auth-offered-in-clear', 'note sign-in-works', 'note message-accepted']);
  assert.deepEqual(
    facts.signIn?.attempts.map(({ form, verdict }) => [form, verdict]),
    [
      ['login', 'accepted'],
      ['login-initial', 'accepted'],
      ['plain', 'accepted'],
    ],
  );
  assert.equal(facts.message?.queueId, '4F00D1');
  assert.match(facts.message?.mark ?? '', /^postern-doctor-[\da-f]{16}$/);
});

test('a wrong password is tried once, whatever else is offered', async (t) => {
  let tries = 0;
  const port = await peer(t, {
    onAuth: (_auth, _session, done) => {
      tries += 1;
      done(new Error('Invalid username or password'));
    },
  });
  const { ids } = await examine(port, { credentials: { ...credentials, secret: 'wrong' } });
  assert.deepEqual(ids, ['stops sign-in-refused', 'risk auth-offered-in-clear']);
  assert.equal(tries, 1);
});

test('a token is tried in one line and in two', async (t) => {
  const { facts } = await examine(await peer(t), { credentials: { ...credentials, kind: 'token' } });
  assert.deepEqual(
    facts.signIn?.attempts.map(({ form, verdict }) => `${form} ${verdict}`),
    ['xoauth2 accepted', 'xoauth2-stepwise accepted'],
  );
});

test('TLS from the first octet, on a port where that is said', async (t) => {
  const { ids } = await examine(await peer(t, { secure: true }), { mode: 'implicit', credentials });
  assert.deepEqual(ids, ['note sign-in-works']);
});

test('the envelope is tried and taken back; a refused recipient stops', async (t) => {
  const envelope = { from: 'a@x.example', to: 'b@y.example' };
  const { ids, facts } = await examine(await peer(t), { credentials, envelope });
  assert.deepEqual(ids, ['risk auth-offered-in-clear', 'note sign-in-works', 'note envelope-accepted']);
  assert.deepEqual(facts.steps.at(-1)?.name, 'rset');
  const refusing = await peer(t, {
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not here, ever'), { responseCode: 550 })),
  });
  assert.equal((await examine(refusing, { credentials, envelope })).ids[0], 'stops envelope-refused');
});

test('a certificate that has expired, that is for another name, that nobody vouches for: no password goes there', async (t) => {
  const rows = [
    [{ days: -1 }, true, 'stops certificate-expired'],
    [{ names: ['other.example'] }, true, 'stops tls-hostname-mismatch'],
    [{}, false, 'stops tls-certificate-untrusted'],
    [{ issuer: 'Avast Web/Mail Shield Root' }, true, 'stops tls-intercepted-by-proxy'],
    [{ days: 5 }, true, 'risk certificate-expires-soon'],
  ] as const;
  for (const [wanted, isKnown, expected] of rows) {
    const { ca, cert, key } = await serverCertificate(wanted);
    const port = await peer(t, { cert, key });
    const { facts, ids } = await examine(port, { credentials, authorities: isKnown ? [ca] : [] });
    assert.ok(ids.includes(expected), `${expected} in ${ids.join(', ')}`);
    if (!expected.startsWith('stops') || expected.includes('intercepted')) continue;
    assert.equal(facts.signIn?.withheld, 'untrusted');
    assert.ok(ids.includes('stops secret-withheld'));
    assert.ok(!facts.transcript.some((line) => line.includes('AUTH LOGIN [') || line.includes('> AUTH')));
    const { facts: sent } = await examine(port, { credentials, sendSecretAnyway: true });
    assert.equal(sent.signIn?.attempts[0]?.verdict, 'accepted');
  }
});

test('without TLS no password is sent, unless somebody says so', async (t) => {
  const port = await peer(t, { hideSTARTTLS: true, allowInsecureAuth: true });
  const { ids } = await examine(port, { credentials });
  assert.deepEqual(ids, ['stops starttls-not-offered', 'stops secret-withheld', 'risk auth-offered-in-clear']);
  const { facts } = await examine(port, { credentials, sendSecretAnyway: true });
  assert.equal(facts.signIn?.attempts[0]?.verdict, 'accepted');
});

test('.NET goes on after its refused sign-in, and shows another error', async (t) => {
  const envelope = { from: 'a@x.example', to: 'b@y.example' };
  const wrong = { ...credentials, secret: 'wrong' };
  const { ids, facts } = await examine(await peer(t), { credentials: wrong, envelope, profile: 'dotnet' });
  assert.deepEqual(ids, ['stops sign-in-refused', 'risk auth-offered-in-clear', 'note client-shows-other-error']);
  assert.ok(facts.transcript.includes(' ~> AUTH login [16 characters]'), facts.transcript.join('\n'));
  assert.equal(facts.steps.at(-1)?.name, 'mail');
});

/** A server that takes LOGIN in its own way. */
async function taking(
  t: TestContext,
  ...answers: Parameters<typeof thenTls> extends [unknown, ...infer A] ? A : never
) {
  const { cert, key } = await certificate;
  const inside = thenTls(
    { cert, key },
    [/^EHLO/, '250-mail.example\r\n250 AUTH LOGIN CRAM-MD5'],
    ...answers,
    [/^QUIT/, (socket) => socket.end('221 bye\r\n')],
    [/./, '504 5.5.4 no'],
  );
  return lyingServer(
    t,
    scripted('220 mail.example', [/^EHLO/, '250-mail.example\r\n250 STARTTLS'], [/^STARTTLS/, inside]),
  );
}

test('a server that takes no user name with AUTH LOGIN stops .NET, and nobody else', async (t) => {
  const port = await taking(
    t,
    [/^AUTH \w+ ./, '501 5.5.4 Syntax: AUTH mechanism'],
    [/^AUTH/, '334 VXNlcm5hbWU6'],
    [/^YUB4/, '334 UGFzc3dvcmQ6'],
    [/^cmlnaHQ=/, '235 2.7.0 ok'],
  );
  assert.equal((await examine(port, { credentials, profile: 'dotnet' })).ids[0], 'stops initial-response-refused');
  assert.deepEqual((await examine(port, { credentials, form: 'login' })).ids, [
    'risk form-not-taken',
    'note sign-in-works',
  ]);
});

test('a Xerox gives up at an unusual challenge; other clients do not', async (t) => {
  const port = await taking(
    t,
    [/^AUTH LOGIN/, '334 VXNlciBOYW1lAA=='],
    [/^YUB4/, '334 UGFzc3dvcmQ6'],
    [/^cmlnaHQ=/, '235 2.7.0 ok'],
  );
  const { findings, ids } = await examine(port, { credentials, profile: 'xerox' });
  assert.equal(ids[0], 'stops challenge-unusual');
  assert.equal(findings[0]?.parameters['challenge'], 'User Name?');
  assert.equal((await examine(port, { credentials, form: 'login' })).facts.signIn?.attempts[0]?.verdict, 'accepted');
});

test('a Ricoh takes CRAM-MD5 where it is offered', async (t) => {
  // RFC 2195 §2 has this challenge, user and password.
  const port = await taking(
    t,
    [/^AUTH CRAM-MD5/, `334 ${Buffer.from('<1896.697170952@postoffice.reston.mci.net>').toString('base64')}`],
    [/^dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw$/, '235 2.7.0 ok'],
    [/./, '535 5.7.8 no'],
  );
  const tim = { user: 'tim', kind: 'password', secret: 'tanstaaftanstaaf' } as const;
  const { facts } = await examine(port, { credentials: tim, profile: 'ricoh' });
  assert.equal(facts.signIn?.attempts[0]?.form, 'cram-md5');
  assert.equal(facts.signIn?.attempts[0]?.verdict, 'accepted');
});

test('a scanner that says HELO sees neither STARTTLS nor AUTH', async (t) => {
  const envelope = { from: 'a@x.example', to: 'b@y.example' };
  const port = await peer(t, { authOptional: false });
  const { ids, facts } = await examine(port, { credentials, envelope, profile: 'helo-only' });
  assert.ok(ids.includes('stops client-sees-no-extensions'), ids.join(', '));
  assert.ok(facts.transcript.includes(' -> HELO scanner'));
  assert.ok(facts.transcript.includes(' -> MAIL FROM:a@x.example'));
});

test('a device of TLS 1.0 fails at a server of today, and is told so', async (t) => {
  const { ids, findings } = await examine(await peer(t), { credentials, profile: 'tls-1-0' });
  assert.equal(ids[0], 'stops tls-too-old', findings[0]?.evidence.join());
});

test('a server of TLS 1.0 alone', async (t) => {
  const { cert, key } = await certificate;
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  const { ids } = await examine(await peer(t, { cert, key, ...old }), { credentials });
  assert.equal(ids[0], 'stops server-tls-too-old');
});

test('a name that is not found, and one that nobody answers for', async () => {
  const failing = (code: string) => ({
    addresses: () => Promise.reject(Object.assign(new Error('no'), { code })),
    alias: async () => null,
  });
  const given = { target: { host: 'no.example', port: null }, limitMs: 1000 };
  const facts = await examineServer({ ...given, names: failing('ENOTFOUND') });
  assert.deepEqual(
    findingsOfWire(facts).map(({ id, evidence }) => [id, evidence]),
    [['dns-failure', ['no.example: ENOTFOUND']]],
  );
  const silent = { addresses: () => new Promise<string[]>(() => undefined), alias: async () => null };
  const late = await examineServer({ ...given, limitMs: 200, names: silent });
  assert.equal(findingsOfWire(late)[0]?.id, 'dns-failure');
});

test('where IPv4 leads there and IPv6 does not, the client that takes IPv6 first is warned', async (t) => {
  const port = await lyingServer(t, (socket: Socket) => socket.end('554 no\r\n'));
  const names = { addresses: async () => ['::1', '127.0.0.1'], alias: async () => null };
  const { facts, ids } = await examine(port, { names });
  // Nobody listens there over IPv6; a machine without IPv6 knows at once.
  assert.ok(facts.reach.some(({ address, failure }) => address === '::1' && failure !== null));
  assert.ok(
    ids.some((id) => id.endsWith('network-unreachable-ipv6')),
    ids.join(', '),
  );
});

test('a port where nobody listens', async () => {
  assert.equal((await examine(1)).ids[0], 'stops connection-refused');
});
