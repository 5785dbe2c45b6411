/** Server-sent events, however the network has cut them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsIn } from './event-stream.ts';

test('events come out whole, wherever the stream was cut', () => {
  const stream =
    ': watching\n\nevent: changed\ndata: {"of":"queue"}\n\n: still here\n\nevent: ended\ndata: {"code":"x"}\n\n';
  const whole = [
    { name: 'changed', data: '{"of":"queue"}' },
    { name: 'ended', data: '{"code":"x"}' },
  ];
  for (let at = 0; at <= stream.length; at += 1) {
    const first = eventsIn(stream.slice(0, at));
    const second = eventsIn(first.rest + stream.slice(at));
    assert.deepEqual([...first.events, ...second.events], whole);
    assert.equal(second.rest, '');
  }
});
