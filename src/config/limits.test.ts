/** Every number of the configuration is a limit, or named as none, and says what it bounds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitsIn, otherNumbers } from './limits.ts';
import { configurationOf } from './load.ts';

const written = {
  listeners: [{ name: 'submission', port: 587, tarpitSeconds: 3 }],
  limits: { sessions: 7 },
  forward: [
    { kind: 'syslog', name: 'siem', host: 'siem.example', port: 6514, batchRecords: 9 },
    { kind: 'webhook', name: 'hook', url: 'https://hook.example', secretFile: '/secret' },
  ],
};
const limits = limitsIn(configurationOf(written, 'test'), written);
const named = (name: string) => limits.find((limit) => limit.name === name);

test('each limit has its value, where it comes from, and what it bounds', () => {
  assert.deepEqual(named('limits.sessions'), {
    name: 'limits.sessions',
    value: 7,
    source: 'written',
    bounds: 'Sessions at once',
  });
  assert.equal(named('authority.limits.begins')?.source, 'default');
  assert.deepEqual([named('forward[0].batchRecords')?.value, named('forward[0].batchRecords')?.source], [9, 'written']);
  assert.equal(named('forward[1].batchRecords')?.source, 'default');
  assert.deepEqual(
    limits.filter(({ bounds }) => bounds === '').map(({ name }) => name),
    [],
  );
});

test('what is a port, a threshold or a delay is none', () => {
  for (const name of [
    'http.port',
    'listeners[0].port',
    'listeners[0].tarpitSeconds',
    'forward[0].port',
    'health.freeDiskMiB',
  ])
    assert.equal(named(name), undefined, name);
  for (const pattern of otherNumbers) assert.ok(!limits.some(({ name }) => pattern.test(name)), String(pattern));
});
