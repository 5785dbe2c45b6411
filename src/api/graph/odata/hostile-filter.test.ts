/** Whatever is written as a query option is understood, or refused as a bad request, in a time that is bounded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { BadRequest } from '../graph-fault.ts';
import { passesFilter } from './evaluate-filter.ts';
import { parseFilter } from './parse-filter.ts';
import { parseQuery } from './query.ts';

const words = fc.constantFrom(
  '(',
  ')',
  ',',
  ':',
  'and',
  'or',
  'not',
  'in',
  'eq',
  'ne',
  'gt',
  'le',
  'null',
  'true',
  "'text'",
  "'it''s'",
  "'",
  '1',
  '-1.5',
  '1e9',
  '2026-11-25',
  '2026-99-99T00:00Z',
  '11111111-2222-3333-4444-555555555555',
  'x',
  'x/y',
  'x/any',
  'any(',
  'x/any(a:',
  'x/$count',
  'startswith(',
  'contains(x,',
  '$it',
  '@a',
  '\u0000',
  '\ud800',
  '🖨️',
  '%27',
  ' ',
);
const text = fc.oneof(
  fc.array(words, { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 200, unit: 'binary' }),
);

function badRequestOrNothing(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof BadRequest, String(error));
    assert.ok(error.message.length < 1000);
  }
}

test('a filter is a tree that can be asked, or a bad request', () => {
  fc.assert(
    fc.property(text, (filter) =>
      badRequestOrNothing(() => {
        const tree = parseFilter(filter);
        passesFilter(tree, { x: [{ y: 1 }, 'text', null], z: null });
      }),
    ),
    { numRuns: 3000 },
  );
});

test('query options are read, or a bad request', () => {
  const names = fc.constantFrom('$filter', '$select', '$top', '$orderby', '$count', 'filter', '$FILTER', '$x', 'y', '');
  const query = fc
    .array(fc.tuple(names, text), { maxLength: 5 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
  fc.assert(
    fc.property(query, (written) =>
      badRequestOrNothing(() => parseQuery(written, ['$filter', '$select', '$top', '$orderby', '$count'])),
    ),
    { numRuns: 2000 },
  );
});

test('the longest filters take no time', () => {
  const deep = (depth: number): string => `${'('.repeat(depth)}x eq 1${')'.repeat(depth)}`;
  const begin = performance.now();
  for (const filter of [
    Array.from({ length: 240 }, (_, index) => `x eq ${index % 10}`).join(' and '),
    `x eq '${"''".repeat(4000)}'`,
    `x eq '${"''".repeat(4000)}`,
    deep(30),
    deep(900),
    '-'.repeat(8000),
    '1'.repeat(8000),
    'a/'.repeat(4000),
    `${'x/any(a:'.repeat(200)}a${')'.repeat(200)}`,
  ])
    badRequestOrNothing(() => passesFilter(parseFilter(filter), { x: 1 }));
  assert.ok(performance.now() - begin < 1000);
});
