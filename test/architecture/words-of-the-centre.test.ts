/** Whatever the service has a word for, the admin centre has one, in each of its languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auditActions, gateNames } from '../../src/contract/words.ts';

const locales = join(import.meta.dirname, '../../locales/centre');

for (const language of ['en', 'ru'])
  test(`each action and each gate has its words (${language})`, () => {
    const wordsOf = (area: string) =>
      JSON.parse(readFileSync(join(locales, language, `${area}.json`), 'utf8')) as Record<string, string>;
    const [audit, doors] = [wordsOf('audit'), wordsOf('doors')];
    assert.deepEqual(
      auditActions.filter((action) => !audit[`action.${action}`]),
      [],
    );
    assert.deepEqual(
      gateNames.filter((gate) => !doors[`gate.${gate}`]),
      [],
    );
  });
