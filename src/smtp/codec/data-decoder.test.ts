import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { DataDecoder } from './data-decoder.ts';

function decode(chunks: Buffer[], bareLineEnds: 'refuse' | 'normalise' = 'refuse', maximumLineBytes = 1000) {
  const decoder = new DataDecoder({ maximumLineBytes, bareLineEnds });
  const pieces: Buffer[] = [];
  let rest: Buffer | null = null;
  for (const chunk of chunks) {
    if (rest !== null) rest = Buffer.concat([rest, chunk]);
    else rest = decoder.feed(chunk, (piece) => pieces.push(Buffer.from(piece)));
  }
  return {
    text: Buffer.concat(pieces).toString('latin1'),
    rest: rest?.toString('latin1') ?? null,
    fault: decoder.fault,
  };
}

function everyWay(text: string): Buffer[][] {
  const whole = Buffer.from(text, 'latin1');
  const byOctet = Array.from(whole, (octet) => Buffer.from([octet]));
  const halves = Array.from(whole, (_, at) => [whole.subarray(0, at), whole.subarray(at)]);
  return [[whole], byOctet, ...halves];
}

test('a message ends at CRLF.CRLF and the dots of its lines are taken off, wherever the chunks are cut', () => {
  for (const chunks of everyWay('Subject: x\r\n\r\n..\r\n..a\r\n.b\r\nend\r\n.\r\nQUIT\r\n')) {
    assert.deepEqual(decode(chunks), {
      text: 'Subject: x\r\n\r\n.\r\n.a\r\nb\r\nend\r\n',
      rest: 'QUIT\r\n',
      fault: null,
    });
  }
});

test('an empty message is one dot', () => {
  for (const chunks of everyWay('.\r\n')) assert.deepEqual(decode(chunks), { text: '', rest: '', fault: null });
});

test('no other sequence ends a message, and each is a fault (SMTP smuggling)', () => {
  for (const end of ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r.\r\n', '\r\n.\r', '\n.\r', '\r\n\0.\r\n']) {
    for (const chunks of everyWay(`a${end}MAIL FROM:<x@y>\r\n.\r\nrest`)) {
      const { rest, fault } = decode(chunks);
      assert.equal(rest, 'rest', JSON.stringify(end));
      if (!end.includes('\0')) assert.equal(fault, 'bare-line-end', JSON.stringify(end));
    }
  }
});

test('a bare CR or LF becomes CRLF where an administrator says so, and still ends nothing', () => {
  for (const chunks of everyWay('a\nb\rc\n.\nd\r\n.\r\n')) {
    assert.deepEqual(decode(chunks, 'normalise'), { text: 'a\r\nb\r\nc\r\n.\r\nd\r\n', rest: '', fault: null });
  }
});

test('a line over the limit is a fault, and the end is found all the same', () => {
  for (const chunks of everyWay(`${'x'.repeat(30)}\r\n.\r\n`)) {
    assert.equal(decode(chunks, 'refuse', 32).fault, null);
    assert.deepEqual(decode(chunks, 'refuse', 31).fault, 'line-too-long');
  }
});

test('property: what was stuffed comes out as it was, for any text and any cuts', () => {
  const line = fc.stringMatching(/^[.a]{0,5}$/);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(40), { maxLength: 6 }), (lines, cuts) => {
      const text = lines.map((one) => `${one}\r\n`).join('');
      const wire = Buffer.from(
        `${lines.map((one) => `${one.startsWith('.') ? '.' : ''}${one}\r\n`).join('')}.\r\nNOOP\r\n`,
      );
      const points = [...new Set(cuts.filter((cut) => cut < wire.length))].toSorted((a, b) => a - b);
      const chunks = [0, ...points].map((from, index) => wire.subarray(from, points[index] ?? wire.length));
      assert.deepEqual(decode(chunks), { text, rest: 'NOOP\r\n', fault: null });
    }),
    { numRuns: 500 },
  );
});
