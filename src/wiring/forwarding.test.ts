/** The targets of the configuration: both logs go out, the figures and the log tell how it stands, and mistakes are named. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { webhookReceiver } from '../../test/fixtures/forward-receiver.ts';
import { startService } from '../app.ts';
import { configurationOf } from '../config/load.ts';
import { readLocalDoor } from '../lib/local-door.ts';

const secret = 'a secret of the webhook';

async function directoryFor(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-forwarding-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  await writeFile(join(directory, 'secret'), `${secret}\n`);
  return directory;
}

function configured(directory: string, forward: readonly object[]) {
  const configuration = {
    hostname: 'localhost',
    http: { port: 0 },
    listeners: [{ name: 'submission', address: '127.0.0.1', port: 0 }],
    log: { file: join(directory, 'postern.log') },
    forward: forward.map((target) => ({ kind: 'webhook', secretFile: join(directory, 'secret'), ...target })),
  };
  return configurationOf(configuration, 'test');
}

test('a change reaches the webhook, and its failures are in the figures and in the log, without the secret', async (t) => {
  const directory = await directoryFor(t);
  const bodies: string[] = [];
  let isWell = false;
  const { url } = await webhookReceiver(t, ({ body }, response) => {
    if (isWell) bodies.push(body);
    response.writeHead(isWell ? 200 : 500).end();
  });
  const target = { name: 'hook', url, retryFirstSeconds: 0.05, retryLongestSeconds: 0.1 };
  const service = await startService(configured(directory, [target]), directory);
  let isStopped = false;
  t.after(() => (isStopped ? undefined : service.stop()));
  const door = await readLocalDoor(directory);
  const figures = async (): Promise<string> => (await fetch(`${door.url}/metrics`)).text();
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    for (let round = 0; round < 500 && !(await holds()); round += 1) await delay(20);
    assert.ok(await holds(), String(holds));
  };
  await fetch(`${door.url}/admin/v1/tenants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ domain: 'x.example' }),
  });
  await until(async () => /postern_forward_failures\{target="hook",log="audit"\} [1-9]/.test(await figures()));
  assert.match(await figures(), /postern_forward_lag_records\{target="hook",log="audit"\} 1\n/);
  isWell = true;
  await until(() => bodies.length > 0);
  const entry = JSON.parse(bodies[0] ?? '') as { log: string; action: string; changes: unknown[] };
  assert.equal(entry.log, 'audit');
  assert.equal(entry.action, 'tenant.add');
  assert.ok(entry.changes.length > 0);
  await until(async () => (await figures()).includes('postern_forward_failures{target="hook",log="audit"} 0\n'));
  await service.stop();
  isStopped = true;
  const logged = await readFile(join(directory, 'postern.log'), 'utf8');
  assert.match(logged, /"event":"forward\.failed","target":"hook","log":"audit","reason":"the receiver answered 500"/);
  assert.match(logged, /"event":"forward\.recovered"/);
  assert.ok(!logged.includes(secret));
});

test('a target that cannot be is named at the start', async (t) => {
  const directory = await directoryFor(t);
  await writeFile(join(directory, 'short'), 'short');
  const url = 'https://hook.example/x';
  const refused: [RegExp, object[]][] = [
    [/https, or http to this machine/, [{ name: 'a', url: 'http://hook.example/x' }]],
    [/https, or http to this machine/, [{ name: 'a', url: 'https://name:password@hook.example/x' }]],
    [/https, or http to this machine/, [{ name: 'a', url: 'file:///etc/passwd' }]],
    [/less than 16 characters/, [{ name: 'a', url, secretFile: join(directory, 'short') }]],
    [/cannot be read/, [{ name: 'a', url, secretFile: join(directory, 'none') }]],
    [
      /have the name a/,
      [
        { name: 'a', url },
        { name: 'a', url },
      ],
    ],
  ];
  for (const [reason, targets] of refused) {
    const starting = startService(configured(directory, targets), directory);
    await assert.rejects(starting, (error: { parameters?: { reason?: string } }) => {
      assert.match(String(error.parameters?.reason), reason);
      return true;
    });
  }
});
