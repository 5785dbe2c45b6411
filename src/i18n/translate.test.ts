/** Texts for messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import english from '../../locales/en.json' with { type: 'json' };
import russian from '../../locales/ru.json' with { type: 'json' };
import { translate } from './translate.ts';

/** Our own pages and the refusals of messages are in English alone. */
const englishAlone = /^(page|submission)\./;

test('a key without a text is its own text', () =>
  assert.equal(translate({ key: 'no.such.key', parameters: {} }), 'no.such.key'));

test('what the doctor says it says in every language, of the same things', () => {
  const texts: Readonly<Record<string, string>> = english;
  const others: Readonly<Record<string, string>> = russian;
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
  for (const [key, text] of Object.entries(texts)) {
    if (englishAlone.test(key)) continue;
    assert.ok(others[key], `ru lacks ${key}`);
    assert.deepEqual(placeholders(others[key] ?? ''), placeholders(text), key);
  }
  assert.deepEqual(
    Object.keys(others).filter((key) => !(key in texts)),
    [],
  );
});
