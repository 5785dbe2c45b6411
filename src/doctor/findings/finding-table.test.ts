/** Every note has its words in every language, and no name of a cause. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, textOf } from '../../i18n/translate.ts';
import { type Step, steps } from '../advice/steps.ts';
import { causes } from '../explain/cause.ts';
import { bySeverity, finding } from './finding.ts';
import { notes } from './finding-table.ts';
import type { Note } from './note.ts';
import { tenantNotes } from './tenant-notes.ts';
import { wireNotes } from './wire-notes.ts';

const all = Object.entries<Note>(notes);

test('each note has title and meaning in each language', () => {
  for (const language of languages)
    for (const [id] of all)
      for (const part of ['title', 'meaning'])
        assert.ok(textOf(`finding.${id}.${part}`, language), `${language}: ${id}.${part}`);
});

test('an id is of one table only', () => {
  assert.deepEqual(
    all.map(([id]) => id).filter((id) => id in causes),
    [],
  );
  assert.equal(all.length, Object.keys(wireNotes).length + Object.keys(tenantNotes).length);
});

test('no step of a note comes before one that weakens less', () => {
  const reaches = ['nothing', 'mailbox', 'user', 'organization'];
  for (const [id, note] of all) {
    const reach = note.steps.map((name) => reaches.indexOf((steps[name] as Step).weakens));
    assert.deepEqual(
      reach,
      reach.toSorted((a, b) => a - b),
      id,
    );
  }
});

test('the weightiest comes first, and of one weight the first on the way', () => {
  const found = [finding('server-slow', 'a'), finding('bad-credentials', 'b'), finding('send-as-denied', 'c')];
  assert.deepEqual(
    bySeverity(found).map(({ subject, severity }) => [subject, severity]),
    [
      ['b', 'stops'],
      ['c', 'stops'],
      ['a', 'risk'],
    ],
  );
});
