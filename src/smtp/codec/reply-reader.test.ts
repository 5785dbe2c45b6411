/** The reader of replies: what it reads does not depend on how the octets were cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createReplyReader, type Reply } from './reply-reader.ts';

function readAll(chunks: readonly Buffer[]): readonly Reply[] | 'malformed' {
  const reader = createReplyReader();
  const all: Reply[] = [];
  for (const chunk of chunks) {
    const result = reader.read(chunk);
    if (result.kind === 'malformed') return 'malformed';
    all.push(...result.replies);
  }
  return all;
}

test('a reply of several lines is one reply, its enhanced code apart', () => {
  assert.deepEqual(readAll([Buffer.from('250-2.1.5 one\r\n250 2.1.5 two\r\n354 go\r\n')]), [
    { code: 250, enhanced: '2.1.5', lines: ['one', 'two'] },
    { code: 354, enhanced: null, lines: ['go'] },
  ]);
});

test('a code alone on its line is a whole reply', () => {
  assert.deepEqual(readAll([Buffer.from('250\r\n')]), [{ code: 250, enhanced: null, lines: [''] }]);
});

test('an enhanced code of another class is text', () => {
  assert.deepEqual(readAll([Buffer.from('550 2.0.0 no\r\n')]), [{ code: 550, enhanced: null, lines: ['2.0.0 no'] }]);
});

test('what is no reply, changes its code midway or knows no end is malformed', () => {
  for (const text of ['hello\r\n', '250-a\r\n550 b\r\n', '2'.repeat(3000), '250-a\r\n'.repeat(101)])
    assert.equal(readAll([Buffer.from(text)]), 'malformed');
});

test('where the octets are cut changes nothing', () => {
  const line = fc.stringMatching(/^[a-zé. ]{0,20}$/);
  const reply = fc.tuple(fc.integer({ min: 200, max: 599 }), fc.array(line, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 4 }), fc.array(fc.nat(200)), (replies, cuts) => {
      const octets = Buffer.from(
        replies
          .flatMap(([code, lines]) => lines.map((text, i) => `${code}${i + 1 < lines.length ? '-' : ' '}${text}\r\n`))
          .join(''),
      );
      const ends = [...cuts.sort((a, b) => a - b), octets.length];
      const chunks = ends.map((end, i) => octets.subarray(i === 0 ? 0 : ends[i - 1], end));
      assert.deepEqual(
        readAll(chunks),
        replies.map(([code, lines]) => ({ code, enhanced: null, lines })),
      );
    }),
  );
});
