/** The targets of the configuration: both logs go out, the figures and the log tell how it stands, and mistakes are named. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { eventually } from '../../test/fixtures/eventually.ts';
import { webhookReceiver } from '../../test/fixtures/forward-receiver.ts';
import { runningService } from '../../test/fixtures/running-service.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import { readLocalDoor } from '../lib/local-door.ts';

const secret = 'a secret of the webhook';

async function directoryFor(t: TestContext): Promise<string> {
  const directory = await temporaryDirectory(t);
  await writeFile(join(directory, 'secret'), `${secret}\n`);
  return directory;
}

function optionsFor(directory: string, forward: readonly object[]) {
  return {
    log: { file: join(directory, 'postern.log') },
    forward: forward.map((target) => ({ kind: 'webhook', secretFile: join(directory, 'secret'), ...target })),
  };
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
  const service = await runningService(t, optionsFor(directory, [target]), directory);
  const door = await readLocalDoor(directory);
  const figures = async (): Promise<string> => (await fetch(`${door.url}/metrics`)).text();
  const hasFigure = (figure: RegExp): Promise<string> => eventually(figures, (text) => figure.test(text));
  await fetch(`${door.url}/admin/v1/tenants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ domain: 'x.example' }),
  });
  const failed = await hasFigure(/postern_forward_failures\{target="hook",log="audit"\} [1-9]/);
  assert.match(failed, /postern_forward_failures\{target="hook",log="audit"\} [1-9]/);
  assert.match(failed, /postern_forward_lag_records\{target="hook",log="audit"\} 1\n/);
  isWell = true;
  await eventually(() => bodies.length > 0);
  const entry = JSON.parse(bodies[0] ?? '') as { log: string; action: string; changes: unknown[] };
  assert.equal(entry.log, 'audit');
  assert.equal(entry.action, 'tenant.add');
  assert.ok(entry.changes.length > 0);
  const recovered = /postern_forward_failures\{target="hook",log="audit"\} 0\n/;
  assert.match(await hasFigure(recovered), recovered);
  await service.stop();
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
  ];
  for (const [reason, targets] of refused) {
    const starting = runningService(t, optionsFor(directory, targets), directory);
    await assert.rejects(starting, (error: { parameters?: { reason?: string } }) => {
      assert.match(String(error.parameters?.reason), reason);
      return true;
    });
  }
});
