/** Every cause has its texts in every language; advice harms least first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, textOf } from '../../i18n/translate.ts';
import type { Weakens } from '../../sign-in/decision.ts';
import { type Cause, causes } from '../explain/cause.ts';
import { notes } from '../findings/finding-table.ts';
import type { Note } from '../findings/note.ts';
import { advice, adviceElsewhere, alternativeTo } from './advice.ts';
import { type Step, type StepName, steps } from './steps.ts';

const reaches: readonly Weakens[] = ['nothing', 'mailbox', 'user', 'organization'];
const all = Object.keys(causes) as Cause[];
const stepNames = Object.keys(steps) as StepName[];

test('each cause and each step has its texts in each language', () => {
  for (const language of languages) {
    const has = (key: string): void => assert.ok(textOf(key, language), `${language}: ${key}`);
    for (const cause of all) for (const part of ['title', 'meaning']) has(`cause.${cause}.${part}`);
    for (const name of stepNames) {
      const step: Step = steps[name];
      has(`step.${name}`);
      if (step.portal) has(`step.${name}.portal`);
      if (step.ownWords) has(`step.${name}.postern`);
      if (step.weakens !== 'nothing') has(`weakens.${name}`);
    }
  }
});

test('no step comes before one that weakens less', () => {
  for (const cause of all) {
    const reach = advice[cause].steps.map((name) => reaches.indexOf(steps[name].weakens));
    assert.deepEqual(
      reach,
      reach.toSorted((a, b) => a - b),
      cause,
    );
  }
});

test('where advice weakens something, a way that does not stands beside it; SMTP AUTH that is off stops OAuth too', () => {
  assert.equal(alternativeTo('mailbox-smtp-auth-disabled'), 'send-through-graph');
  for (const cause of all) {
    const weakens = advice[cause].steps.some((name) => steps[name].weakens !== 'nothing');
    assert.equal(
      weakens,
      alternativeTo(cause) !== null || (weakens && advice[cause].steps.includes('use-oauth')),
      cause,
    );
  }
});

test('of what is not known, and of what another provider refuses, nothing is to be weakened', () => {
  for (const cause of ['unknown', 'other-provider', 'auth-failed-unspecified'] as const)
    for (const name of advice[cause].steps) assert.equal(steps[name].weakens, 'nothing');
});

test('where the server is not Microsoft’s, no step weakens anything, and there is one to take', () => {
  for (const cause of all) {
    const { steps: named } = adviceElsewhere(cause);
    assert.ok(named.length > 0, cause);
    for (const name of named) assert.equal(steps[name].weakens, 'nothing', cause);
  }
});

test('every step is advised somewhere', () => {
  const advised = new Set([
    ...all.flatMap((cause) => [...advice[cause].steps, ...(advice[cause].checks ?? []), alternativeTo(cause)]),
    ...Object.values<Note>(notes).flatMap(({ steps }) => steps),
  ]);
  assert.deepEqual(
    stepNames.filter((name) => !advised.has(name)),
    [],
  );
});
