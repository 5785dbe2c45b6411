/** How values of options are read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { size } from './settings-options.ts';

test('a size is octets, or a number with its unit', () => {
  const { read } = size('message-size', 'messageSizeBytes', '');
  const cases: [string, number | null][] = [
    ['35', 35],
    ['10MB', 10 * 1024 ** 2],
    ['2 kb', 2048],
    ['inherit', null],
  ];
  for (const [text, expected] of cases) assert.equal(read(text), expected, text);
  for (const wrong of ['10 mib', '-1', '1.5MB', '']) assert.throws(() => read(wrong), /such as 10MB/);
});
