/** A backup of a service under load, the loss of all that it had, and the service as it was at that moment. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../fixtures/eventually.ts';
import { type Dialogue, login, secure } from './smtp-dialogue.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const user = 'printer@contoso.example';
/** A text that makes of a message one with a file of its own. */
const large = `${'x'.repeat(900)}\r\n`.repeat(400);

async function signedIn({ ports, password }: Sandbox): Promise<Dialogue> {
  const smtp = await secure(ports.submission);
  assert.match(await login(smtp, user, password), /^235/);
  return smtp;
}

async function send(smtp: Dialogue, subject: string, text: string): Promise<void> {
  await smtp.say(`MAIL FROM:<${user}>`);
  await smtp.say('RCPT TO:<ann@example.net>');
  await smtp.say('DATA');
  smtp.raw(`From: <${user}>\r\nSubject: ${subject}\r\n\r\n${text}\r\n.\r\n`);
  assert.match(await smtp.reply(), /^250/);
}

async function subjectsOf(sandbox: Sandbox): Promise<string[]> {
  const listed = JSON.parse(await sandbox.postern('message', 'list', '--limit', '1000', '--json')) as {
    messages: { subject: string }[];
  };
  return listed.messages.map(({ subject }) => subject);
}

async function tokenOf({ httpUrl, applications }: Sandbox): Promise<string> {
  const { domain, clientId, secret } = applications[0] ?? assert.fail('the sandbox has an application');
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const answer = await fetch(`${httpUrl}/${domain}/oauth2/v2.0/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function graphStatus({ httpUrl }: Sandbox, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${httpUrl}/v1.0/users`, { headers })).status;
}

test('what was acknowledged before a backup began is there once after it, with sign-ins and tokens', {
  timeout: 120_000,
}, async (t) => {
  const place = await mkdtemp(join(tmpdir(), 'postern-backup-'));
  t.after(() => rm(place, { recursive: true, force: true }));
  const file = join(place, 'postern.tar');
  const first = await startSandbox(t);
  const token = await tokenOf(first);
  const statusBefore = await graphStatus(first, token);
  assert.notEqual(statusBefore, 401);

  const sent: string[] = [];
  const stopping = new AbortController();
  const device = async (name: string) => {
    const smtp = await signedIn(first);
    for (let count = 0; !stopping.signal.aborted; count += 1) {
      const subject = `${name} ${count}`;
      await send(smtp, subject, count % 5 === 0 ? large : 'hello');
      sent.push(subject);
      // A mailbox may send thirty a minute.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    smtp.close();
  };
  const devices = ['one', 'two', 'three'].map((name) => device(name));
  assert.ok(await eventually(() => sent.length >= 8, Boolean, 60_000), `${sent.length} were sent`);
  const before = [...sent];
  await first.postern('backup', file);
  const sentMeanwhile = sent.length - before.length;
  stopping.abort();
  await Promise.all(devices);
  assert.ok(sentMeanwhile > 0, 'the service went on');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  await assert.rejects(first.postern('restore', file), /another Postern runs/);
  assert.match(await first.postern('audit', 'list'), /backup\.take/);

  await first.kill();
  await rm(first.dataDirectory, { recursive: true });
  await first.postern('restore', file);
  const second = await startSandbox(t, first.dataDirectory, new URL(first.httpUrl).port);
  const after = await subjectsOf(second);
  assert.deepEqual(
    before.filter((subject) => !after.includes(subject)),
    [],
    'none is lost',
  );
  assert.equal(new Set(after).size, after.length, 'none is there twice');
  assert.equal(await graphStatus(second, token), statusBefore);
  const smtp = await signedIn(second);
  await send(smtp, 'after', large);
  smtp.close();
  assert.equal((await subjectsOf(second)).length, after.length + 1);
  const listed = JSON.parse(await second.postern('message', 'list', '--limit', '1000', '--json')) as {
    messages: { id: string; sizeBytes: number }[];
  };
  const biggest = listed.messages.toSorted((one, other) => other.sizeBytes - one.sizeBytes)[0];
  assert.ok((await second.postern('message', 'raw', biggest?.id ?? '')).includes('xxxxx'), 'large bodies are there');
});
