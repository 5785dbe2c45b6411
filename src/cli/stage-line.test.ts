/** What is under way is shown to a person alone, and leaves nothing behind. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { stageLine } from './stage-line.ts';

function written(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const line = stageLine('ru', stream as unknown as NodeJS.WriteStream);
  line.show('names');
  line.end();
  return String(stream.read() ?? '');
}

test('at a terminal each stage stands in the place of the one before, and is gone at the end', () => {
  assert.equal(written(true), '\r\u001b[Kпоиск имени …\r\u001b[K');
});

test('elsewhere nothing is written', () => {
  assert.equal(written(false), '');
});
