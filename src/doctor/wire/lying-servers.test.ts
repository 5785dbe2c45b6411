/** Servers that lie or stall: each ends in a finding, within the time. */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import * as fc from 'fast-check';
import { type Behaviour, lyingServer, scripted, thenTls } from '../../../test/fixtures/lying-server.ts';
import { serverCertificate } from '../../../test/fixtures/server-certificate.ts';
import type { Finding } from '../findings/finding.ts';
import { findingsOfWire } from '../rules/wire/all.ts';
import { wayOf } from '../rules/wire/way.ts';
import { type Examination, examineServer } from './examine-server.ts';
import type { WireFacts } from './wire-facts.ts';

const credentials = { user: 'a@x.example', kind: 'password', secret: 'Planted-password-1' } as const;
/** What a test waits for a server that never answers. */
const limits = { connectMs: 400, replyMs: 400 };
const ehlo = '250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS';

interface Examined {
  readonly facts: WireFacts;
  readonly findings: readonly Finding[];
  /** What stops it, the first of all. */
  readonly stop: string | undefined;
}

async function examine(t: TestContext, behave: Behaviour, given: Partial<Examination> = {}): Promise<Examined> {
  const port = await lyingServer(t, behave);
  const facts = await examineServer({
    target: { host: '127.0.0.1', port },
    limitMs: 20_000,
    limits,
    credentials,
    ...given,
  });
  const findings = findingsOfWire(facts);
  assert.ok(!JSON.stringify([facts, findings]).includes(credentials.secret), 'the password is nowhere');
  const [first] = findings;
  return { facts, findings, stop: first?.severity === 'stops' ? first.id : undefined };
}

test('a server that takes the connection and never speaks', async (t) => {
  const { stop, findings } = await examine(t, () => undefined);
  assert.equal(stop, 'server-silent');
  assert.deepEqual(findings[0]?.evidence, ['banner: ETIMEDOUT (0.4 s)']);
});

test('silence of 20 seconds ends in a finding once the time is up', async (t) => {
  const began = Date.now();
  const behave = (socket: Socket): void => void setTimeout(() => socket.write('220 mail.example\r\n'), 20_000).unref();
  const { stop, facts } = await examine(t, behave, { limitMs: 1500, limits: { connectMs: 10_000, replyMs: 25_000 } });
  assert.equal(stop, 'server-silent');
  assert.equal(facts.outOfTime, true);
  assert.ok(Date.now() - began < 5000);
});

test('a port that waits for TLS from the first octet, spoken to in clear', async (t) => {
  const { cert, key } = await serverCertificate();
  const port = await lyingServer(t, scripted('220 mail.example'), { cert, key });
  const facts = await examineServer({ target: { host: '127.0.0.1', port }, limitMs: 20_000, limits });
  assert.equal(facts.speaksImplicitTls, true);
  assert.equal(findingsOfWire(facts)[0]?.id, 'tls-implicit-vs-starttls-mismatch');
});

test('a port that speaks in clear, spoken to in TLS', async (t) => {
  const { stop } = await examine(t, scripted('220 mail.example'), { mode: 'implicit' });
  assert.equal(stop, 'tls-implicit-vs-starttls-mismatch');
});

test('garbage in place of a greeting', async (t) => {
  const garbage = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 89 + 7) % 256));
  const { stop } = await examine(t, (socket) => void socket.write(Buffer.concat([garbage, Buffer.from('\r\n')])));
  assert.equal(stop, 'server-speaks-no-smtp');
});

test('a web server, which says what it is', async (t) => {
  const { stop, findings } = await examine(t, scripted('HTTP/1.1 400 Bad Request\r\n\r\n<html>'));
  assert.equal(stop, 'server-speaks-no-smtp');
  assert.match(findings[0]?.evidence[0] ?? '', /HTTP\/1\.1 400 Bad Request/);
});

test('a server from which mail is read', async (t) => {
  assert.equal((await examine(t, scripted('* OK [CAPABILITY IMAP4rev1] Dovecot ready.'))).stop, 'wrong-host');
  assert.equal((await examine(t, scripted('+OK POP3 server ready'))).stop, 'wrong-host');
});

/** Writes for as long as somebody takes it. */
function pour(chunk: string): Behaviour {
  return (socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
      if (!socket.destroyed) socket.once('drain', more);
    };
    more();
  };
}

