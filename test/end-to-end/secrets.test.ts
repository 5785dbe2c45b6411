/** Secrets are planted wherever one can enter, and then looked for in everything that Postern writes or answers. */
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { eventually } from '../fixtures/eventually.ts';
import { runningService } from '../fixtures/running-service.ts';
import { temporaryDirectory } from '../fixtures/temporary-directory.ts';
import { base64, login, secure } from './smtp-dialogue.ts';

/** Each is looked for in clear and in base64. */
const planted = {
  password: 'Planted-password-1',
  nextPassword: 'Planted-password-2',
  wrong: 'Planted-wrong-3',
  token: 'planted.bearer.token4',
  jwt: 'eyJhbGciOiJub25lIn0.UGxhbnRlZC1qd3QtNQ.c2ln',
};

async function filesBelow(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true });
  const paths = names.map((name) => join(directory, name));
  const kinds = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, index) => kinds[index]?.isFile());
}

test('no planted secret is in a log, a record, a trace, an answer, an error or a file', async (t) => {
  const directory = await temporaryDirectory(t);
  const logFile = join(directory, 'postern.log');
  const service = await runningService(t, { log: { level: 'debug', file: logFile } }, directory);
  const seen: string[] = [];
  const door = await readLocalDoor(directory);
  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const headers = { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${door.url}/admin/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: text }),
    });
    const answered = await response.text();
    seen.push(answered);
    return answered;
  };
  await ask('POST', '/tenants', { domain: 'x.example' });
  await ask('PATCH', '/tenants/x.example/settings', { settings: { smtpAuth: 'on' } });
  await ask('POST', '/users', { userPrincipalName: 'a@x.example', password: planted.password, scram: true });
  await ask('PUT', '/users/a@x.example/password', { password: planted.nextPassword });
  await ask('PUT', '/users/a@x.example/password', { password: planted.wrong, other: planted.wrong });
  await ask('PUT', '/users/a@x.example/password', `{"password": "${planted.wrong}"`);

  const smtp = await secure(service.listeners[0]?.port ?? 0);
  const say = async (line: string): Promise<void> => void seen.push(await smtp.say(line));
  await say(`AUTH PLAIN ${base64(`\0a@x.example\0${planted.wrong}`)}`);
  seen.push(await login(smtp, 'a@x.example', planted.wrong));
  await say(`AUTH XOAUTH2 ${base64(`user=a@x.example\u0001auth=Bearer ${planted.token}\u0001\u0001`)}`);
  await say(`AUTH OAUTHBEARER ${base64(`n,a=a@x.example,\u0001auth=Bearer ${planted.jwt}\u0001\u0001`)}`);
  await say(`MAIL FROM:<${base64(planted.wrong)}@x.example> AUTH=${planted.wrong}`);
  await say(`AUTH PLAIN ${base64(`\0a@x.example\0${planted.nextPassword}`)}`);
  await say('MAIL FROM:<a@x.example>');
  await say('RCPT TO:<b@y.example>');
  await say('DATA');
  smtp.raw(`Subject: x\r\n\r\nhello\r\n.\r\n`);
  seen.push(await smtp.reply());
  await say('QUIT');
  const { signIns } = JSON.parse(await ask('GET', '/sign-ins')) as { signIns: { sessionId: string }[] };
  assert.ok(signIns.length >= 5, 'the attempts are in the log');
  await ask('GET', `/why/${signIns[0]?.sessionId}`);
  await ask('GET', '/messages');
  await ask('GET', '/users/a@x.example');
  const lines = [
    'postern_messages_total{result="accepted",reply=""} 1',
    'postern_delivery_attempts_total{connector="capture",state="delivered"} 1',
    'postern_sign_ins_total{outcome="refused",gate="credentials"} 2',
    'postern_sign_ins_total{outcome="allowed",gate=""} 1',
  ];
  const figures = async (): Promise<string> => (await fetch(`${door.url}/metrics`)).text();
  // The message is delivered after its 250.
  const all = await eventually(figures, (text) => lines.every((line) => text.includes(line)));
  seen.push(all);
  for (const line of lines) assert.ok(all.includes(line), line);
  await service.stop();

  const logged = await readFile(logFile, 'utf8');
  for (const event of [
    'service.started',
    'sign-in.refused',
    'sign-in.allowed',
    'message.accepted',
    'delivery.delivered',
  ])
    assert.ok(logged.includes(`"event":"${event}"`), event);
  const files = await Promise.all((await filesBelow(directory)).map((path) => readFile(path, 'latin1')));
  for (const [name, secret] of Object.entries(planted)) {
    for (const form of [secret, base64(secret), encodeURIComponent(secret)]) {
      assert.ok(!files.some((text) => text.includes(form)), `${name} in a file`);
      assert.ok(!seen.some((text) => text.includes(form)), `${name} in an answer`);
    }
  }
});
