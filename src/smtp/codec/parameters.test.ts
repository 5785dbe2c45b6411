import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { decodeXtext, encodeXtext, parseParameters } from './parameters.ts';

test('parameters are read by name in any case', () => {
  const result = parseParameters('size=10 SMTPUTF8  BODY=8bitmime');
  assert.deepEqual(result.kind === 'parameters' ? [...result.parameters] : null, [
    ['SIZE', '10'],
    ['SMTPUTF8', null],
    ['BODY', '8bitmime'],
  ]);
});

test('a parameter given twice, or with no name, is refused', () => {
  assert.deepEqual(parseParameters('SIZE=1 size=2'), { kind: 'repeated', parameter: 'SIZE' });
  assert.equal(parseParameters('=1').kind, 'malformed');
  assert.equal(parseParameters(Array.from({ length: 30 }, (_, index) => `A${index}`).join(' ')).kind, 'malformed');
});

test('property: xtext comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => assert.equal(decodeXtext(encodeXtext(text)), text)),
  );
});

test('what is no xtext is refused', () => {
  for (const text of ['+', '+4', '+4g', 'a b', 'a=b', '+e9']) assert.equal(decodeXtext(text), null, text);
});
