/** Who watches sees the sessions that they asked for, and no others; who is slow loses lines and is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sight } from '../smtp/server/session-observer.ts';
import type { Viewing, WatchFilter } from './viewing.ts';
import { WatchHub } from './watch-hub.ts';

const everything: WatchFilter = { tenantId: null, user: null, addressRange: null, listener: null };

function sight(other: Partial<Sight> = {}): Sight {
  return {
    sessionId: 'S1',
    address: '192.0.2.1',
    listener: 'submission',
    at: 1,
    by: 'client',
    tls: true,
    text: 'EHLO x',
    ...other,
  };
}

async function seenBy(viewing: Viewing | null): Promise<string[]> {
  const batch = await viewing?.next(0);
  return (batch?.lines ?? []).map(({ sessionId, line }) => sessionId + line);
}

const ann = { tenantId: 't1', userId: 'ann', login: 'ann@x.example' };
const bob = { tenantId: 't2', userId: 'bob', login: 'bob@y.example' };

test('lines have the markers of swaks', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open(everything);
  for (const each of [
    sight({ by: 'session', tls: false, text: 'Connected' }),
    sight({ tls: false }),
    sight({ by: 'server', tls: false, text: '250 x' }),
    sight({ by: 'server', tls: false, text: '451 x' }),
    sight(),
    sight({ by: 'server', text: '250 x' }),
    sight({ by: 'server', text: '535 x' }),
    sight({ by: 'end', text: 'Connection closed' }),
  ])
    hub.saw(each, null);
  const lines = (await seenBy(viewing)).map((line) => line.slice(2));
  assert.deepEqual(lines, [
    '=== Connected',
    ' -> EHLO x',
    '<-  250 x',
    '<** 451 x',
    ' ~> EHLO x',
    '<~  250 x',
    '<~* 535 x',
    '=== Connection closed',
  ]);
});

test('address and listener are told apart at once', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const byRange = hub.open({ ...everything, addressRange: '192.0.2.0/24' });
  const byListener = hub.open({ ...everything, listener: 'legacy' });
  hub.saw(sight({ address: '198.51.100.1', sessionId: 'S1', listener: 'legacy' }), null);
  hub.saw(sight({ sessionId: 'S2' }), null);
  assert.deepEqual(await seenBy(byRange), ['S2 ~> EHLO x']);
  assert.deepEqual(await seenBy(byListener), ['S1 ~> EHLO x']);
});

test('a session is shown from its first line on once it signs in as the user, and never where it is another one', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open({ ...everything, user: { userId: 'ann', login: 'ann@x.example' } });
  hub.saw(sight(), null);
  hub.saw(sight({ sessionId: 'S2' }), null);
  assert.deepEqual(await seenBy(viewing), []);
  hub.identified('S1', ann);
  hub.identified('S2', bob);
  hub.saw(sight({ text: 'MAIL FROM:<>' }), ann);
  hub.saw(sight({ sessionId: 'S2', text: 'MAIL FROM:<>' }), bob);
  // One that signed in before anybody watched.
  hub.saw(sight({ sessionId: 'S3', text: 'NOOP' }), ann);
  assert.deepEqual(await seenBy(viewing), ['S1 ~> EHLO x', 'S1 ~> MAIL FROM:<>', 'S3 ~> NOOP']);
});

test('a tenant sees what its own accounts do; what goes on in the session as somebody else’s it does not', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open({ ...everything, tenantId: 't1' });
  hub.saw(sight({ text: 'AUTH LOGIN' }), null);
  hub.identified('S1', ann);
  hub.saw(sight({ by: 'server', text: '535 x' }), null);
  hub.identified('S1', bob);
  hub.saw(sight({ text: 'MAIL FROM:<bob@y.example>' }), bob);
  assert.deepEqual(await seenBy(viewing), ['S1 ~> AUTH LOGIN', 'S1<~* 535 x']);
});

test('a login that nobody has is found by itself', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open({ ...everything, user: { userId: null, login: 'nobody@x.example' } });
  hub.saw(sight(), null);
  hub.identified('S1', { tenantId: null, userId: null, login: 'nobody@x.example' });
  assert.deepEqual(await seenBy(viewing), ['S1 ~> EHLO x']);
});

test('a slow watcher loses the oldest lines and is told how many', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open(everything);
  for (let at = 0; at < 2500; at += 1) hub.saw(sight({ at }), null);
  const batch = await viewing?.next(0);
  assert.deepEqual([batch?.lines.length, batch?.lost, batch?.lines[0]?.at], [2000, 500, 500]);
  hub.saw(sight(), null);
  assert.equal((await viewing?.next(0))?.lost, 0);
});

test('so many may watch and no more, and the last one who leaves ends it', () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  assert.equal(hub.isWatching, false);
  const viewings = Array.from({ length: 17 }, () => hub.open(everything));
  assert.equal(viewings.filter((each) => each === null).length, 1);
  for (const each of viewings) each?.close();
  assert.equal(hub.isWatching, false);
});

test('who waits is woken by a line, and by the end', async () => {
  const hub = new WatchHub({ viewings: 16, queuedLines: 2000 });
  const viewing = hub.open(everything);
  const waiting = viewing?.next(60_000);
  hub.saw(sight(), null);
  assert.equal((await waiting)?.lines.length, 1);
  const ended = viewing?.next(60_000);
  viewing?.close();
  assert.equal(await ended, null);
});
