/** Watching a service live: dialogues in the notation of swaks, secrets gone by their place, and only for those who may. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Service } from '../../src/app.ts';
import { openDoor } from '../../src/cli/door.ts';
import { makePasswordVerifiers } from '../../src/sign-in/credentials/make-verifiers.ts';
import { eventually } from '../fixtures/eventually.ts';
import { houseWithApplication, request } from '../fixtures/house-with-application.ts';
import { base64, secure } from './smtp-dialogue.ts';

const password = 'Planted-password-1';
const token = 'planted.bearer.token2';

/** `postern watch` as a person runs it; `until` waits for something to be printed. */
async function watching(t: TestContext, dataDirectory: string, parameters: readonly string[] = []) {
  const root = join(import.meta.dirname, '../..');
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'bin/postern'), 'watch', '--data', dataDirectory, ...parameters],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  t.after(() => child.kill());
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return {
    printed: () => printed,
    async until(pattern: RegExp): Promise<string> {
      const read = await eventually(
        () => printed,
        (text) => pattern.test(text),
        60_000,
      );
      assert.match(read, pattern);
      return read;
    },
  };
}

/** The entry of the audit log that says who watches. */
function begun({ store }: Service) {
  const look = async () => (await store.auditLog.list({ tenantId: null, action: 'watch.start', limit: 1 }))[0];
  return eventually(look, (entry) => entry !== undefined, 60_000);
}

test('a dialogue is printed line by line, without what a client says in secret and without the message', async (t) => {
  const { service, administration, tenant, dataDirectory } = await houseWithApplication(t, []);
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const watcher = await watching(t, dataDirectory, ['--address', '127.0.0.0/8', '--seconds', '60']);
  // It is in the audit log before anything is shown.
  const entry = await begun(service);
  assert.deepEqual([entry?.target.name, entry?.actor.kind], ['every tenant', 'local']);
  const smtp = await secure(service.listeners[0]?.port ?? 0);
  t.after(() => smtp.close());
  for (const line of [
    `AUTH PLAIN ${base64(`\0a@x.example\0${password}`)}`,
    'AUTH LOGIN',
    base64('a@x.example'),
    // In clear, by mistake.
    password,
    `AUTH XOAUTH2 ${base64(`user=a@x.example\u0001auth=Bearer ${token}\u0001\u0001`)}`,
    'AUTH OAUTHBEARER',
    base64(`n,a=a@x.example,\u0001auth=Bearer ${token}\u0001\u0001`),
    // Nothing asked for it.
    base64(password),
    password,
    'MAIL FROM:<a@x.example>',
    'QUIT',
  ])
    await smtp.say(line);
  const printed = await watcher.until(/=== Connection closed/);
  const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(25 + 17));
  assert.deepEqual(lines.slice(0, 4), ['=== Connected from 127.0.0.1', lines[1], ' -> EHLO test', lines[3]]);
  for (const shown of [
    ' -> STARTTLS',
    ' ~> EHLO test',
    ' ~> AUTH PLAIN [44 characters]',
    ' ~> AUTH LOGIN',
    '<~  334 VXNlcm5hbWU6',
    ' ~> [16 characters]',
    ` ~> [${password.length} characters]`,
    ' ~> MAIL FROM:<a@x.example>',
    ' ~> QUIT',
  ])
    assert.ok(lines.includes(shown), `${shown} in\n${lines.join('\n')}`);
  assert.ok(lines.some((line) => /^=== TLS started: TLSv1\.[23], /.test(line)));
  assert.ok(lines.some((line) => line.startsWith('<~* 535 ')));
  for (const secret of [password, token, base64(password), base64('a@x.example')])
    assert.ok(!printed.includes(secret), secret);
});

test('of a message its octets are counted and nothing is shown; whoever watches the user sees all of the session', async (t) => {
  const { service, administration, tenant, dataDirectory } = await houseWithApplication(t, []);
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const verifiers = { ...(await makePasswordVerifiers(password, true)), scram: null };
  const user = { tenantId: tenant.id, userPrincipalName: 'a@x.example', aliases: ['b@x.example'], verifiers };
  await administration.users.add(request, user);
  const watcher = await watching(t, dataDirectory, ['--user', 'b@x.example', '--seconds', '60', '--json']);
  assert.notEqual(await begun(service), undefined);
  const other = await secure(service.listeners[0]?.port ?? 0);
  await other.say(`AUTH PLAIN ${base64(`\0other@x.example\0${password}`)}`);
  await other.say('QUIT');
  const smtp = await secure(service.listeners[0]?.port ?? 0);
  await smtp.say(`AUTH PLAIN ${base64(`\0a@x.example\0${password}`)}`);
  await smtp.say('MAIL FROM:<a@x.example>');
  await smtp.say('RCPT TO:<c@y.example>');
  await smtp.say('DATA');
  smtp.raw('Subject: kept to themselves\r\n\r\nhello\r\n.\r\n');
  await smtp.reply();
  await smtp.say('QUIT');
  const printed = await watcher.until(/=== Connection closed/);
  const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { sessionId: string; line: string });
  assert.equal(new Set(lines.map(({ sessionId }) => sessionId)).size, 1);
  const shown = lines.map(({ line }) => line);
  assert.equal(shown[0], '=== Connected from 127.0.0.1');
  assert.ok(shown.includes(' ~> [41 octets of a message]'), shown.join('\n'));
  assert.ok(!printed.includes('themselves') && !printed.includes('hello'));
});

test('a watch of a listener that there is not, or of no time, is refused instead of waiting', async (t) => {
  const { dataDirectory } = await houseWithApplication(t, []);
  const door = openDoor(dataDirectory);
  await assert.rejects(door.raw('/watch?listener=nope'), /there is no listener nope; there are \w+/);
  await assert.rejects(door.raw('/watch?seconds=0'), /from 1/);
});
