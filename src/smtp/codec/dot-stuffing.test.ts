/** The dot stuffer: what a receiver takes the dots from again is the message, however it was cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { createDotStuffer } from './dot-stuffing.ts';

function stuff(chunks: readonly string[]): string {
  const stuffer = createDotStuffer();
  return Buffer.concat([...chunks.map((chunk) => stuffer.write(Buffer.from(chunk))), stuffer.end()]).toString();
}

test('a line that begins with a dot gets one more', () => {
  assert.equal(stuff(['.a\r\nb.\r\n..\r\n']), '..a\r\nb.\r\n...\r\n.\r\n');
});

test('a message without a last line end gets one; an empty one gets none', () => {
  assert.equal(stuff(['a']), 'a\r\n.\r\n');
  assert.equal(stuff([]), '.\r\n');
});

test('cut anywhere, no line but the last is a lone dot, and the message comes back', () => {
  const line = fc.stringMatching(/^[.a]{0,4}$/);
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(40)), (lines, cuts) => {
      const text = lines.map((each) => `${each}\r\n`).join('');
      const ends = [...cuts.sort((a, b) => a - b), text.length];
      const sent = stuff(ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], Math.max(end, 0))));
      assert.ok(sent.endsWith('.\r\n'));
      const received = sent.slice(0, -3).split('\r\n').slice(0, -1);
      assert.ok(!received.includes('.'));
      assert.deepEqual(
        received.map((each) => (each.startsWith('.') ? each.slice(1) : each)),
        lines,
      );
    }),
  );
});
