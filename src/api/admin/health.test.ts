/** Health through the admin API: what is there is counted, what is wrong is named with advice, and no person is named. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Value } from 'typebox/value';
import { acceptedMessage } from '../../../test/fixtures/accepted-message.ts';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import { runningService } from '../../../test/fixtures/running-service.ts';
import { temporaryDirectory } from '../../../test/fixtures/temporary-directory.ts';
import { createAdministration } from '../../administration/administration.ts';
import { formatConnectors } from '../../cli/format-connector.ts';
import { formatHealth } from '../../cli/format-health.ts';
import type { Answer } from '../../contract/route-contract.ts';
import { type listConnectors, showHealth } from '../../contract/service.ts';
import { systemClock } from '../../lib/clock.ts';
import { newGuid } from '../../lib/id.ts';
import { readLocalDoor } from '../../lib/local-door.ts';

type Health = Answer<typeof showHealth>;

async function ask<T>(dataDirectory: string, path: string): Promise<T> {
  const { url, token } = await readLocalDoor(dataDirectory);
  const answer = await fetch(`${url}/admin/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
  return (await answer.json()) as T;
}

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Mail to `y.example`, and the logs, go where nobody is. */
async function troubledHouse(t: TestContext) {
  const dataDirectory = await temporaryDirectory(t);
  const secretFile = join(dataDirectory, 'webhook-secret');
  await writeFile(secretFile, 'a secret that is long enough');
  const options = {
    log: { level: 'error', file: join(dataDirectory, 'log') },
    connectors: [
      { name: 'out', kind: 'smtp', host: '127.0.0.1', port: await deadPort(), tls: 'none', domains: ['Y.example'] },
      { name: 'sink', kind: 'capture' },
    ],
    forward: [
      {
        name: 'siem',
        kind: 'webhook',
        url: `http://127.0.0.1:${await deadPort()}/in`,
        secretFile,
        start: 'oldest',
      },
    ],
  };
  const service = await runningService(t, options, dataDirectory);
  return {
    service,
    dataDirectory,
    administration: createAdministration(service.store, { clock: systemClock, newGuid }),
  };
}

test('a service without trouble is healthy, with every figure in its place, and a secret that ends is told of', async (t) => {
  const { dataDirectory, application } = await houseWithApplication(t, []);
  const health = await ask<Health>(dataDirectory, '/health');
  assert.deepEqual([...Value.Errors(showHealth.answer ?? assert.fail(), health)], []);
  assert.equal(health.ready, true);
  assert.deepEqual(health.queue, []);
  assert.deepEqual(health.sessions, [{ listener: 'submission', open: 0 }]);
  assert.ok((health.disk?.freeBytes ?? 0) > 0 && health.storeWritable);
  assert.ok((health.certificateEndsAt ?? 0) > Date.now());
  assert.deepEqual(
    health.connectors.map(({ name, kind, waiting, failingSince }) => [name, kind, waiting, failingSince]),
    [['capture', 'capture', 0, null]],
  );
  assert.deepEqual(
    health.credentials?.map(({ kind, appId, application: name }) => [kind, appId, name]),
    [
      ['secret', application.appId, 'scan'],
      ['secret', application.appId, 'scan'],
    ],
  );
  assert.deepEqual(
    health.problems.map(({ what }) => what.replace(/ on .*/, '')),
    ['a secret of the application "scan" has ended', 'a secret of the application "scan" ends'],
    'nothing else is wrong',
  );
  assert.match(health.problems[0]?.advice ?? '', /postern application secret-add/);
});

