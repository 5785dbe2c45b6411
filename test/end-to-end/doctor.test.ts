/** `postern doctor` against this service in both profiles, and its command line: verdicts, exit codes, page, archive, no secrets. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { findingsOfWire } from '../../src/doctor/rules/wire/all.ts';
import { examineServer } from '../../src/doctor/wire/examine-server.ts';
import { sandboxTenants } from '../../src/sandbox/accounts.ts';
import type { ReplyName } from '../../src/smtp/replies.ts';
import { lyingServer, scripted } from '../fixtures/lying-server.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const root = join(import.meta.dirname, '../..');

/** What a device of an account meets, and what the doctor is to say of it. */
const causes: Partial<Record<ReplyName, string>> = {
  smtpAuthDisabledForMailbox: 'mailbox-smtp-auth-disabled',
  smtpAuthDisabledForTenant: 'tenant-smtp-auth-disabled',
  credentialsIncorrect: 'bad-credentials',
  accountHasIssue: 'account-disabled',
  accountLocked: 'account-locked',
  mailboxCannotBeAccessed: 'mailbox-unlicensed-or-missing',
  basicAuthenticationDisabled: 'basic-auth-disabled-by-policy',
  basicAuthenticationRetired: 'basic-auth-retired',
  authenticationUnsuccessful: 'auth-failed-unspecified',
  temporaryServerError: 'server-temporary',
  serviceNotActive: 'server-temporary',
  blockedBySecurityDefaults: 'security-defaults',
  criteriaNotMet: 'conditional-access-or-policy',
  submissionQuotaExceeded: 'rate-limit-messages',
  dailyRecipientLimit: 'recipient-limit',
  mailboxFull: 'sender-mailbox-full',
  outboundSpam: 'sender-blocked-spam',
  sendAsDeniedOlder: 'send-as-denied',
  noPermissionAsSender: 'send-as-denied',
  senderThreadLimit: 'concurrent-connections',
};

