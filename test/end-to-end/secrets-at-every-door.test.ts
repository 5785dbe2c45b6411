/** Secrets in the wrong place: each door, each field; none is in a log, an export, a watched line, a forwarded record or a file. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createAdministration } from '../../src/administration/administration.ts';
import { startService } from '../../src/app.ts';
import { configurationOf, loadConfiguration } from '../../src/config/load.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { newGuid } from '../../src/lib/id.ts';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { syslogReceiver, webhookReceiver } from '../fixtures/forward-receiver.ts';
import { request } from '../fixtures/house-with-application.ts';
import { runningService } from '../fixtures/running-service.ts';
import { temporaryDirectory } from '../fixtures/temporary-directory.ts';
import { base64, login, secure } from './smtp-dialogue.ts';

/** Numbered by where they were planted. Nothing but a receiver of the request may know them. */
const secrets = new Set<string>();

function plant(): string {
  const secret = `Planted9secret${String(secrets.size).padStart(3, '0')}x`;
  secrets.add(secret);
  return secret;
}

/** Which of the planted are in `text`, in clear, in base64 (at any offset) or as a URL has them. */
function foundIn(text: string): string[] {
  return [...secrets].filter((secret) => {
    const shifted = [0, 1, 2].map((offset) =>
      base64(`${'\0'.repeat(offset)}${secret}`).slice(offset === 0 ? 0 : 4, -4),
    );
    return [secret, secret.toLowerCase(), ...shifted].some((form) => text.includes(form));
  });
}

function assertNone(where: string, text: string): void {
  assert.deepEqual(foundIn(text), [], where);
}

async function filesBelow(directory: string): Promise<string[]> {
  const paths = (await readdir(directory, { recursive: true })).map((name) => join(directory, name));
  const kinds = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, index) => kinds[index]?.isFile());
}

/** A command as a person runs it; all that it prints. */
function command(t: TestContext, parameters: readonly string[]): { child: ChildProcess; printed: () => string } {
  const bin = join(import.meta.dirname, '../../bin/postern');
  const child = spawn(process.execPath, [bin, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill());
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += String(chunk)));
  return { child, printed: () => printed };
}

async function houseFor(t: TestContext) {
  const directory = await temporaryDirectory(t);
  const posted: string[] = [];
  const hook = await webhookReceiver(t, ({ headers, body }, response) => {
    posted.push(JSON.stringify(headers), body);
    response.end();
  });
  const syslog = await syslogReceiver(t);
  const secretFile = join(tmpdir(), `postern-hook-${newGuid()}`);
  await writeFile(secretFile, plant() + plant());
  t.after(() => rm(secretFile, { force: true }));
  const options = {
    listeners: [{ name: 'submission', address: '127.0.0.1', port: 0, tarpitSeconds: 0, scram: true }],
    log: { level: 'debug', file: join(directory, 'postern.log') },
    forward: [
      { name: 'hook', kind: 'webhook', url: hook.url, secretFile, start: 'oldest' },
      { name: 'siem', kind: 'syslog', transport: 'tcp', host: '127.0.0.1', port: syslog.port, start: 'oldest' },
    ],
  };
  const service = await runningService(t, options, directory);
  const administration = createAdministration(service.store, { clock: systemClock, newGuid });
  const tenant = await administration.tenants.add(request, { domain: 'x.example' });
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const door = await readLocalDoor(directory);
  return {
    service,
    directory,
    administration,
    tenant,
    door,
    forwarded: () => [...posted, ...syslog.messages].join('\n'),
  };
}

