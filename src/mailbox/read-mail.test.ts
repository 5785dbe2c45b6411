/** Messages read as they stream by: attachments are told of with their sizes, and never held. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { attachmentFacts, attachmentOctets, readMail } from './read-mail.ts';

const whole = { octets: Number.POSITIVE_INFINITY, text: 1_000_000 };

async function* inPieces(text: string, bytes: number): AsyncGenerator<Buffer> {
  const octets = Buffer.from(text, 'latin1');
  for (let at = 0; at < octets.length; at += bytes) yield octets.subarray(at, at + bytes);
}

async function octetsOf(octets: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of octets) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const base64 = (octets: Buffer): string => octets.toString('base64').replace(/.{76}/g, '$&\r\n');
const file = randomBytes(10_001);
const nested = 'Subject: inner\r\n\r\n--o\r\nnot a boundary of its own\r\n';

const mixed = [
  'From: "A, B" <a@x.example>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: multipart/mixed; boundary="o u"\r\n\r\n',
  'preamble\r\n--o u\r\nContent-Type: multipart/alternative;\r\n\tboundary=i\r\n\r\n',
  '--i\r\nContent-Type: text/plain\r\n\r\nplain\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--i--\r\n',
  `--o u\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: BASE64\r\nContent-Disposition: attachment; filename*=utf-8''%D0%BF%D0%BB%D0%B0%D0%BD.bin\r\n\r\n${base64(file)}\r\n`,
  '--o u\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\nContent-Disposition: inline\r\n\r\n8bit\xe9\n\r\n\r\n',
  '--o u\r\nContent-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nso=\r\nft=3D \t\r\nend=\r\n',
  `--o u\r\nContent-Type: message/rfc822\r\n\r\n${nested}\r\n--o u--\r\nepilogue`,
].join('');

test('texts are read, and each attachment is told of by name, type, size and id, however the octets come', async () => {
  for (const bytes of [1, 7, 76, 65_536]) {
    const { email, attachments } = await readMail(inPieces(mixed, bytes), whole);
    assert.deepEqual([email.subject, email.text?.trim(), email.html?.trim()], ['Grüße', 'plain', '<p>html</p>']);
    assert.deepEqual(email.from, { name: 'A, B', address: 'a@x.example' });
    assert.deepEqual(
      attachments.map(({ sizeBytes, isInline }) => [sizeBytes, isInline]),
      [
        [10_001, false],
        [8, true],
        [10, false],
        [nested.length, false],
      ],
    );
    assert.deepEqual(await Promise.all(attachments.map(attachmentFacts)), [
      { name: 'план.bin', contentType: 'application/octet-stream', contentId: null },
      { name: 'logo.png', contentType: 'image/png', contentId: 'logo' },
      { name: 'a.txt', contentType: 'text/plain', contentId: null },
      { name: '', contentType: 'message/rfc822', contentId: null },
    ]);
    const contents = [];
    for (const { index } of attachments) contents.push(await octetsOf(attachmentOctets(inPieces(mixed, bytes), index)));
    assert.deepEqual(contents[0], file);
    assert.deepEqual(contents.slice(1).map(String), ['8bit\ufffd\n\r\n', 'soft=\r\nend', nested]);
  }
});

test('what is no message, or ends in the middle, is read as far as it goes', async () => {
  for (const [octets, subject, attachments] of [
    ['', undefined, 0],
    ['Subject: x', 'x', 0],
    ['Subject: x\r\nContent-Type: application/pdf\r\n\r\nabc', 'x', 1],
    ['Subject: x\r\nContent-Type: multipart/mixed\r\n\r\n--\r\nabc', 'x', 0],
    ['Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nab', 'x', 1],
    [`Subject: x\r\n\r\n${'y'.repeat(3_000_000)}`, 'x', 0],
    [`Subject: x\r\n${'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(2000)}`, 'x', 0],
    [
      `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: a/b\r\n\r\n'.repeat(2000)}`,
      'x',
      1000,
    ],
  ] as const) {
    const read = await readMail(inPieces(octets, 65_536), whole);
    assert.deepEqual([read.email.subject, read.attachments.length], [subject, attachments], octets.slice(0, 60));
    assert.ok((read.email.text ?? '').length <= whole.text + 2);
  }
});

test('a message of 100 MB is read in little memory', async () => {
  const line = Buffer.from(`${'QUJD'.repeat(19)}\r\n`);
  const chunk = Buffer.concat(Array.from({ length: 840 }, () => line));
  const chunks = Math.ceil(100_000_000 / chunk.length);
  let most = 0;
  const before = process.memoryUsage().rss;
  async function* large(): AsyncGenerator<Buffer> {
    yield Buffer.from(
      'Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n',
    );
    for (let sent = 0; sent < chunks; sent++) {
      yield chunk;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    yield Buffer.from('--b--\r\n');
  }
  const { attachments } = await readMail(large(), whole);
  assert.deepEqual(
    attachments.map(({ sizeBytes }) => sizeBytes),
    [chunks * 840 * 57],
  );
  assert.ok(most < 96 * 1_048_576, `${most} octets more`);
});