test('an endless line is cut off', async (t) => {
  const { stop, facts } = await examine(t, pour('x'.repeat(4096)));
  assert.equal(stop, 'server-answer-without-end');
  assert.ok(JSON.stringify(facts).length < 20_000);
});

test('an endless reply is cut off', async (t) => {
  const { stop, facts } = await examine(t, pour('220-mail.example greets you\r\n'));
  assert.equal(stop, 'server-answer-without-end');
  assert.ok(JSON.stringify(facts).length < 100_000, String(JSON.stringify(facts).length));
});

test('a reply that changes its code midway', async (t) => {
  const { stop } = await examine(t, scripted('220 mail.example', [/^EHLO/, '250-mail.example\r\n550 no']));
  assert.equal(stop, 'server-answers-out-of-step');
});

test('220 to everything', async (t) => {
  const { stop, findings } = await examine(t, scripted('220 ready', [/./, '220 ready']));
  assert.equal(stop, 'server-answers-out-of-step');
  assert.match(findings[0]?.evidence[0] ?? '', /^EHLO .*: 220 ready$/);
});

test('replies that nobody asked for', async (t) => {
  const { stop } = await examine(t, scripted('220 a\r\n250 b\r\n250 c'));
  assert.equal(stop, 'server-answers-out-of-step');
});

test('a connection that is closed before, and in the midst of a reply', async (t) => {
  assert.equal((await examine(t, (socket) => socket.end())).stop, 'connection-dropped');
  const midway = scripted('220 mail.example', [/^EHLO/, (socket) => socket.end('250-mail.exa')]);
  assert.equal((await examine(t, midway)).stop, 'connection-dropped');
});

test('a connection that is reset', async (t) => {
  const { stop } = await examine(t, scripted('220 mail.example', [/^EHLO/, (socket) => socket.resetAndDestroy()]));
  assert.equal(stop, 'connection-dropped');
});

test('half a connection: the server has shut its side and still listens', async (t) => {
  const { stop } = await examine(t, scripted('220 mail.example', [/^EHLO/, (socket) => socket.end()]));
  assert.equal(stop, 'connection-dropped');
});

test('a refusal in place of a greeting', async (t) => {
  const { stop } = await examine(t, scripted('554 5.3.2 mail.example refuses'));
  assert.equal(stop, 'server-refuses-to-talk');
});

test('words in clear after the 220 to STARTTLS, whole or by half, are not taken for the server’s', async (t) => {
  for (const words of ['220 ready\r\n250-mail.example\r\n250 AUTH LOGIN\r\n', '220 ready\r\n250-AUTH']) {
    const { stop, facts } = await examine(
      t,
      scripted('220 mail.example', [/^EHLO/, ehlo], [/^STARTTLS/, (socket) => void socket.write(words)]),
    );
    assert.equal(stop, 'words-before-tls', words);
    assert.deepEqual(facts.offers.afterTls, null);
  }
});

// internal_error, and handshake_failure, which says nothing of versions to a client that speaks the newest.
for (const description of [0x50, 0x28])
  test(`an alert in place of a handshake (${description})`, async (t) => {
    const alert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, description]);
    const behave = scripted(
      '220 mail.example',
      [/^EHLO/, ehlo],
      [
        /^STARTTLS/,
        (socket) => {
          socket.removeAllListeners('data');
          socket.once('data', () => socket.end(alert));
          socket.write('220 ready\r\n');
        },
      ],
    );
    const { stop, findings } = await examine(t, behave);
    assert.equal(stop, 'tls-handshake-failed');
    assert.match(findings[0]?.evidence[0] ?? '', /^TLS: ERR_SSL_/);
  });

test('a handshake that never ends', async (t) => {
  const behave = scripted(
    '220 mail.example',
    [/^EHLO/, ehlo],
    [/^STARTTLS/, (socket) => void socket.removeAllListeners('data').resume().write('220 ready\r\n')],
  );
  const { stop, findings } = await examine(t, behave);
  assert.equal(stop, 'server-falls-silent');
  assert.match(findings[0]?.evidence[0] ?? '', /^TLS: ETIMEDOUT/);
});

test('a greeting that drips: something was said, and not to its end', async (t) => {
  const drip = (socket: Socket): void => {
    const dripping = setInterval(() => socket.write('2'), 50).unref();
    socket.once('close', () => clearInterval(dripping));
  };
  assert.equal((await examine(t, drip)).stop, 'server-falls-silent');
});

