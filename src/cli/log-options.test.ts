/** What a search of a log asks of the service. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchOf } from './log-options.ts';

test('only what is searched for is asked: not which service, nor how it is shown', () => {
  const door = {} as Parameters<typeof searchOf>[0]['door'];
  const input = { args: [], json: true, server: 'https://mail.example', dataDirectory: '', door };
  const options = {
    server: 'https://mail.example',
    data: undefined,
    json: true,
    by: 'root',
    olderThan: '5',
    kind: 'smtp',
  };
  assert.equal(searchOf({ ...input, options }), '?kind=smtp&actor=root&olderThan=5');
});
