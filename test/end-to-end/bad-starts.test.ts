/** Starts that cannot succeed: each ends at once, says what to do, and shows no stack trace. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { startSandbox } from './start-sandbox.ts';

const command = join(import.meta.dirname, '../../bin/postern');
const anyPorts = [
  '--smtp-port',
  '0',
  '--smtps-port',
  '0',
  '--microsoft-port',
  '0',
  '--http-port',
  '0',
  '--https-port',
  '0',
];

interface Ended {
  readonly exitCode: number;
  readonly stderr: string;
}

function postern(...parameters: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...parameters],
      { timeout: 60_000 },
      (_error, _stdout, stderr) => {
        assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
        resolve({ exitCode: child.exitCode ?? -1, stderr });
      },
    );
  });
}

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-bad-start-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('a second service on one data directory is refused, and the first goes on', async (t) => {
  const { dataDirectory, postern: ask } = await startSandbox(t);
  for (const more of [[], ['--fresh']]) {
    const { exitCode, stderr } = await postern('sandbox', '--data', dataDirectory, ...anyPorts, ...more);
    assert.equal(exitCode, 1);
    assert.match(stderr, /another Postern runs on this data directory/);
    assert.match(await ask('tenant', 'list'), /fabrikam\.example/);
  }
});

test('a service does not start on the directory of a sandbox, nor a sandbox on that of a service', async (t) => {
  const data = await directory(t);
  const file = join(data, 'postern.json');
  await writeFile(file, JSON.stringify({ listeners: [{ name: 'a', port: 0 }] }));
  await writeFile(join(data, 'sandbox-password'), 'printed');
  const service = await postern('serve', '--config', file, '--data', data);
  assert.equal(service.exitCode, 1);
  assert.match(service.stderr, /a sandbox keeps its accounts here/);
  await rm(join(data, 'sandbox-password'));
  await writeFile(join(data, 'postern.db'), '');
  for (const more of [[], ['--fresh']]) {
    const sandbox = await postern('sandbox', '--data', data, ...anyPorts, ...more);
    assert.equal(sandbox.exitCode, 1);
    assert.match(sandbox.stderr, /a service keeps its data here/);
  }
});

test('a port that is taken is named, and the program ends', async (t) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  t.after(() => taken.close());
  const address = taken.address();
  const port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const data = await directory(t);
  for (const option of ['--smtp-port', '--http-port']) {
    const { exitCode, stderr } = await postern('sandbox', '--data', data, ...anyPorts, option, port);
    assert.equal(exitCode, 1, stderr);
    assert.match(stderr, /cannot be listened on.*choose another port/);
    assert.ok(stderr.includes(port), stderr);
  }
  const file = join(data, 'postern.json');
  const listeners = [{ name: 'a', port: 2525, address: '192.0.2.1' }];
  await writeFile(file, JSON.stringify({ http: { port: 0 }, listeners }));
  const elsewhere = await postern('serve', '--config', file, '--data', join(data, 'state'));
  assert.equal(elsewhere.exitCode, 1, elsewhere.stderr);
  assert.match(elsewhere.stderr, /192\.0\.2\.1 port 2525: this machine does not have that address/);
});

test('a configuration that is wrong is refused with the place and the reason', async (t) => {
  const data = await directory(t);
  const file = join(data, 'postern.json');
  const cases: readonly [string, RegExp][] = [
    ['{ "listeners": [', /postern\.json is not JSON/],
    ['{}', /listeners/],
    [
      '{ "listeners": [ { "name": "a", "port": "25" } ] }',
      /postern\.json: listeners\[0\]\.port must be a whole number from 0 to 65535/,
    ],
    [
      '{ "listeners": [ { "name": "a", "port": 0 } ], "colour": 1 }',
      /postern\.json: colour is no option; there are hostname, http/,
    ],
    [
      '{ "listeners": [ { "name": "a", "port": 0 } ], "certificate": { "certFile": "/no", "keyFile": "/no" } }',
      /certificate: \/no and \/no cannot be used; \/no cannot be read: there is no such file/,
    ],
  ];
  for (const [text, says] of cases) {
    await writeFile(file, text);
    const { exitCode, stderr } = await postern('serve', '--config', file, '--data', join(data, 'state'));
    assert.equal(exitCode, 2, `${text}: ${stderr}`);
    assert.match(stderr, says);
  }
  assert.match((await postern('serve', '--config', join(data, 'none.json'))).stderr, /none\.json cannot be read/);
  assert.match((await postern('serve')).stderr, /--config/);
});

test('a command that cannot be understood is answered with what can', async (t) => {
  const data = await directory(t);
  const cases: readonly [string[], number, RegExp][] = [
    [['nonsense'], 2, /unknown command/],
    [['user', 'nonsense'], 2, /unknown command/],
    [['user', 'list', '--nonsense'], 2, /unknown option/],
    [['why'], 2, /missing required argument/],
    [['mailbox', 'set', 'a@b.example', '--smtp-auth', 'maybe', '--data', data], 2, /on, off, inherit/],
    [['mailbox', 'set', 'a@b.example', '--data', data], 2, /nothing to set/],
    [['sandbox', '--smtp-port', 'many', '--data', data], 2, /smtp-port must be a number/],
    [['tenant', 'list', '--data', data], 69, /no service is running on .*start it with/],
  ];
  for (const [parameters, expected, says] of cases) {
    const { exitCode, stderr } = await postern(...parameters);
    assert.equal(exitCode, expected, `${parameters.join(' ')}: ${stderr}`);
    assert.match(stderr, says);
  }
});