test('what fails is named with what to do: mail that waits, dead letters, the connector, the forwarding; and no person', async (t) => {
  const { service, dataDirectory, administration } = await troubledHouse(t);
  const { store } = service;
  const tenant = await administration.tenants.add(request, { domain: 'x.example' });
  const user = await administration.users.add(request, {
    tenantId: tenant.id,
    userPrincipalName: 'hidden@x.example',
    verifiers: null,
  });
  const until = Date.now() + 3_600_000;
  await administration.settings.changeOfUser(request, user, { mailboxSmtpAuth: 'on' }, until);
  const accepted = (to: string[], acceptedAt: number) =>
    acceptedMessage({ tenantId: tenant.id, to, acceptedAt, envelope: { reversePath: 'hidden@x.example' } });
  const old = accepted(['secretive@y.example', 'a@z.example'], Date.now() - 2 * 3_600_000);
  await store.spool.open().commit(old, Buffer.from('Subject: x\r\n\r\n'));
  let health = await ask<Health>(dataDirectory, '/health');
  const settled = () => health.problems.length >= 3 && health.connectors.map(({ waiting }) => waiting).join() === '1,0';
  for (let tries = 0; tries < 150 && !settled(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    health = await ask<Health>(dataDirectory, '/health');
  }
  const [out, sink] = health.connectors;
  assert.equal(out?.waiting, 1);
  assert.ok(out.failingSince !== null && (out.lastFailure?.at ?? 0) >= out.failingSince);
  assert.equal(out.lastSuccessAt, null);
  assert.deepEqual([sink?.waiting, sink?.lastFailure], [0, null]);
  assert.ok((sink?.lastSuccessAt ?? 0) > 0, 'what is captured is a success');
  const said = health.problems.map(({ what }) => what).join('\n');
  assert.match(said, /^mail waits since 20/m);
  assert.match(said, /^the connector out fails since 20.*: .*(?:refused|ECONNREFUSED)/m);
  assert.match(said, /^the log audit does not reach siem, \d+ records? behind: /m);
  assert.ok(health.problems.every(({ advice }) => advice.length > 20));
  assert.equal(health.healthy, false);
  assert.equal(health.ready, true, 'mail is taken all the same');
  assert.deepEqual(
    health.endingChanges?.map(({ action, targetKind, until: end }) => [action, targetKind, end]),
    [['settings.change', 'user', until]],
  );
  assert.doesNotMatch(JSON.stringify(health), /hidden|secretive/);

  const { connectors } = await ask<Answer<typeof listConnectors>>(dataDirectory, '/connectors');
  assert.deepEqual(connectors[0]?.failingSince, out.failingSince);
  const listed = formatConnectors(connectors).split('\n');
  assert.match(listed[0] ?? '', /^NAME +KIND +DOMAINS +SERVER +TLS +USER +WAITING +LAST SUCCESS +LAST FAILURE$/);
  assert.match(
    listed[1] ?? '',
    /^out +smtp +Y\.example +127\.0\.0\.1:\d+ +none +- +1 +- +20.*\(fails since 20.*\) .+$/,
  );
  assert.match(listed[2] ?? '', /^sink +capture +all +- +- +- +0 +20\S+ +-$/);
  const text = formatHealth(health);
  assert.match(text, /^\d problems; mail is taken\n {2}mail waits since .*\n {4}see which connector fails/);
  assert.match(text, /^queue +1 deferred, oldest 20/m);
  assert.match(text, /^forwarding\n(?:.*\n)* {2}siem +audit +\d+ behind +nothing since the start +failed \d+ times: /m);
  assert.match(text, /^changes that end by themselves\n {2}\S+ +settings\.change +of a user +until 20/m);
});

test('dead letters are a problem, which a command shows', async (t) => {
  const { service, dataDirectory, administration } = await troubledHouse(t);
  const tenant = await administration.tenants.add(request, { domain: 'x.example' });
  const message = acceptedMessage({ tenantId: tenant.id, to: ['a@y.example'], acceptedAt: Date.now() });
  await service.store.spool.open().commit(message, Buffer.from('Subject: x\r\n\r\n'));
  await service.store.queue.find(message.id);
  const answer = { at: Date.now(), connector: 'out', text: '550 no' };
  const step = {
    messageId: message.id,
    ordinal: 0,
    attempts: 1,
    at: Date.now(),
    state: { name: 'dead', answer },
  } as const;
  await service.store.queue.change([
    { ...step, from: 'queued' },
    { ...step, from: 'delivering' },
    { ...step, from: 'deferred' },
  ]);
  const { problems } = await ask<Health>(dataDirectory, '/health');
  const dead = problems.find(({ what }) => what.startsWith('1 dead letter'));
  assert.match(dead?.advice ?? '', /postern queue list --state dead/);
  const { messages } = await ask<{ messages: { id: string }[] }>(dataDirectory, '/queue?state=dead');
  assert.deepEqual(
    messages.map(({ id }) => id),
    [message.id],
  );
});
