import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WireReader } from './wire-reader.ts';

function take(reader: WireReader, limit = 40, normalise = false): string {
  const result = reader.takeLine(limit, normalise);
  return result.kind === 'line' ? result.line.toString() : `(${result.kind})`;
}

test('lines come out one by one, however they came in', () => {
  const reader = new WireReader();
  for (const octet of 'EHLO a\r\nNOOP\r\n') reader.feed(Buffer.from(octet));
  assert.deepEqual([take(reader), take(reader), take(reader)], ['EHLO a', 'NOOP', '(more)']);
});

test('a line at the limit passes, one octet more does not, and the next line is heard', () => {
  for (const [length, expected] of [
    [38, 'x'.repeat(38)],
    [39, '(too-long)'],
  ] as const) {
    const reader = new WireReader();
    reader.feed(Buffer.from(`${'x'.repeat(length)}\r\nNOOP\r\n`));
    assert.deepEqual([take(reader), take(reader)], [expected, 'NOOP']);
  }
});

test('a line without end is held up to the limit only', () => {
  const reader = new WireReader();
  for (let index = 0; index < 1000; index += 1) {
    reader.feed(Buffer.alloc(1000, 'x'));
    assert.equal(take(reader), '(more)');
    assert.ok(reader.pendingBytes <= 1000);
  }
  reader.feed(Buffer.from('\r\nNOOP\r\n'));
  assert.deepEqual([take(reader), take(reader)], ['(too-long)', 'NOOP']);
});

test('a bare CR or LF spoils its line and no other', () => {
  const reader = new WireReader();
  reader.feed(Buffer.from('NOOP\nRSET\r\nNO\rOP\r\n\nQUIT\r\n'));
  assert.deepEqual(
    [take(reader), take(reader), take(reader), take(reader), take(reader)],
    ['(bare)', 'RSET', '(bare)', '(bare)', 'QUIT'],
  );
});

test('a bare LF ends a line where an administrator says so', () => {
  const reader = new WireReader();
  reader.feed(Buffer.from('NOOP\nRSET\r\n'));
  assert.deepEqual([take(reader, 40, true), take(reader, 40, true)], ['NOOP', 'RSET']);
});
