/** `postern login` and commands with `--server`, as processes, against a real service on TLS. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Session } from '../../src/cli/remote/session-file.ts';
import { Browser } from '../fixtures/browser.ts';
import { houseOverTls } from '../fixtures/house-over-tls.ts';
import { request } from '../fixtures/house-with-people.ts';
import { atPages } from '../fixtures/person-at-pages.ts';

const program = join(import.meta.dirname, '../../bin/postern');

interface Ran {
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The house, and a machine elsewhere that has a directory for what its user signed in to. */
async function elsewhere(t: TestContext) {
  const house = await houseOverTls(t);
  const home = await mkdtemp(join(tmpdir(), 'postern-home-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const sessionFile = join(home, 'postern', 'sessions.json');
  const server = house.service.httpUrl;
  const run = (
    parameters: readonly string[],
    more: Record<string, string> = {},
    said: (text: string, child: ChildProcess) => void = () => {},
  ) =>
    new Promise<Ran>((resolve) => {
      const { POSTERN_SERVER: _, POSTERN_DATA: __, ...environment } = process.env;
      const env = { ...environment, XDG_CONFIG_HOME: home, ...more };
      const child = spawn(process.execPath, [program, ...parameters], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const ran = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => {
        ran.stderr += chunk.toString();
        said(ran.stderr, child);
      });
      child.once('close', (code, signal) => {
        assert.doesNotMatch(ran.stderr, /\n\s+at /, 'no stack trace');
        resolve({ exitCode: code ?? -1, signal, ...ran });
      });
    });
  /** The command, while the person it is for opens the address that it shows. */
  const login = async (name: string, ...more: string[]): Promise<Ran> => {
    let opened: Promise<unknown> | undefined;
    const ran = await run(['login', '--server', server, '--ca', house.service.caFile ?? '', ...more], {}, (text) => {
      const [, address, code] = /open (\S+) in a browser and enter the code (\S+)/.exec(text) ?? [];
      if (address === undefined) return;
      opened ??= atPages(new Browser(), `${address}?user_code=${code}`, house.personOf(name));
    });
    await opened;
    return ran;
  };
  const sessions = async () => (JSON.parse(await readFile(sessionFile, 'utf8')) as { sessions: Session[] }).sessions;
  /** As if so much time had passed that the access token is no longer good. */
  const age = async () =>
    writeFile(
      sessionFile,
      JSON.stringify({ sessions: (await sessions()).map((each) => ({ ...each, accessTokenEndsAt: 0 })) }),
    );
  return { ...house, home, server, sessionFile, run, login, sessions, age };
}

test('a person signs in with a code; commands go as them, are refreshed, and end with what they may', async (t) => {
  const house = await elsewhere(t);
  const { addUser, administration, tenant, login, run, server, sessionFile, sessions, age } = house;
  const ann = await addUser('ann');
  const other = await administration.tenants.add(request, { domain: 'other.example' });
  const signedIn = await login('ann@x.example');
  assert.equal(signedIn.exitCode, 0, signedIn.stderr);
  assert.match(signedIn.stdout, /^signed in at https:\S+ as ann@x\.example/);
  assert.equal((await stat(sessionFile)).mode & 0o777, 0o600);

  const refused = await run(['tenant', 'show', 'x.example', '--server', server]);
  assert.equal(refused.exitCode, 4);
  assert.match(refused.stderr, /one of these roles is needed: .*exchange-administrator/);
  const target = { kind: 'user', id: ann.id, name: ann.userPrincipalName } as const;
  const role = { tenantId: tenant.id, principalId: ann.id, role: 'exchange-administrator' } as const;
  await administration.roles.assign(request, role, target);
  const shown = await run(['tenant', 'show', 'x.example'], { POSTERN_SERVER: `${server}/` });
  assert.equal(shown.exitCode, 0, shown.stderr);
  assert.match(shown.stdout, /x\.example/);
  const changed = await run(['mailbox', 'set', 'ann@x.example', '--smtp-auth', 'off', '--server', server]);
  assert.equal(changed.exitCode, 0, changed.stderr);
  const [entry] = await administration.changes.list(request, { tenantId: tenant.id, limit: 1 });
  assert.deepEqual([entry?.actor.kind, entry?.actor.name], ['user', 'ann@x.example']);
  const foreign = await run(['tenant', 'show', other.domain, '--server', server]);
  assert.match(foreign.stderr, /there is no tenant other\.example/);

  // A refresh token is good once: three commands at the same moment use it once.
  const [before] = await sessions();
  await age();
  const list = ['user', 'list', '--tenant', 'x.example', '--server', server];
  for (const { exitCode, stderr } of await Promise.all([run(list), run(list), run(list)]))
    assert.equal(exitCode, 0, stderr);
  const [after] = await sessions();
  assert.ok(after?.refreshToken && after.refreshToken !== before?.refreshToken);
  assert.equal((await stat(sessionFile)).mode & 0o777, 0o600);

  await administration.settings.changeOfUser(request, ann, { tokensValidFrom: Date.now() + 1000 });
  const revoked = await run(list);
  assert.equal(revoked.exitCode, 4);
  assert.match(revoked.stderr, /taken back; sign in again\) at \S+: postern login --server https:/);
  await age();
  assert.match((await run(list)).stderr, /the sign-in has ended \(AADSTS50173: .*\) at \S+: postern login/);

  const out = await run(['logout']);
  assert.match(out.stdout, /^signed out at https:/);
  assert.ok(!(await readFile(sessionFile, 'utf8')).includes('eyJ'));
  assert.match((await run(list)).stderr, /you are not signed in at \S+: postern login --server/);
});

test('an application signs in with its secret, in a file, and may what its role lets it', async (t) => {
  const house = await elsewhere(t);
  const { addApplication, addCredentials, administration, tenant, run, server, home, service, age, sessions } = house;
  const { application, principal } = await addApplication({ applicationPermissions: ['Postern.ManageAsApp'] });
  const { secret } = await addCredentials(application);
  const file = join(home, 'secret.txt');
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  const command = ['login', '--server', server, '--client-id', application.appId, '--client-secret-file', file];
  const tenantless = await run([...command, '--ca', service.caFile ?? '']);
  assert.deepEqual([tenantless.exitCode, /--tenant/.test(tenantless.stderr)], [2, true]);
  const signedIn = await run([...command, '--tenant', 'x.example', '--ca', service.caFile ?? '']);
  assert.equal(signedIn.exitCode, 0, signedIn.stderr);
  assert.ok(!JSON.stringify(await sessions()).includes(secret), 'the secret stays in its file');
  const list = ['user', 'list', '--tenant', 'x.example', '--server', server];
  assert.match((await run(list)).stderr, /one of these roles is needed/);
  const target = { kind: 'service-principal', id: principal.id, name: principal.displayName } as const;
  const role = { tenantId: tenant.id, principalId: principal.id, role: 'user-administrator' } as const;
  await administration.roles.assign(request, role, target);
  await age();
  assert.equal((await run(list)).exitCode, 0);
  await writeFile(file, 'wrong\n');
  await age();
  assert.match((await run(list)).stderr, /AADSTS7000215: Invalid client secret/);
});

test('whatever stands in the way is said with what to do about it', async (t) => {
  const { run, server, home, service, login, addUser } = await elsewhere(t);
  const noCertificate = join(home, 'none.pem');
  await writeFile(noCertificate, 'nothing');
  const ca = ['--ca', service.caFile ?? ''];
  const cases: readonly [string[], number, RegExp][] = [
    [['login', '--server', server], 69, /certificate of \S+ is not trusted here; .*--ca FILE/],
    [['login', '--server', server, '--ca', noCertificate], 2, /none\.pem holds no certificate in PEM/],
    [['login', '--server', server, '--ca', join(home, 'missing.pem')], 2, /missing\.pem cannot be read/],
    [['login', '--server', server, ...ca, '--tenant', 'nobody.example'], 4, /AADSTS90002: Tenant 'nobody\.example'/],
    [['login', '--server', 'https://127.0.0.1:4'], 69, /cannot be reached \(ECONNREFUSED\)/],
    [['login', '--server', 'http://mail.example'], 2, /--server takes an address as in https:/],
    [['login', '--server', server, ...ca, '--timeout', 'soon'], 2, /--timeout must be a number of seconds from 1/],
    [['login'], 2, /name the service with --server URL/],
    [['login', '--server', server, '--client-id', 'x'], 2, /go together/],
    [['tenant', 'list', '--server', server, '--data', home], 2, /either --server/],
    [['tenant', 'list', '--server', server], 4, /you are not signed in at \S+: postern login/],
    [['logout'], 4, /you are not signed in/],
  ];
  for (const [parameters, exitCode, says] of cases) {
    const ran = await run(parameters);
    assert.match(ran.stderr, says);
    assert.equal(ran.exitCode, exitCode, parameters.join(' '));
  }
  await addUser('ann');
  assert.equal((await login('ann@x.example', '--tenant', 'x.example')).exitCode, 0);
});

test('who is awaited is told until when; the wait has an end, and Ctrl-C is quiet', async (t) => {
  const { run, server, service, sessionFile } = await elsewhere(t);
  const command = ['login', '--server', server, '--ca', service.caFile ?? ''];
  const words =
    /^To sign in, open \S+ in a browser and enter the code \S+\nWaiting for you until \d\d:\d\d:\d\d; Ctrl-C gives up\n/;
  const late = await run([...command, '--timeout', '1']);
  assert.deepEqual([late.exitCode, late.stdout], [4, '']);
  assert.match(late.stderr, words);
  assert.match(late.stderr, /\npostern: nobody signed in in time; start "postern login" again\n$/);

  const interrupted = await run(command, {}, (text, child) => {
    if (words.test(text)) child.kill('SIGINT');
  });
  assert.deepEqual([interrupted.signal, interrupted.stdout], ['SIGINT', '']);
  assert.equal(interrupted.stderr.replace(words, ''), '');
  await assert.rejects(stat(sessionFile), { code: 'ENOENT' });
});
