/** Text comes out whole, whatever it was written in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

const russian = 'Соединение отклонено: сервер не отвечает';

/** `text` in windows-1251, of which the letters follow one another. */
function inWindows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (each) => {
    const code = each.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}

/** `text` in code page 866, where the small letters stand in two rows. */
function inCodePage866(text: string): Uint8Array {
  return Uint8Array.from(text, (each) => {
    const code = each.codePointAt(0) ?? 0;
    if (code < 0x410 || code > 0x44f) return code;
    return code < 0x440 ? code - 0x410 + 0x80 : code - 0x440 + 0xe0;
  });
}

test('UTF-8, with a mark and without, and cut within a character', () => {
  const octets = Buffer.from(russian);
  assert.equal(decodeText(octets), russian);
  assert.equal(decodeText(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), octets])), russian);
  assert.equal(decodeText(octets.subarray(0, -1)), `${russian.slice(0, -1)}\uFFFD`);
});

test('UTF-16, as Windows writes it, with a mark and without', () => {
  const octets = Buffer.from('connect ECONNREFUSED', 'utf16le');
  assert.equal(decodeText(octets), 'connect ECONNREFUSED');
  assert.equal(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), octets])), 'connect ECONNREFUSED');
  assert.equal(decodeText(Buffer.from(octets).swap16()), 'connect ECONNREFUSED');
});

test('the code pages of Russian and of Western systems', () => {
  assert.equal(decodeText(inWindows1251(russian)), russian);
  assert.equal(decodeText(inCodePage866(russian)), russian);
  assert.equal(decodeText(Buffer.from('Délai dépassé', 'latin1')), 'Délai dépassé');
});

test('octets that are no text make some text, and nothing at all makes none', () => {
  assert.equal(typeof decodeText(Uint8Array.from({ length: 512 }, (_, i) => (i * 197) % 256)), 'string');
  assert.equal(decodeText(new Uint8Array()), '');
});