test('STARTTLS that is offered and refused, and that is not offered', async (t) => {
  const refused = scripted('220 mail.example', [/^EHLO/, ehlo], [/^STARTTLS/, '454 4.7.0 TLS not available']);
  assert.equal((await examine(t, refused)).stop, 'starttls-refused');
  const missing = await examine(
    t,
    scripted('220 mail.example', [/^EHLO/, '250-mail.example\r\n250 AUTH LOGIN'], [/./, '500 no']),
  );
  assert.deepEqual(
    missing.findings.map(({ id }) => id),
    ['starttls-not-offered', 'secret-withheld', 'auth-offered-in-clear'],
  );
});

test('a firewall that blanks the greeting and the offer of STARTTLS', async (t) => {
  const blanked = scripted(
    `220 ${'*'.repeat(40)}`,
    [/^EHLO/, '250-mail.example\r\n250-XXXXXXXA\r\n250 SIZE'],
    [/./, '500 no'],
  );
  assert.equal((await examine(t, blanked)).stop, 'dialogue-rewritten');
});

test('a server that asks on and on for passwords, and one that repeats what it was told', async (t) => {
  const { ca, cert, key } = await serverCertificate();
  const asking = thenTls({ cert, key }, [/^EHLO/, '250-mail.example\r\n250 AUTH LOGIN'], [/./, '334 VXNlcm5hbWU6']);
  const endless = await examine(t, scripted('220 mail.example', [/^EHLO/, ehlo], [/^STARTTLS/, asking]), {
    authorities: [ca],
  });
  assert.equal(endless.stop, 'server-answers-out-of-step');
  const echoed = Buffer.from(credentials.secret).toString('base64');
  const echoing = thenTls(
    { cert, key },
    [/^EHLO/, '250-mail.example\r\n250 AUTH LOGIN'],
    [/^AUTH/, '334 VXNlcm5hbWU6'],
    [new RegExp(echoed), `535 wrong: ${credentials.secret} ${echoed}`],
    [/./, '334 UGFzc3dvcmQ6'],
  );
  const { facts, stop } = await examine(t, scripted('220 mail.example', [/^EHLO/, ehlo], [/^STARTTLS/, echoing]), {
    authorities: [ca],
  });
  assert.equal(stop, 'sign-in-refused');
  assert.ok(facts.transcript.includes('<~* 535 wrong: [redacted] [redacted]'), facts.transcript.join('\n'));
  assert.ok(!JSON.stringify(facts).includes(echoed));
});

test('a server that answers slowly, one octet at a time, is taken as it is', async (t) => {
  const behave = (socket: Socket): void => {
    const octets = Array.from('220 mail.example\r\n');
    const drip = (): void => {
      const next = octets.shift();
      if (next === undefined || socket.destroyed) return;
      socket.write(next);
      setTimeout(drip, 5);
    };
    drip();
    socket.on('data', () => socket.write('500 5.5.1 what?\r\n'));
  };
  const { stop } = await examine(t, behave);
  assert.equal(stop, 'server-refuses-to-talk');
});

test('whatever a server says, line after line, is a report within the time', async (t) => {
  const piece = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.constantFrom(
      '220 a',
      '250-a\r\n250 STARTTLS',
      '250 AUTH LOGIN',
      '334 ',
      '235 ok',
      '354 go',
      '421 bye',
      '535 5.7.3 no',
      '',
      '\0',
    ),
    fc.integer({ min: 200, max: 599 }).map((code) => `${code}-x\r\n${code} y`),
  );
  let said: readonly string[] = [];
  const port = await lyingServer(t, (socket) => {
    const rest = [...said];
    const more = (): void => void socket.write(`${rest.shift() ?? '250 ok'}\r\n`, 'latin1');
    more();
    socket.on('data', more);
  });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
      said = pieces;
      const facts = await examineServer({
        target: { host: '127.0.0.1', port },
        limitMs: 1000,
        limits: { connectMs: 50, replyMs: 50 },
        credentials,
        envelope: { from: 'a@x.example', to: 'b@y.example' },
        sendMessage: true,
        sendSecretAnyway: true,
      });
      const text = JSON.stringify([facts, findingsOfWire(facts), wayOf(facts)]);
      assert.ok(facts.tookMs < 5000 && text.length < 200_000);
      assert.ok(!text.includes(credentials.secret));
    }),
    { numRuns: 40 },
  );
});