/** Every mechanism, the secret in its own place and in that of the name, and commands with a secret in them. */
async function plantInSmtp(port: number): Promise<string[]> {
  const seen: string[] = [];
  const bearer = () => `auth=Bearer ${plant()}\u0001\u0001`;
  const dialogues: (() => string[])[] = [
    () => [`AUTH PLAIN ${base64(`\0a@x.example\0${plant()}`)}`],
    () => [`AUTH PLAIN ${base64(`\0${plant()}\0${plant()}`)}`],
    () => [`AUTH PLAIN ${base64(`${plant()}\0a@x.example\0${plant()}`)}`],
    () => ['AUTH PLAIN', base64(`\0${plant()}\0a@x.example`)],
    () => [`AUTH LOGIN ${base64(plant())}`, base64(plant())],
    () => ['AUTH LOGIN', plant(), plant()],
    () => [`AUTH XOAUTH2 ${base64(`user=a@x.example\u0001${bearer()}`)}`, ''],
    () => [`AUTH XOAUTH2 ${base64(`user=${plant()}\u0001${bearer()}`)}`, ''],
    () => [`AUTH OAUTHBEARER ${base64(`n,a=${plant()},\u0001${bearer()}`)}`, base64('\u0001')],
    () => [
      `AUTH SCRAM-SHA-256 ${base64(`n,,n=${plant()},r=abcdefgh`)}`,
      base64(`c=biws,r=${plant()},p=${base64(plant())}`),
    ],
    () => [`AUTH ${plant()}`, `AUTH PLAIN ${plant()}`],
    () => [plant(), base64(plant()), `PASS ${plant()}`],
    () => [`MAIL FROM:<a@x.example> AUTH=${plant()}`],
  ];
  for (const lines of dialogues) {
    const smtp = await secure(port);
    // The words of an unknown command come back to whoever said them, as Exchange does it.
    for (const line of lines()) seen.push((await smtp.say(line)).replace(/^(50\d .*)'.*'/, '$1'));
    smtp.close();
  }
  const smtp = await secure(port);
  seen.push(await login(smtp, plant(), plant()));
  smtp.close();
  return seen;
}