test('of each account of the sandbox the doctor names what stops its device, in both profiles', async (t) => {
  const sandbox = await startSandbox(t);
  const ca = await readFile(sandbox.caFile, 'utf8');
  const accounts = sandboxTenants.flatMap(({ domain, accounts: all }) =>
    all.map(({ name, meets }) => ({ user: `${name}@${domain}`, meets })),
  );
  const wrong: string[] = [];
  for (const port of [sandbox.ports.submission, sandbox.ports['microsoft-365']]) {
    for (const { user, meets } of accounts) {
      const expected = meets === 'accepted' ? null : causes[meets];
      if (expected === undefined) continue;
      const facts = await examineServer({
        target: { host: 'localhost', port },
        limitMs: 30_000,
        credentials: { user, kind: 'password', secret: sandbox.password },
        envelope: { from: user, to: 'somebody@example.net' },
        sendMessage: true,
        authorities: [ca],
      });
      const [first] = findingsOfWire(facts);
      const stop = first?.severity === 'stops' ? first.id : null;
      if (stop !== expected) wrong.push(`${user} at ${port}: ${stop}, not ${expected}: ${first?.evidence.join()}`);
      assert.ok(!JSON.stringify(facts).includes(sandbox.password));
    }
  }
  assert.deepEqual(wrong, []);
});

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function doctor(parameters: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const all = { ...process.env, LANG: 'C', LC_ALL: '', LC_MESSAGES: '', POSTERN_DOCTOR_TOKEN: '', ...env };
    const options = { timeout: 60_000, env: all };
    const child = execFile(
      process.execPath,
      [join(root, 'bin/postern'), 'doctor', ...parameters],
      options,
      (_e, stdout, stderr) => {
        assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
        resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

async function directory(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'postern-doctor-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  return made;
}

function at(sandbox: Sandbox, user: string): string[] {
  const target = `localhost:${sandbox.ports['microsoft-365']}`;
  return [target, '--ca', sandbox.caFile, '--user', user, '--data', sandbox.dataDirectory];
}

test('the command line against a service', async (t) => {
  const sandbox = await startSandbox(t);
  await t.test(
    'what stops is said first, with exit code 1; page and archive hold it all and no password',
    async (t) => {
      const files = await directory(t);
      const [page, bundle, passwordFile] = ['r.html', 'r.tar.gz', 'pw'].map((name) => join(files, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(passwordFile, `${sandbox.password}\n`);
      const written = ['--html', page, '--bundle', bundle, '--transcript'];
      const ran = await doctor([
        ...at(sandbox, 'scanner@fabrikam.example'),
        '--imitate',
        'dotnet',
        '--password-file',
        passwordFile,
        ...written,
      ]);
      assert.equal(ran.exitCode, 1, ran.stderr);
      assert.match(
        ran.stdout,
        /^localhost:\d+ .*\n\n✗ Security defaults refuse sign-ins with a password {2}\(security-defaults\)\n/,
      );
      assert.match(ran.stdout, /✓ TLS .*trust: given/);
      assert.match(ran.stdout, /client-shows-other-error/);
      assert.match(ran.stdout, /\n ~> AUTH login \[\d+ characters\]\n/);
      const html = await readFile(page, 'utf8');
      assert.match(html, /<h1>Security defaults refuse sign-ins with a password<\/h1>/);
      assert.doesNotMatch(html, /<script|<link|<img|@import|url\(|javascript:/i);
      const unpacked = gunzipSync(await readFile(bundle)).toString();
      for (const name of ['report.txt', 'report.json', 'report.html', 'transcript.txt', 'about.json'])
        assert.ok(unpacked.includes(`postern-doctor/${name}`), name);
      const encoded = Buffer.from(sandbox.password).toString('base64');
      for (const text of [ran.stdout, ran.stderr, html, unpacked])
        for (const secret of [sandbox.password, encoded]) assert.ok(!text.includes(secret));
      assert.equal((await stat(bundle)).mode & 0o777, 0o600);
    },
  );

  await t.test(
    'a device that can send: exit code 0; the test message is found on the service by its mark',
    async () => {
      const parameters = [
        ...at(sandbox, 'printer@contoso.example'),
        '--to',
        'somebody@example.net',
        '--send',
        '--json',
      ];
      const { exitCode, stdout, stderr } = await doctor(parameters, `${sandbox.password}\n`);
      assert.equal(exitCode, 0, stderr + stdout);
      const { findings, facts } = JSON.parse(stdout) as {
        findings: { id: string; page: string; steps: unknown[] }[];
        facts: { message: { mark: string; queueId: string } };
      };
      assert.deepEqual(
        findings.filter(({ id }) => /message|sign-in/.test(id)).map(({ id }) => id),
        ['sign-in-works', 'message-accepted', 'message-found'],
      );
      assert.match(
        await sandbox.postern('message', 'raw', facts.message.queueId.split('@')[0] ?? ''),
        new RegExp(facts.message.mark),
      );
      for (const { page } of findings) assert.match(await readFile(join(root, page), 'utf8'), /^# /, page);
    },
  );

  await t.test('a token comes from a file or the environment', async (t) => {
    for (const [parameters, env] of [
      [['--token-file', join(await directory(t), 'token')], {}],
      [[], { POSTERN_DOCTOR_TOKEN: 'no-good-token' }],
    ] as const) {
      if (parameters[1] !== undefined) await writeFile(parameters[1], 'no-good-token\n');
      const { exitCode, stdout } = await doctor(
        [...at(sandbox, 'printer@contoso.example'), ...parameters, '--transcript'],
        '',
        env,
      );
      assert.equal(exitCode, 1);
      assert.match(stdout, / ~> AUTH XOAUTH2 \[\d+ characters\]/);
      assert.ok(!stdout.includes('no-good-token'));
    }
  });

  await t.test('an application gets its token by itself; of the service here no authority need be named', async (t) => {
    const secretFile = join(await directory(t), 'secret');
    const application = sandbox.applications.find(({ domain }) => domain === 'contoso.example');
    assert.ok(application);
    await writeFile(secretFile, `${application.secret}\n`);
    const signIn = ['--oauth', '--client-id', application.clientId, '--client-secret-file', secretFile];
    const place = [`localhost:${sandbox.ports.submission}`, '--data', sandbox.dataDirectory];
    const user = ['--user', 'printer@contoso.example', '--authority', sandbox.httpUrl];
    const { exitCode, stdout, stderr } = await doctor([...place, ...user, ...signIn, '--transcript']);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /AUTH xoauth2: 235/);
    assert.doesNotMatch(stdout + stderr, /eyJ/);
    const wrong = await doctor([
      ...place,
      ...user,
      '--oauth',
      '--client-id',
      application.clientId,
      '--client-secret-file',
      sandbox.caFile,
    ]);
    assert.equal(wrong.exitCode, 1);
    assert.match(wrong.stderr, /refused the sign-in/);
  });
});

test('words of a server that would write to the terminal or into the page stay words', async (t) => {
  const port = await lyingServer(t, scripted('554 \u001b[2J<script>alert(1)</script><img src=x onerror=alert(1)>'));
  const page = join(await directory(t), 'r.html');
  const { exitCode, stdout } = await doctor([`127.0.0.1:${port}`, '--html', page, '--transcript', '--lang', 'ru']);
  assert.equal(exitCode, 1);
  assert.match(stdout, /✗ Сервер отказывает уже в приветствии {2}\(server-refuses-to-talk\)/);
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(stdout, /\u001b/);
  const html = await readFile(page, 'utf8');
  assert.ok(!html.includes('<script>alert') && !html.includes('<img src') && html.includes('&lt;script&gt;'));
});

test('a command line that asks for what cannot be says so, with exit code 2', async (t) => {
  const empty = join(await directory(t), 'empty');
  await writeFile(empty, '');
  const rows: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /say what is to be examined/],
    [['a b'], /name the server/],
    [['localhost', '--timeout', '0'], /--timeout must be a number of seconds from 1 to 600/],
    [['localhost', '--imitate', 'nobody'], /Allowed choices are usual, dotnet/],
    [['localhost', '--password-file', empty], /--user LOGIN/],
    [['localhost', '--user', 'a', '--password-file', empty], /first line of .* is empty/],
    [['localhost', '--user', 'a'], /standard input holds no password/],
    [['localhost', '--ca', empty], /holds no certificate/],
    [['localhost', '--send'], /--from ADDRESS/],
    [['localhost', '--oauth'], /--user LOGIN/],
    [['localhost', '--user', 'a@x.example', '--oauth'], /--client-id ID/],
    [['localhost', '--from', 'nobody'], /nobody is no mail address/],
  ];
  const ran = await Promise.all(rows.map(([parameters]) => doctor(parameters)));
  for (const [i, { exitCode, stderr }] of ran.entries()) {
    assert.equal(exitCode, 2, rows[i]?.[0].join(' '));
    assert.match(stderr, rows[i]?.[1] ?? /^$/);
  }
});
