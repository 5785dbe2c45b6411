import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCrlf } from './line-ends.ts';

test('every line end becomes a CRLF, wherever the pieces part', async () => {
  const text = 'a\r\nb\nc\rd\r\n\r\ne\n\nf\r';
  for (let pieceBytes = 1; pieceBytes <= text.length; pieceBytes += 1) {
    async function* pieces() {
      for (let at = 0; at < text.length; at += pieceBytes) yield Buffer.from(text.slice(at, at + pieceBytes));
    }
    let whole = '';
    for await (const chunk of withCrlf(pieces())) whole += chunk.toString();
    assert.equal(whole, 'a\r\nb\r\nc\r\nd\r\n\r\ne\r\n\r\nf\r\n');
  }
});
