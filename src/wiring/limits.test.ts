/** What an operator reads of the limits is what is in force, and what is used. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { runningService } from '../../test/fixtures/running-service.ts';
import { signInRecord } from '../../test/fixtures/sign-in-record.ts';
import type { LimitsInForce } from '../administration/limits.ts';
import { readLocalDoor } from '../lib/local-door.ts';

test('limits are shown with their value, their source and their use', async (t) => {
  const service = await runningService(t, { limits: { sessions: 5 }, watch: { viewings: 2 } });
  const { url, token } = await readLocalDoor(service.dataDirectory);
  const headers = { authorization: `Bearer ${token}` };
  const ask = async () => {
    const response = await fetch(`${url}/admin/v1/limits`, { headers });
    assert.equal(response.status, 200);
    const { origin, limits } = (await response.json()) as LimitsInForce;
    return { origin, limits: new Map(limits.map((limit) => [limit.name, limit])) };
  };
  const socket = connect(service.listeners[0]?.port ?? 0, '127.0.0.1');
  atEnd(t, () => void socket.destroy());
  for (const id of ['one', 'two']) service.store.signInLog.record(signInRecord({ id, at: Date.now() }));
  await service.store.signInLog.list({ tenantId: null, limit: 1 });
  const unfinished = { directory: 't', perDirectory: 9, inAll: 9 };
  await service.store.records.put('t/DeviceCode', 'a', {}, Date.now() + 60_000, Date.now(), unfinished);
  const watching = new AbortController();
  atEnd(t, () => watching.abort());
  await fetch(`${url}/admin/v1/watch`, { headers, signal: watching.signal });

  const { origin, limits } = await eventually(ask, (told) => told.limits.get('limits.sessions')?.used === 1);
  assert.equal(origin, 'test');
  const shown = (name: string) => {
    const { value, source, used } = limits.get(name) ?? assert.fail(name);
    return [value, source, used];
  };
  assert.deepEqual(shown('limits.sessions'), [5, 'written', 1]);
  assert.deepEqual(shown('watch.viewings'), [2, 'written', 1]);
  assert.deepEqual(shown('authority.limits.unfinished'), [50_000, 'default', 1]);
  assert.deepEqual(shown('signInRecords'), [1_000_000, 'default', 2]);
  assert.deepEqual(shown('deliveryConcurrency'), [16, 'default', 0]);
  assert.deepEqual(shown('limits.recipients'), [1000, 'default', null]);
  assert.deepEqual(shown('store.signInRecords'), [20_000, 'fixed', 0]);
  assert.deepEqual(shown('lockout.failuresPerPair'), [10, 'fixed', null]);
  assert.ok(Number(limits.get('http.connections')?.used) >= 1);
  for (const { name, bounds } of limits.values()) assert.notEqual(bounds, '', name);
});
