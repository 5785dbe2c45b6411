/** Dialogues as a client sends them and as the server answers, played whole, by line and by octet. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { SessionLimits } from '../../src/smtp/server/listener-policy.ts';
import { listenerForTests } from './listener-for-tests.ts';

const suffix = ' [error.test 1970-01-01T00:00:00.000Z 0123456789ABCDEF]';
const ehlo = ['EHLO x', 'AUTH PLAIN AGEAYg=='];
const sent = ['MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA'];

/** How the client's octets are cut on their way. */
const cuts: Readonly<Record<string, (text: string) => string[]>> = {
  whole: (text) => [text],
  'by line': (text) => text.split(/(?<=\n)/),
  'by octet': (text) => text.split(''),
};

async function play(port: number, pieces: readonly string[]): Promise<string[]> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  for (const piece of pieces) {
    socket.write(piece, 'latin1');
    await turn();
  }
  await closed;
  return received.split('\r\n').filter((line) => line !== '' && !/^250-|^250 HELP|^220/.test(line));
}

/** `lines` are the client's; QUIT is added. Every cut must give `expected` and the same messages. */
async function dialogue(
  t: TestContext,
  text: string,
  expected: string[],
  messages: string[] = [],
  limits: Partial<SessionLimits> = {},
) {
  for (const [name, cut] of Object.entries(cuts)) {
    const listener = await listenerForTests(t, 'postern', limits);
    const replies = await play(listener.port, cut(text));
    assert.deepEqual(
      replies.map((line) => line.replace(suffix, '')),
      expected,
      name,
    );
    assert.deepEqual(listener.messages, messages, name);
  }
}

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');
const signedIn = '235 2.7.0 Authentication successful';
const accepts = ['250 2.1.0 Sender OK', '250 2.1.5 Recipient OK', '354 Start mail input; end with <CRLF>.<CRLF>'];
const bye = '221 2.0.0 Service closing transmission channel';

test('two messages of one session, all pipelined', async (t) => {
  const text = lines(...ehlo, ...sent, 'one', '..', '.', ...sent, 'two', '.', 'QUIT');
  await dialogue(
    t,
    text,
    [signedIn, ...accepts, '250 2.0.0 OK <1>', ...accepts, '250 2.0.0 OK <2>', bye],
    ['one\r\n.\r\n', 'two\r\n'],
  );
});

test('BDAT in three chunks, binary octets and all', async (t) => {
  const text = `${lines(...ehlo, 'MAIL FROM:<a@b.example> BODY=BINARYMIME', 'RCPT TO:<c@d.example>', 'BDAT 4')}a\n\0\rBDAT 0\r\nBDAT 6 LAST\r\n\r\n.\r\n!QUIT\r\n`;
  await dialogue(
    t,
    text,
    [
      signedIn,
      ...accepts.slice(0, 2),
      '250 2.6.0 CHUNK received OK, 4 octets',
      '250 2.6.0 CHUNK received OK, 0 octets',
      '250 2.0.0 OK <1>',
      bye,
    ],
    ['a\n\0\r\r\n.\r\n!'],
  );
});

test('BDAT without BINARYMIME is text: a bare LF is refused, and the chunks are read to their end', async (t) => {
  const text = `${lines(...ehlo, 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'BDAT 6 LAST')}a\n.\r\nbQUIT\r\n`;
  const refused = '554 5.6.0 Message holds a bare CR or LF; lines end with CRLF';
  await dialogue(t, text, [signedIn, ...accepts.slice(0, 2), refused, bye]);
});

test('a smuggled second message is text of the first, and the first is refused', async (t) => {
  for (const end of ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r\n']) {
    const text = `${lines(...ehlo, ...sent)}one${end}MAIL FROM:<evil@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\ntwo\r\n.\r\nQUIT\r\n`;
    await dialogue(t, text, [
      signedIn,
      ...accepts,
      '554 5.6.0 Message holds a bare CR or LF; lines end with CRLF',
      bye,
    ]);
  }
});

