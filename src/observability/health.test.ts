/** What is wrong is said in words, and nothing that is well. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf, readinessOf } from './health.ts';
import type { ServiceFigures } from './service-figures.ts';

const day = 86_400_000;
const well: ServiceFigures = {
  at: 100 * day,
  queue: [],
  disk: { freeBytes: 1000 * 1024 * 1024, totalBytes: 1e12 },
  spoolBytes: 0,
  storeWaiting: 0,
  storeWritable: true,
  droppedRecords: 0,
  overdueEnds: 0,
  sessions: [],
  certificateEndsAt: 200 * day,
};
const limits = { freeDiskBytes: 512 * 1024 * 1024, certificateDays: 14 };

const cases: readonly (readonly [Partial<ServiceFigures>, readonly RegExp[]])[] = [
  [{}, []],
  [{ disk: { freeBytes: 5 * 1024 * 1024, totalBytes: 1e12 } }, [/nearly full: 5 MiB are free/]],
  [{ disk: null }, [/cannot be read/]],
  [{ storeWritable: false }, [/cannot be written/]],
  [{ certificateEndsAt: 103.5 * day }, [/ends in 3 days/]],
  [{ certificateEndsAt: 99 * day }, [/has ended/]],
  [{ certificateEndsAt: null }, []],
  [{ overdueEnds: null }, []],
  [{ overdueEnds: 1 }, [/^1 change could not be put back/]],
  [{ overdueEnds: 2 }, [/^2 changes could not be put back/]],
];

test('each thing that is wrong is named, and only that', () => {
  for (const [change, expected] of cases) {
    const problems = problemsOf({ ...well, ...change }, limits);
    assert.equal(problems.length, expected.length, JSON.stringify(problems));
    for (const [index, pattern] of expected.entries()) assert.match(problems[index]?.what ?? '', pattern);
    for (const { advice } of problems) assert.match(advice, /^(?:see|make|put) /);
  }
});

test('ready is who listens, can write, and has room', () => {
  assert.deepEqual(readinessOf(true, well), { ready: true, reasons: [] });
  assert.equal(readinessOf(false, well).ready, false);
  assert.equal(readinessOf(true, { ...well, storeWritable: false }).ready, false);
  assert.equal(readinessOf(true, { ...well, disk: { freeBytes: 0, totalBytes: 1 } }).ready, false);
});
