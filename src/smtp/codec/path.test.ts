import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parsePath } from './path.ts';

const from = (argument: string) => parsePath(argument, 'FROM');

test('paths as RFC 5321 writes them', () => {
  assert.deepEqual(from('FROM:<a@b.example> SIZE=10 BODY=7BIT'), {
    address: 'a@b.example',
    parameters: 'SIZE=10 BODY=7BIT',
  });
  assert.deepEqual(from('FROM:<>'), { address: '', parameters: '' });
  assert.deepEqual(from('FROM:<"a b>c"@B.Example>'), { address: '"a b>c"@b.example', parameters: '' });
  assert.deepEqual(from('FROM:<@one,@two:a@b.example>'), { address: 'a@b.example', parameters: '' });
  assert.deepEqual(from('FROM:<a@[192.0.2.1]>'), { address: 'a@[192.0.2.1]', parameters: '' });
  assert.deepEqual(from('FROM:<ä@bücher.example> SMTPUTF8'), { address: 'ä@bücher.example', parameters: 'SMTPUTF8' });
});

test('paths as devices write them', () => {
  assert.deepEqual(from('FROM: <a@b.example>'), { address: 'a@b.example', parameters: '' });
  assert.deepEqual(from('from:<a@b.example>'), { address: 'a@b.example', parameters: '' });
  assert.deepEqual(from('FROM:a@b.example SIZE=1'), { address: 'a@b.example', parameters: 'SIZE=1' });
  assert.deepEqual(from('From : <a@B.EXAMPLE>'), { address: 'a@b.example', parameters: '' });
});

test('what is no path is none', () => {
  for (const text of [
    '',
    'FROM',
    'FROM:',
    'TO:<a@b>',
    'FROM:<a>',
    'FROM:<@b>',
    'FROM:<a@>',
    'FROM:<a@b',
    'FROM:<a@b>x',
    'FROM:<a..b@c>',
    'FROM:<a b@c>',
    'FROM:<a@b@c>',
    'FROM:<a@-b>',
    'FROM:<a@b..c>',
    'FROM:<a\0@b>',
    `FROM:<${'a'.repeat(65)}@b>`,
  ]) {
    assert.equal(from(text), null, text);
  }
  assert.equal(parsePath('TO:<>', 'TO'), null);
});

test('property: no text throws, and what comes out has one address of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const path = from(`FROM:<${text}>`);
      if (path !== null) assert.ok(Buffer.byteLength(path.address) <= 320 && !/[\r\n\0]/.test(path.address));
    }),
    { numRuns: 1000 },
  );
});