test('what comes too early, twice or not at all is said so', async (t) => {
  const text = lines(
    'MAIL FROM:<a@b.example>',
    'EHLO x',
    'RCPT TO:<a@b.example>',
    'MAIL FROM:<a@b.example>',
    'AUTH CRAM-MD5',
    'AUTH PLAIN AGEAd3Jvbmc=',
    'MAIL FROM:<a@b.example>',
    'EXPN x',
    'VRFY x',
    'NOOP',
    'FOO bar',
    'QUIT',
  );
  await dialogue(t, text, [
    '503 5.5.2 Send hello first',
    '503 5.5.2 Need mail command',
    '530 5.7.57 Client not authenticated to send mail.',
    '504 5.7.4 Unrecognized authentication type',
    '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
    '530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.',
    '502 5.3.3 Command not implemented',
    '252 2.1.5 Cannot VRFY user',
    '250 2.0.0 OK',
    "500 5.3.3 Unrecognized command 'FOO bar'",
    bye,
  ]);
});

test('each limit has its reply', async (t) => {
  const recipients = Array.from({ length: 4 }, (_, index) => `RCPT TO:<r${index}@d.example>`);
  const long = 'x'.repeat(600);
  await dialogue(
    t,
    lines(
      ...ehlo,
      `NOOP ${long}`,
      'MAIL FROM:<a@b.example> SIZE=10001',
      'MAIL FROM:<a@b.example>',
      ...recipients,
      'DATA',
      ...Array.from({ length: 20 }, () => long),
      '.',
      'QUIT',
    ),
    [
      signedIn,
      '500 5.5.6 Command line is longer than 512 octets',
      '552 5.3.4 Message size exceeds fixed maximum message size',
      '250 2.1.0 Sender OK',
      ...Array.from({ length: 3 }, () => '250 2.1.5 Recipient OK'),
      '452 4.5.3 Too many recipients',
      '354 Start mail input; end with <CRLF>.<CRLF>',
      '552 5.3.4 Message size exceeds fixed maximum message size',
      bye,
    ],
  );
});

test('an initial response may be as long as a line of the exchange (RFC 4954 §4)', async (t) => {
  const credentials = (octets: number) => Buffer.from(`\0a\0${'b'.repeat(octets)}`).toString('base64');
  const longest = 12_288 - 'AUTH PLAIN \r\n'.length;
  const fits = credentials(Math.floor(longest / 4) * 3 - 3);
  const refused = '500 5.5.6 Authentication exchange line is too long';
  await dialogue(t, lines('EHLO x', `auth PLAIN ${fits}`, 'QUIT'), [signedIn, bye]);
  await dialogue(t, lines('EHLO x', `AUTH PLAIN ${fits}AAAA`, 'NOOP', `NOOP ${fits}`, 'QUIT'), [
    refused,
    '250 2.0.0 OK',
    '500 5.5.6 Command line is longer than 512 octets',
    bye,
  ]);
});

test('who makes too many errors is let go', async (t) => {
  const unknown = "500 5.3.3 Unrecognized command 'X'";
  const closing = '421 4.7.0 Too many errors on this connection, closing transmission channel';
  await dialogue(t, lines('X', 'X', 'X'), [unknown, unknown, unknown, closing], [], { errors: 3 });
});

test('fuzz: whatever is sent, the listener goes on, and every line that it says is a reply', async (t) => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
  t.diagnostic(`FUZZ_SEED=${seed}`);
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const words = [
    'EHLO x',
    'HELO',
    'AUTH PLAIN AGEAYg==',
    'AUTH LOGIN',
    'YQ==',
    '*',
    'MAIL FROM:<a@b.example>',
    'MAIL FROM:',
    'RCPT TO:<c@d.example>',
    'DATA',
    'BDAT 3',
    'BDAT 5 LAST',
    'BDAT -1',
    'RSET',
    '.',
    '..',
    'QUIT',
    'STARTTLS x',
    '\0',
    '\xff\xfe',
    ' ',
    'NOOP',
    'x'.repeat(700),
  ];
  const ends = ['\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '', '\r\n.\r\n'];
  const listener = await listenerForTests(t, 'postern', { idleMs: 200 });
  const until = Date.now() + 4000;
  let sessions = 0;
  while (Date.now() < until && sessions < 400) {
    const text = Array.from(
      { length: 1 + next(25) },
      () => `${words[next(words.length)]}${ends[next(ends.length)]}`,
    ).join('');
    for (const line of await play(listener.port, next(2) === 0 ? [text] : (text.match(/[\s\S]{1,7}/g) ?? [])))
      assert.match(line, /^[2345]\d\d[ -]/, text);
    sessions += 1;
  }
  assert.ok(sessions > 5);
  assert.deepEqual(await play(listener.port, [lines('NOOP', 'QUIT')]), ['250 2.0.0 OK', bye]);
});
