/** Which door of a trace turned somebody away. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doorsOf, shutDoors, type TraceEntry } from './door.ts';

function entry(gate: string, verdict: TraceEntry['verdict'], remedies: unknown[] = []): TraceEntry {
  return { gate, verdict, because: { key: `gate.${gate}`, parameters: {} }, setting: null, remedies };
}

test('the first that is shut turns away; what is shut behind it is to be opened as well', () => {
  const doors = doorsOf([entry('a', 'open'), entry('b', 'shut'), entry('c', 'unknown'), entry('d', 'shut')], false);
  assert.deepEqual(
    doors.map(({ isStop, isReached }) => [isStop, isReached]),
    [
      [false, true],
      [true, true],
      [false, false],
      [false, false],
    ],
  );
  assert.deepEqual(
    shutDoors(doors).map(({ number }) => number),
    [2, 4],
  );
});

test('where none is shut, one that could not be asked turns away', () => {
  const doors = doorsOf([entry('a', 'open'), entry('b', 'unknown')], false);
  assert.deepEqual(
    doors.map(({ isStop }) => isStop),
    [false, true],
  );
});

test('whoever was let in came to every door', () => {
  const doors = doorsOf([entry('a', 'open'), entry('b', 'not-applicable')], true);
  assert.ok(doors.every(({ isReached, isStop }) => isReached && !isStop));
});

test('a remedy names the settings that it changes; what is no remedy is left out', () => {
  const message = { key: 'remedy.x', parameters: {} };
  const setting = { scope: 'user', name: 'mailboxSmtpAuth' };
  const remedy = { kind: 'set', message, weakens: 'mailbox', changes: [{ setting, value: 'on' }] };
  const [door] = doorsOf([entry('a', 'shut', [remedy, { kind: 'other' }, null])], false);
  assert.deepEqual(door?.remedies, [{ kind: 'set', message, weakens: 'mailbox', settings: [setting] }]);
});