/** Bodies, query strings, headers and forms, well formed and not. */
async function plantInHttp(url: string, token: string): Promise<string[]> {
  const json = { 'content-type': 'application/json' };
  const local = { ...json, authorization: `Bearer ${token}` };
  const graph = `${url}/v1.0`;
  const token2 = `${url}/x.example/oauth2/v2.0/token`;
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const id = '00000000-0000-4000-8000-000000000000';
  const requests: [string, RequestInit][] = [
    [`${url}/admin/v1/users?password=${plant()}`, { headers: local }],
    [`${url}/admin/v1/users`, { method: 'POST', headers: local, body: `{"password": ${plant()}` }],
    [`${url}/admin/v1/users`, { method: 'POST', headers: local, body: JSON.stringify({ password: { is: plant() } }) }],
    [
      `${url}/admin/v1/users/a@x.example/password`,
      { method: 'PUT', headers: local, body: JSON.stringify({ pwd: plant() }) },
    ],
    [`${url}/admin/v1/users`, { headers: { authorization: `Bearer ${plant()}` } }],
    [
      `${url}/admin/v1/users`,
      { headers: { authorization: `Basic ${base64(`a:${plant()}`)}`, cookie: `s=${plant()}` } },
    ],
    [`${url}/nowhere?access_token=${plant()}`, {}],
    [`${graph}/users?access_token=${plant()}`, { headers: { authorization: `Bearer ${plant()}` } }],
    [
      `${graph}/me/messages`,
      { method: 'POST', headers: { ...json, authorization: `Bearer eyJ0.${plant()}.x` }, body: plant() },
    ],
    [
      `${url}/adminapi/beta/x.example/InvokeCommand`,
      { method: 'POST', headers: { ...json, authorization: `Bearer ${plant()}` }, body: plant() },
    ],
    [
      token2,
      form({ grant_type: 'client_credentials', client_id: id, client_secret: plant(), scope: 'postern/.default' }),
    ],
    [token2, form({ grant_type: 'password', client_id: id, username: 'a@x.example', password: plant() })],
    [token2, form({ grant_type: 'refresh_token', client_id: id, refresh_token: plant() })],
    [token2, form({ grant_type: 'authorization_code', client_id: id, code: plant(), code_verifier: plant() })],
    [
      token2,
      form({
        grant_type: 'client_credentials',
        client_id: id,
        client_assertion: `eyJ0.${plant()}.x`,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      }),
    ],
    [token2, form({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: id, device_code: plant() })],
    [
      token2,
      {
        method: 'POST',
        headers: { authorization: `Basic ${base64(`${id}:${plant()}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
    ],
    [`${token2}?client_secret=${plant()}`, form({ grant_type: 'client_credentials', client_id: id })],
    [`${url}/x.example/oauth2/v2.0/authorize?client_id=${id}&client_secret=${plant()}&id_token_hint=${plant()}`, {}],
    [`${url}/sign-in/${plant()}/password`, form({ login: plant(), password: plant() })],
  ];
  const seen: string[] = [];
  for (const [address, init] of requests) {
    const response = await fetch(address, { redirect: 'manual', ...init });
    assert.ok(response.status < 500, `${address}: ${response.status}`);
    seen.push(`${address.split('?')[0]?.replace(/Planted\w+/, '')}: ${await response.text()}`);
  }
  return seen;
}

test('a secret in any field of any door comes out at none', async (t) => {
  const { service, directory, door, forwarded } = await houseFor(t);
  const watcher = command(t, ['watch', '--data', directory, '--seconds', '120']);
  for (let round = 0; round < 200; round += 1) {
    if ((await service.store.auditLog.list({ tenantId: null, action: 'watch.start', limit: 1 })).length > 0) break;
    await delay(50);
  }
  const local = { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' };
  const admin = async (method: string, path: string, body?: object): Promise<string> => {
    const response = await fetch(`${door.url}/admin/v1${path}`, {
      method,
      headers: local,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return response.text();
  };
  const own = plant();
  const seen = [await admin('POST', '/users', { userPrincipalName: 'a@x.example', password: own, scram: true })];
  seen.push(...(await plantInSmtp(service.listeners[0]?.port ?? 0)));
  const smtp = await secure(service.listeners[0]?.port ?? 0);
  seen.push(await login(smtp, 'a@x.example', own));
  assert.match(seen.at(-1) ?? '', /^235/);
  smtp.close();
  seen.push(...(await plantInHttp(door.url, door.token)));
  for (const [index, each] of seen.entries()) assertNone(`answer ${index}: ${each.slice(0, 300)}`, each);

  const signIns = await admin('GET', '/sign-ins/export');
  assert.ok(signIns.split('\n').length > 8, signIns);
  assert.ok(signIns.includes('(not an address)'));
  assertNone('the sign-in log', signIns);
  assertNone('the audit log', await admin('GET', '/audit/export'));
  assertNone('the figures', await (await fetch(`${door.url}/metrics`)).text());
  const count = signIns.trim().split('\n').length;
  for (let round = 0; round < 300 && forwarded().split('"log":"sign-ins"').length <= 2 * count; round += 1)
    await delay(50);
  assert.ok(forwarded().split('"log":"sign-ins"').length > 2 * count, 'all was forwarded to both');
  assertNone('what was forwarded', forwarded());
  assert.match(watcher.printed(), /AUTH PLAIN/);
  assertNone('what was watched', watcher.printed());
  await service.stop();
  for (const file of await filesBelow(directory)) assertNone(file, await readFile(file, 'latin1'));
});

test('a mistake on the command line or in the configuration is named without the secret beside it', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'postern-planted-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  for (const parameters of [
    ['user', 'add', 'a@x.example', `--password=${plant()}`],
    ['user', 'add', 'a@x.example', '--password', plant()],
    ['application', 'secret', 'add', '--secret', plant()],
  ]) {
    const { child, printed } = command(t, [...parameters, '--data', directory]);
    await new Promise((resolve) => child.once('close', resolve));
    assertNone(parameters.slice(0, 2).join(' '), printed());
  }
  const file = join(directory, 'postern.json');
  const hook = { name: 'a', kind: 'webhook', secretFile: file };
  const listeners = [{ name: 'submission', port: 0 }];
  for (const text of [
    `{"forward": ${plant()}}`,
    `{"secret": "${plant()}" "a"}`,
    plant(),
    JSON.stringify({ listeners, secret: plant() }),
    JSON.stringify({ listeners, connectors: [{ name: 'a', kind: 'smtp', password: plant() }] }),
    JSON.stringify({ listeners, forward: [{ ...hook, url: 1, secret: plant() }] }),
  ]) {
    await writeFile(file, text);
    await assert.rejects(loadConfiguration(file), (error: { parameters?: unknown }) => {
      assertNone(text, JSON.stringify(error.parameters));
      return true;
    });
  }
  const configuration = configurationOf(
    { listeners, forward: [{ ...hook, url: `https://a:${plant()}@x.example` }] },
    'test',
  );
  await assert.rejects(startService(configuration, directory), (error: { parameters?: unknown }) => {
    assertNone('a url', JSON.stringify(error.parameters));
    return true;
  });
});
