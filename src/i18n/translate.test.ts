/** Texts for messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translate } from './translate.ts';

test('a key without a text is its own text', () =>
  assert.equal(translate({ key: 'no.such.key', parameters: {} }), 'no.such.key'));
