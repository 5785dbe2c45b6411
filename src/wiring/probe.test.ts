/** Monitors: each figure has its value in the text that Prometheus reads, health and readiness their words and codes. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { houseWithApplication } from '../../test/fixtures/house-with-application.ts';
import { configurationOf } from '../config/load.ts';
import { createMetrics } from '../observability/metrics.ts';
import { embeddedCertificate } from '../smtp/server/tls/certificate-authority.ts';
import { openStore } from '../store/open-store.ts';
import { probeOf } from './probe.ts';

/** The parts of a service that a probe asks, without the service. */
async function partsOf(t: TestContext) {
  const path = await mkdtemp(join(tmpdir(), 'postern-probe-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const store = await openStore(path);
  t.after(() => store.close().catch(() => undefined));
  const { certFile, keyFile } = await embeddedCertificate(join(path, 'tls'), ['localhost'], Date.now());
  const pair = { cert: await readFile(certFile), key: await readFile(keyFile) };
  return { store, certificate: { pair: () => pair }, listeners: [{ name: 'submission', connections: 3 }] };
}

const configuration = (health: object) => configurationOf({ listeners: [{ name: 'x', port: 0 }], health }, 'test');

test('every figure of a fresh service stands in /metrics, with few series', async (t) => {
  const { service } = await houseWithApplication(t, []);
  await fetch(`${service.httpUrl}/v1.0/users`);
  await fetch(`${service.httpUrl}/${'anything'.repeat(9)}/x`);
  const text = await (await fetch(`${service.httpUrl}/metrics`)).text();
  const value = (series: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1],
    );
  for (const state of ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead']) {
    assert.equal(value(`postern_queue_recipients{state="${state}"}`), 0);
    assert.equal(value(`postern_queue_oldest_seconds{state="${state}"}`), 0);
  }
  assert.equal(value('postern_sessions{listener="submission"}'), 0);
  assert.equal(value('postern_store_writable'), 1);
  assert.equal(value('postern_sign_in_records_dropped_total'), 0);
  assert.ok(value('postern_disk_free_bytes') > 0);
  assert.ok(value('postern_store_seconds_count') > 0);
  assert.ok(value('postern_certificate_end_timestamp_seconds') > Date.now() / 1000);
  assert.equal(value('postern_http_request_seconds_count{door="graph",status="4xx"}'), 1);
  assert.equal(value('postern_http_request_seconds_count{door="none",status="4xx"}'), 1);
  assert.ok(!text.includes('anything'));
  assert.ok(text.split('\n').filter((line) => line.startsWith('postern_')).length < 200);
});

test('a service that runs is healthy and ready', async (t) => {
  const { service } = await houseWithApplication(t, []);
  const health = await fetch(`${service.httpUrl}/health`);
  assert.equal(health.status, 200);
  assert.deepEqual(await health.json(), { healthy: true, problems: [] });
  const ready = await fetch(`${service.httpUrl}/ready`);
  assert.deepEqual([ready.status, await ready.json()], [200, { ready: true, reasons: [] }]);
});

test('a disk below the limit is told of by health, and mail is still taken', async (t) => {
  const probe = probeOf(configuration({ freeDiskMiB: 1e12 }), createMetrics(), await partsOf(t), () => true);
  assert.match((await probe.problems()).join(), /the disk is nearly full/);
  assert.equal((await probe.readiness()).ready, true);
});

test('a store that cannot be written is named, makes the service not ready, and leaves the other figures', async (t) => {
  const parts = await partsOf(t);
  const metrics = createMetrics();
  const probe = probeOf(configuration({}), metrics, parts, () => true);
  await parts.store.close();
  assert.match((await probe.problems()).join(), /the store cannot be written/);
  assert.equal((await probe.readiness()).ready, false);
  const { text } = await metrics.read();
  assert.match(text, /^postern_store_writable 0$/m);
  assert.match(text, /^postern_sessions\{listener="submission"\} 3$/m);
  assert.doesNotMatch(text, /^postern_queue_recipients\{/m);
});

test('whoever asks again within a moment costs nothing', async (t) => {
  const parts = await partsOf(t);
  let asked = 0;
  const figures = {
    ...parts.store.figures,
    queue: () => {
      asked += 1;
      return parts.store.figures.queue();
    },
  };
  const metrics = createMetrics();
  probeOf(configuration({}), metrics, { ...parts, store: { figures } }, () => true);
  await Promise.all(Array.from({ length: 50 }, () => metrics.read()));
  assert.equal(asked, 1);
});
