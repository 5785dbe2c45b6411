/** Commands against a running sandbox: JSON that parses, and what each is there for. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Dialogue, login, secure } from './smtp-dialogue.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const root = join(import.meta.dirname, '../..');

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command; `input` is its standard input. */
function run(sandbox: Sandbox, parameters: readonly string[], input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const all = [join(root, 'bin/postern'), ...parameters, '--data', sandbox.dataDirectory];
    const child = execFile(process.execPath, all, { timeout: 60_000 }, (_error, stdout, stderr) => {
      assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

async function json(sandbox: Sandbox, parameters: readonly string[], input = ''): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await run(sandbox, [...parameters, '--json'], input);
  assert.equal(exitCode, 0, `${parameters.join(' ')}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function send(smtp: Dialogue, from: string, to: string, text = 'hello'): Promise<string> {
  await smtp.say(`MAIL FROM:<${from}>`);
  await smtp.say(`RCPT TO:<${to}>`);
  await smtp.say('DATA');
  smtp.raw(`From: <${from}>\r\nSubject: A test\r\n\r\n${text}\r\n.\r\n`);
  return smtp.reply();
}

async function signedIn(t: TestContext, sandbox: Sandbox, user: string, password = sandbox.password) {
  const smtp = await secure(sandbox.ports.submission);
  t.after(() => smtp.close());
  return { smtp, reply: await login(smtp, user, password) };
}

test('tenants, users, app passwords and permissions: added, shown, listed, removed', async (t) => {
  const sandbox = await startSandbox(t);
  const ask = (...parameters: string[]) => json(sandbox, parameters);
  const refused = async (says: RegExp, ...parameters: string[]) => {
    const { exitCode, stderr } = await run(sandbox, parameters);
    const isMissing = stderr.startsWith('postern: there is no ');
    assert.equal(exitCode, isMissing ? 3 : 1, `${parameters.join(' ')}: ${stderr}`);
    assert.match(stderr, says);
  };
  await ask('tenant', 'add', 'new.example', '--display-name', 'New');
  await refused(/new\.example already/, 'tenant', 'add', 'new.example');
  await ask('organization', 'set', '--tenant', 'new.example', '--smtp-auth', 'on');
  assert.match(JSON.stringify(await ask('tenant', 'list')), /new\.example/);
  const shown = await ask('tenant', 'show', 'new.example');
  assert.match(JSON.stringify(shown), /"smtpAuth":\{"value":"on","setBy":"[^"]+"/);

  const added = await ask('user', 'add', 'a@new.example', '--alias', 'b@new.example');
  const password = String(added['password']);
  assert.match(password, /^\S{16,}$/, 'a password is made and shown once');
  await refused(/belongs to another user already/, 'user', 'add', 'b@new.example');
  await refused(/no tenant/, 'user', 'add', 'a@nowhere.example');
  assert.match((await signedIn(t, sandbox, 'a@new.example', password)).reply, /^235/);
  await json(sandbox, ['user', 'set', 'a@new.example', '--password-stdin'], 'Another-password-1\n');
  assert.match((await signedIn(t, sandbox, 'a@new.example', 'Another-password-1')).reply, /^235/);
  assert.ok(!JSON.stringify(await ask('user', 'show', 'a@new.example')).includes('argon2'));

  await ask('user', 'set', 'a@new.example', '--mfa', 'enforced');
  const app = await ask('app-password', 'add', 'a@new.example', '--name', 'scanner');
  assert.match((await signedIn(t, sandbox, 'a@new.example', String(app['password']))).reply, /^235/);
  assert.ok(!JSON.stringify(await ask('app-password', 'list', 'a@new.example')).includes(String(app['password'])));
  await ask('app-password', 'remove', 'a@new.example', 'scanner');
  assert.match((await signedIn(t, sandbox, 'a@new.example', String(app['password']))).reply, /^535/);
  await refused(/no app password scanner/, 'app-password', 'remove', 'a@new.example', 'scanner');

  await ask('mailbox', 'set', 'a@new.example', '--smtp-auth', 'off', '--messages-per-minute', '5');
  assert.match(JSON.stringify(await ask('user', 'list', '--tenant', 'new.example')), /a@new\.example/);
  await ask('user', 'remove', 'a@new.example');
  await refused(/no user/, 'user', 'show', 'a@new.example');
});

test('Send As is granted by a command, and holds at the next sign-in', async (t) => {
  const sandbox = await startSandbox(t);
  const before = await signedIn(t, sandbox, 'printer@contoso.example');
  const denied = await send(before.smtp, 'mfa@contoso.example', 'x@y.example');
  assert.match(denied, /^554 5\.2\.252 SendAsDenied/);
  await json(sandbox, ['mailbox-permission', 'add', 'mfa@contoso.example', '--trustee', 'printer@contoso.example']);
  assert.match(
    JSON.stringify(await json(sandbox, ['mailbox-permission', 'list', 'mfa@contoso.example'])),
    /printer@contoso\.example.*SendAs/,
  );
  const after = await signedIn(t, sandbox, 'printer@contoso.example');
  assert.match(await send(after.smtp, 'mfa@contoso.example', 'x@y.example'), /^250/);
  await json(sandbox, ['mailbox-permission', 'remove', 'mfa@contoso.example', '--trustee', 'printer@contoso.example']);
  const last = await signedIn(t, sandbox, 'printer@contoso.example');
  assert.match(await send(last.smtp, 'mfa@contoso.example', 'x@y.example'), /^554/);
});

test('messages are listed, found by recipient, shown and given out octet by octet; the queue obeys', async (t) => {
  const sandbox = await startSandbox(t);
  const ask = (...parameters: string[]) => json(sandbox, parameters);
  const { smtp } = await signedIn(t, sandbox, 'printer@contoso.example');
  assert.match(await send(smtp, 'printer@contoso.example', 'Ann@y.example', 'first'), /^250/);
  assert.match(await send(smtp, 'printer@contoso.example', '451@y.example', 'second'), /^250/);
  const found = (await ask('message', 'list', '--to', 'ann@Y.example')) as { messages: { id: string }[] };
  assert.equal(found.messages.length, 1);
  const id = found.messages[0]?.id ?? '';
  assert.equal((await ask('message', 'show', id))['text'], 'first\n');
  const { stdout } = await run(sandbox, ['message', 'raw', id]);
  assert.match(stdout, /^Received: from /);
  assert.ok(stdout.endsWith('\r\n\r\nfirst\r\n'), JSON.stringify(stdout.slice(-40)));
  const ofMailbox = (await ask('message', 'list', '--mailbox', 'printer@contoso.example')) as { messages: unknown[] };
  assert.equal(ofMailbox.messages.length, 2, 'the copies in Sent Items');

  const queue = async () =>
    ((await ask('queue', 'list')) as { messages: { id: string; recipients: { state: { name: string } }[] }[] })
      .messages;
  let waiting = await queue();
  for (let tries = 0; tries < 100 && waiting[0]?.recipients[0]?.state.name !== 'deferred'; tries += 1)
    waiting = await queue();
  const deferred = waiting[0]?.id ?? '';
  await ask('queue', 'hold', deferred);
  assert.equal((await queue())[0]?.recipients[0]?.state.name, 'held');
  await ask('queue', 'release', deferred);
  await ask('queue', 'hold', deferred);
  await ask('queue', 'cancel', deferred);
  assert.deepEqual(await queue(), []);
  const again = await run(sandbox, ['queue', 'retry', deferred]);
  assert.equal(again.exitCode, 1);
  for (const action of ['retry', 'hold', 'release', 'cancel']) {
    const unknown = await run(sandbox, ['queue', action, 'FFFFFFFFFFFFFFFF']);
    assert.equal(unknown.exitCode, 3);
    assert.match(unknown.stderr, /no message FFFFFFFFFFFFFFFF/);
  }
});

test('why: a refusal at AUTH, one at the end of DATA, from a whole pasted line; sign-ins are listed', async (t) => {
  const sandbox = await startSandbox(t);
  const { smtp, reply } = await signedIn(t, sandbox, 'mailbox-off@contoso.example');
  smtp.close();
  const why = async (pasted: string) => run(sandbox, ['why', pasted]);
  const atAuth = await why(reply);
  assert.match(atAuth.stdout, /shut .*smtp-auth|smtp-auth/);
  assert.match(atAuth.stdout, /mailboxSmtpAuth of the user is "off" \(set by sandbox/);
  assert.match(atAuth.stdout, /opens it: /);
  const sender = await signedIn(t, sandbox, 'printer@contoso.example');
  await send(sender.smtp, 'mfa@contoso.example', 'x@y.example');
  const list = await json(sandbox, ['sign-in', 'list', '--user', 'printer@contoso.example']);
  const [signIn] = (list as { signIns: { sessionId: string; outcome: string }[] }).signIns;
  assert.equal(signIn?.outcome, 'allowed');
  const search = ['--gate', 'smtp-auth', '--kind', 'smtp', '--from', '2026-01-01T00:00:00Z'];
  const exported = await run(sandbox, ['sign-in', 'export', ...search]);
  const lines = exported.stdout.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { login: string }).login),
    ['mailbox-off@contoso.example'],
  );
  assert.match((await run(sandbox, ['audit', 'export', '--action', 'tenant.add'])).stdout, /^\{"id":.*"tenant.add"/);
  assert.match((await why(signIn?.sessionId ?? '')).stdout, /refused with sendAsDenied/);
  const unknown = await why('0000000000000000');
  assert.equal(unknown.exitCode, 3);
  assert.match(unknown.stderr, /there is no record of session 0000000000000000/);
  const malformed = await why('no id in here');
  assert.equal(malformed.exitCode, 2);
});

test('the door answers bad requests in one shape, and only to who holds its token', async (t) => {
  const sandbox = await startSandbox(t);
  const { token } = JSON.parse(
    await import('node:fs/promises').then(({ readFile }) => readFile(join(sandbox.dataDirectory, 'door.json'), 'utf8')),
  ) as { token: string };
  const ask = async (path: string, options: RequestInit = {}, bearer = token) => {
    const response = await fetch(`${sandbox.httpUrl}/admin/v1${path}`, {
      ...options,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    });
    const text = await response.text();
    assert.doesNotMatch(text, /node_modules|\.ts:\d|"stack"/);
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  };
  const cases: readonly [number, string, RequestInit?, string?][] = [
    [401, '/tenants', {}, 'wrong'],
    [401, '/tenants', {}, ''],
    [404, '/nothing'],
    [404, '/tenants/nobody.example'],
    [404, '/messages/%00'],
    [400, '/messages?limit=many'],
    [400, '/tenants', { method: 'POST', body: '{' }],
    [400, '/tenants', { method: 'POST', body: '{"domain": 5}' }],
    [400, '/tenants', { method: 'POST', body: '{"domain": "a.example", "extra": 1}' }],
    [400, '/tenants/contoso.example/settings', { method: 'PATCH', body: '{"settings": {"smtpAuth": "maybe"}}' }],
    [400, '/tenants/contoso.example/settings', { method: 'PATCH', body: '{"settings": {"colour": "red"}}' }],
    [413, '/tenants', { method: 'POST', body: JSON.stringify({ domain: 'x'.repeat(2_000_000) }) }],
  ];
  for (const [status, path, options, bearer] of cases) {
    const answer = await ask(path, options, bearer);
    assert.equal(answer.status, status, `${path}: ${answer.text}`);
    assert.match(answer.type, /^application\/problem\+json/, path);
    const problem = JSON.parse(answer.text) as Record<string, unknown>;
    assert.deepEqual(Object.keys(problem).slice(0, 4), ['type', 'title', 'status', 'detail'], path);
  }
});

test('a change is in the audit log, is taken back from there, and ends by itself where it was asked to', async (t) => {
  const sandbox = await startSandbox(t);
  const ask = (...parameters: string[]) => json(sandbox, parameters);
  const entriesOf = async (...more: string[]) =>
    (
      (await ask('audit', 'list', '--on', 'mailbox-off@contoso.example', ...more)) as {
        entries: { id: string; action: string }[];
      }
    ).entries;
  const turn = (value: string, ...more: string[]) =>
    ask('mailbox', 'set', 'mailbox-off@contoso.example', '--smtp-auth', value, ...more);
  const reply = async (): Promise<string> => {
    const { smtp, reply: answered } = await signedIn(t, sandbox, 'mailbox-off@contoso.example');
    smtp.close();
    return answered;
  };
  await turn('on');
  assert.match(await reply(), /^235/);
  const [first] = await entriesOf();
  const shown = await run(sandbox, ['audit', 'show', first?.id ?? '']);
  assert.match(shown.stdout, /setting mailboxSmtpAuth: "off" -> "on"/);
  const undone = await ask('audit', 'undo', first?.id ?? '');
  assert.match(JSON.stringify(undone), /"before":"on","after":"off"/);
  assert.match(await reply(), /SmtpClientAuthentication is disabled for the Mailbox/);
  const again = await run(sandbox, ['audit', 'undo', first?.id ?? '']);
  assert.equal(again.exitCode, 1);
  assert.match(again.stderr, /already taken back by .+ at .+ \(change [\da-f-]{36}\)/);

  const until = new Date(Date.now() + 5000).toISOString();
  await turn('on', '--until', until);
  assert.match(await reply(), /^235/);
  for (let tries = 0; tries < 100 && (await entriesOf('--limit', '2'))[0]?.action !== 'change.end'; tries += 1)
    await reply();
  assert.match(await reply(), /SmtpClientAuthentication is disabled for the Mailbox/);
  const past = await run(sandbox, [
    'mailbox',
    'set',
    'mailbox-off@contoso.example',
    '--smtp-auth',
    'on',
    '--until',
    '1999-01-01T00:00:00Z',
  ]);
  assert.equal(past.exitCode, 2);
});
