import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { decodedBase64, InvalidBase64 } from './base64-decoder.ts';

async function decode(text: string, pieceBytes: number): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += pieceBytes) yield Buffer.from(text.slice(at, at + pieceBytes));
  }
  const decoded: Buffer[] = [];
  for await (const chunk of decodedBase64(pieces())) decoded.push(chunk);
  return Buffer.concat(decoded);
}

test('octets come back whatever the pieces and the line breaks', async () => {
  for (const length of [1, 2, 3, 4, 57, 1000]) {
    const octets = randomBytes(length);
    const text = octets.toString('base64').replace(/.{76}/g, '$&\r\n');
    for (const pieceBytes of [1, 2, 3, 5, 77, 5000]) assert.deepEqual(await decode(text, pieceBytes), octets);
  }
});

test('what is no base64 is refused', async () => {
  for (const text of [
    '!!!!',
    'QUJD!',
    'QUJ',
    'QUJDQ',
    'QQ==QUJD',
    'Q===',
    'QU=D',
    'Subject: x\r\n',
    'QUJD=',
    'QUJD====',
    'QU-_',
  ])
    for (const pieceBytes of [1, 4, 100])
      await assert.rejects(decode(text, pieceBytes), InvalidBase64, `${text} in pieces of ${pieceBytes}`);
});
