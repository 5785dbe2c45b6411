/** `postern serve` on a directory where nobody administers: a link on the terminal, in no log, made anew, and none afterwards. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Browser, formOf } from '../fixtures/browser.ts';

const command = join(import.meta.dirname, '../../src/main.ts');
const link = /https:\/\/mail\.example\/setup#([a-z0-9-]{35})/;

async function serve(t: TestContext, configFile: string, dataDirectory: string) {
  const child = spawn(process.execPath, [command, 'serve', '--config', configFile, '--data', dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  t.after(stop);
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('ready\n')) resolve();
    });
    child.once('exit', () => reject(new Error('the service ended')));
  });
  return { printed, stop };
}

function postern(...parameters: string[]): Promise<{ exitCode: number; text: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...parameters], (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}

async function setUp(url: string, code: string): Promise<number> {
  const browser = new Browser();
  const { action, fields } = formOf(await (await browser.ask(`${url}/setup`)).text());
  const password = 'correct horse battery';
  const form = { ...fields, code, domain: 'fabrikam.example', login: 'ann', password, 'password-again': password };
  return (await browser.ask(`${url}${action}`, form)).status;
}

test('a link for the first administrator is printed at each start until there is one, and stands in no log', async (t) => {
  const path = await mkdtemp(join(tmpdir(), 'postern-first-start-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const [file, log, data] = [join(path, 'postern.json'), join(path, 'log'), join(path, 'data')];
  const configuration = {
    http: { port: 0, publicUrl: 'https://mail.example' },
    listeners: [{ name: 'submission', address: '127.0.0.1', port: 0 }],
    log: { level: 'debug', file: log },
  };
  await writeFile(file, JSON.stringify(configuration));
  const codeIn = (text: string): string => link.exec(text)?.[1] ?? assert.fail(text);

  const first = await serve(t, file, data);
  const old = codeIn(first.printed);
  await first.stop();
  const second = await serve(t, file, data);
  const printed = codeIn(second.printed);
  assert.notEqual(printed, old);
  const fresh = codeIn((await postern('setup', '--data', data)).text);
  const url = /HTTP: (http:\S+)/.exec(second.printed)?.[1] ?? '';
  // Cookies of this door are for browsers that come by its public address; this client keeps them by name.
  for (const code of [old, printed]) assert.equal(await setUp(url, code), 403);
  assert.equal(await setUp(url, fresh), 303);
  const over = await postern('setup', '--data', data);
  assert.notEqual(over.exitCode, 0);
  assert.match(over.text, /somebody administers this service already/);
  await second.stop();
  const third = await serve(t, file, data);
  assert.doesNotMatch(third.printed, /setup/);
  await third.stop();
  const logged = await readFile(log, 'utf8');
  for (const code of [old, printed, fresh]) assert.ok(logged.length > 0 && !logged.includes(code));
});
