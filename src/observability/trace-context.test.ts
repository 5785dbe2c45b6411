/** The vectors of W3C Trace Context §3.2: what is valid is read, anything else begins a new trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTraceparent, writeTraceparent } from './trace-context.ts';

const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

test('a valid header is read, and written back', () => {
  const text = `00-${traceId}-${spanId}-01`;
  const read = readTraceparent(text);
  assert.deepEqual(read, { traceId, spanId, traceFlags: 1 });
  assert.equal(writeTraceparent({ traceId, spanId, traceFlags: 1 }), text);
});

test('flags that nobody knows are ignored, and a later version is read as far as it is known', () => {
  assert.equal(readTraceparent(`00-${traceId}-${spanId}-fe`)?.traceFlags, 0);
  assert.equal(readTraceparent(`cc-${traceId}-${spanId}-01-what-comes`)?.traceId, traceId);
});

test('what is not valid is not read', () => {
  for (const text of [
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}`,
    `00-${traceId}x-${spanId}-01`,
    ` 00-${traceId}-${spanId}-01`,
  ])
    assert.equal(readTraceparent(text), null, text);
});
