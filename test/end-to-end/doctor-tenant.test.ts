/** `postern doctor` in a tenant, as a process: by secret, certificate and device code, beside a server, and on our own service. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Browser } from '../fixtures/browser.ts';
import { houseOverTls } from '../fixtures/house-over-tls.ts';
import { request } from '../fixtures/house-with-people.ts';
import { ownCertificate } from '../fixtures/own-certificate.ts';
import { atPages } from '../fixtures/person-at-pages.ts';
import { startSandbox } from './start-sandbox.ts';

const program = join(import.meta.dirname, '../../bin/postern');

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly input?: string;
  readonly said?: (text: string) => void;
}

function doctor(parameters: readonly string[], { input = '', said = () => {} }: Options = {}): Promise<Ran> {
  const { POSTERN_SERVER: _, POSTERN_DATA: __, ...environment } = process.env;
  const env = { ...environment, LANG: 'C', LC_ALL: '', LC_MESSAGES: '' };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'doctor', ...parameters], { env });
    const ran = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      ran.stderr += chunk.toString();
      said(ran.stderr);
    });
    child.once('close', (code) => {
      assert.doesNotMatch(ran.stderr, /\n\s+at /, 'no stack trace');
      resolve({ exitCode: code ?? -1, ...ran });
    });
    child.stdin.end(input);
  });
}

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-doctor-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

const domain = 'fabrikam.example';
const scanner = `scanner@${domain}`;

/** The sandbox, and how its application reads the tenant. */
async function sandboxToRead(t: TestContext) {
  const sandbox = await startSandbox(t);
  const application = sandbox.applications.find((each) => each.domain === domain);
  assert.ok(application);
  const home = await directory(t);
  const secretFile = join(home, 'secret.txt');
  await writeFile(secretFile, `${application.secret}\n`, { mode: 0o600 });
  const read = ['--tenant', domain, '--server', sandbox.httpUrl, '--client-id', application.clientId];
  return { sandbox, application, home, read, bySecret: [...read, '--client-secret-file', secretFile] };
}

interface Report {
  readonly findings: readonly {
    readonly id: string;
    readonly severity: string;
    readonly evidence: readonly string[];
  }[];
  readonly gates: readonly { readonly gate: string; readonly state: string }[];
}

function idsOf({ stdout }: Ran, severity: string): string[] {
  return (JSON.parse(stdout) as Report).findings.filter((each) => each.severity === severity).map(({ id }) => id);
}

test('an application reads a tenant with its secret: what stops, every gate, page and archive, and no secret in any', async (t) => {
  const { bySecret, home, application } = await sandboxToRead(t);
  const [page, archive] = [join(home, 'report.html'), join(home, 'report.tar.gz')];
  const ran = await doctor([...bySecret, '--user', scanner, '--html', page, '--bundle', archive]);
  assert.equal(ran.exitCode, 1, ran.stderr);
  for (const said of [
    /^fabrikam\.example, scanner@fabrikam\.example {2}read through Microsoft Graph/,
    /✗ Security defaults refuse .* \(security-defaults\)/,
    /"GET \/policies\/identitySecurityDefaultsEnforcementPolicy: isEnabled = true"/,
    /✗ SMTP AUTH is off for the mailbox scanner@fabrikam\.example/,
    /– Basic authentication is available/,
  ])
    assert.match(ran.stdout, said);
  const html = await readFile(page, 'utf8');
  for (const text of [ran.stdout, html]) {
    assert.match(text, /postern security-defaults disable/);
    assert.doesNotMatch(text, /admin center/, 'it is a Postern');
  }
  assert.match(html, /<tr class="failed"><th scope="row">security-defaults<\/th>/);
  const unpacked = gunzipSync(await readFile(archive)).toString();
  assert.equal((await stat(archive)).mode & 0o777, 0o600);
  for (const text of [ran.stdout, ran.stderr, html, unpacked]) {
    assert.ok(!text.includes(application.secret));
    assert.doesNotMatch(text, /eyJ[\w-]{20}/, 'no token');
  }
  const asJson = await doctor([...bySecret, '--user', scanner, '--json']);
  assert.deepEqual(idsOf(asJson, 'stops'), [
    'security-defaults',
    'mfa-needs-app-password',
    'mailbox-smtp-auth-disabled',
  ]);
  const { gates } = JSON.parse(asJson.stdout) as Report;
  assert.deepEqual(
    gates.filter(({ state }) => state === 'failed').map(({ gate }) => gate),
    ['security-defaults', 'multi-factor', 'smtp-auth'],
  );
  const inRussian = await doctor([...bySecret, '--user', scanner, '--lang', 'ru']);
  assert.match(inRussian.stdout, /Все проверки при входе по порядку/);
  assert.doesNotMatch(inRussian.stdout, /What was seen|Every gate/);
});

test('beside the server: both say the same; with a pasted error: they do not', async (t) => {
  const { sandbox, bySecret } = await sandboxToRead(t);
  const host = `127.0.0.1:${sandbox.ports.submission}`;
  const both = await doctor([host, '--ca', sandbox.caFile, ...bySecret, '--user', scanner, '--json'], {
    input: `${sandbox.password}\n`,
  });
  assert.deepEqual(idsOf(both, 'stops'), ['security-defaults', 'mfa-needs-app-password', 'mailbox-smtp-auth-disabled']);
  assert.ok(idsOf(both, 'note').includes('wire-agrees'), both.stdout);
  assert.ok(!`${both.stdout}${both.stderr}`.includes(sandbox.password));
  const error = '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.';
  const other = await doctor([...bySecret, '--user', scanner, '--error', error, '--json']);
  assert.ok(idsOf(other, 'risk').includes('wire-disagrees'));
  assert.ok(idsOf(other, 'stops').includes('basic-auth-disabled-by-policy'));
});

test('an application reads with its certificate; the key stands beside it or in a file of its own', async (t) => {
  const { sandbox, read, application, home } = await sandboxToRead(t);
  const { pem, privateKeyPem } = await ownCertificate();
  const [certificate, key, whole] = ['cert.pem', 'key.pem', 'both.pem'].map((name) => join(home, name));
  assert.ok(certificate && key && whole);
  await writeFile(certificate, pem);
  await writeFile(key, privateKeyPem, { mode: 0o600 });
  await writeFile(whole, `${pem}\n${privateKeyPem}`, { mode: 0o600 });
  await sandbox.postern('application', 'certificate-add', application.clientId, certificate);
  for (const given of [
    ['--client-certificate', whole],
    ['--client-certificate', certificate, '--client-key', key],
  ]) {
    const ran = await doctor([...read, ...given, '--user', scanner, '--json']);
    assert.ok(idsOf(ran, 'stops').includes('security-defaults'), ran.stderr);
  }
  const alone = await doctor([...read, '--client-certificate', certificate]);
  assert.deepEqual([alone.exitCode, /cert\.pem holds no private key/.test(alone.stderr)], [2, true]);
});

test('a person signs in with a code, and reads what their role lets them', async (t) => {
  const house = await houseOverTls(t);
  const { addUser, addApplication, administration, tenant, service, personOf } = house;
  const ann = await addUser('ann');
  await addUser('scan');
  const delegatedPermissions = ['Policy.Read.All', 'User.Read.All', 'Exchange.Manage', 'AuditLog.Read.All'] as const;
  const { application } = await addApplication({ publicClient: true, delegatedPermissions });
  const target = { kind: 'user', id: ann.id, name: ann.userPrincipalName } as const;
  await administration.roles.assign(
    request,
    { tenantId: tenant.id, principalId: ann.id, role: 'global-reader' },
    target,
  );
  await administration.settings.changeOfTenant(request, tenant, { administratorMfa: 'off' });
  let opened: Promise<unknown> | undefined;
  const ran = await doctor(
    `--tenant x.example --server ${service.httpUrl} --ca ${service.caFile} --client-id ${application.appId} --user scan@x.example --json`.split(
      ' ',
    ),
    {
      said(text) {
        const [, address, code] = /open (\S+) in a browser and enter the code (\S+)/.exec(text) ?? [];
        if (address !== undefined)
          opened ??= atPages(new Browser(), `${address}?user_code=${code}`, personOf('ann@x.example'));
      },
    },
  );
  await opened;
  assert.deepEqual(idsOf(ran, 'stops'), ['tenant-smtp-auth-disabled'], ran.stderr);
  const missing = (JSON.parse(ran.stdout) as { findings: { id: string; title: string }[] }).findings.filter(
    ({ id }) => id === 'permission-missing',
  );
  assert.match(missing.map(({ title }) => title).join(), /Application\.Read\.All/);
});

test('a person gets a token for the device in a browser; of who stops there, or is somebody else, it is said', async (t) => {
  const { addUser, addApplication, administration, tenant, service, personOf } = await houseOverTls(t);
  await addUser('scan');
  await addUser('ann');
  await administration.settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const { application } = await addApplication({ publicClient: true, delegatedPermissions: ['SMTP.Send'] });
  const host = `localhost:${service.listeners[0]?.port}`;
  const place = `${host} --ca ${service.caFile} --user scan@x.example --authority ${service.httpUrl}`;
  const signIn = async (login: string, device: 'continue' | 'stop') => {
    let opened: Promise<unknown> | undefined;
    const ran = await doctor(`${place} --oauth --client-id ${application.appId} --transcript`.split(' '), {
      said(text) {
        const [, address, code] = /open (\S+) in a browser and enter the code (\S+)/.exec(text) ?? [];
        if (address !== undefined)
          opened ??= atPages(new Browser(), `${address}?user_code=${code}`, { ...personOf(login), device });
      },
    });
    assert.ok(opened, ran.stderr);
    await opened;
    assert.doesNotMatch(`${ran.stdout}${ran.stderr}`, /eyJ[\w-]{20}/, 'no token');
    return ran;
  };
  const own = await signIn('scan@x.example', 'continue');
  assert.match(own.stdout, /AUTH xoauth2: 235/, own.stderr);
  assert.equal(own.exitCode, 0);
  const other = await signIn('ann@x.example', 'continue');
  assert.match(other.stdout, /AUTH XOAUTH2/);
  assert.equal(other.exitCode, 1);
  const stopped = await signIn('scan@x.example', 'stop');
  assert.match(stopped.stderr, /refused the sign-in|nobody signed in/);
  assert.equal(stopped.exitCode, 1);
});

test('on our own service a user is enough: who set what, and the last sessions with every gate', async (t) => {
  const sandbox = await startSandbox(t);
  const host = `127.0.0.1:${sandbox.ports.submission}`;
  const own = ['--data', sandbox.dataDirectory, '--user', scanner];
  await doctor([host, '--ca', sandbox.caFile, '--user', scanner], { input: `${sandbox.password}\n` });
  const ran = await doctor(own);
  assert.equal(ran.exitCode, 1, ran.stderr);
  assert.match(ran.stdout, /read through Postern's own API/);
  assert.match(ran.stdout, /The last sessions of this user\n {2}postern why [\dA-F]{16}\n/);
  assert.match(ran.stdout, /refused at security-defaults/);
  assert.match(ran.stdout, /securityDefaults = true \(set by sandbox, /);
  assert.doesNotMatch(ran.stdout, /admin center|PowerShell:/);
  const tenant = await doctor([...own, '--tenant', domain, '--json']);
  assert.ok(idsOf(tenant, 'stops').includes('security-defaults'));
  const nobody = await doctor(['--data', sandbox.dataDirectory, '--user', `nobody@${domain}`]);
  assert.deepEqual([nobody.exitCode, /nobody@fabrikam\.example/.test(nobody.stderr)], [3, true]);
});

test('whatever stands in the way is said with what to do', async (t) => {
  const { read, bySecret, home } = await sandboxToRead(t);
  const wrong = join(home, 'wrong.txt');
  await writeFile(wrong, 'wrong\n');
  const [, , ...rest] = read;
  const cases: readonly [readonly string[], number, RegExp][] = [
    [[], 2, /say what is to be examined: a server \(HOST\), a tenant .* or a user/],
    [['--tenant', 'contoso.com'], 2, /--client-id ID.*docs\/doctor-tenant\.md/s],
    [[...read, '--client-secret-file', wrong], 1, /AADSTS7000215/],
    [['--tenant', 'nobody.example', ...rest, '--client-secret-file', wrong], 1, /AADSTS90002/],
    [[...bySecret, '--client-certificate', wrong], 2, /either --client-secret-file or --client-certificate/],
    [[...read, '--client-key', wrong], 2, /--client-key goes with --client-certificate/],
    [[...bySecret, '--graph', 'http://graph.example'], 2, /--graph takes an address as in https:/],
    [[...bySecret, '--timeout', 'long'], 2, /--timeout must be a number/],
  ];
  for (const [parameters, exitCode, says] of cases) {
    const ran = await doctor(parameters);
    assert.match(ran.stderr, says, parameters.join(' '));
    assert.equal(ran.exitCode, exitCode, parameters.join(' '));
    assert.ok(!`${ran.stdout}${ran.stderr}`.includes('wrong\n'));
  }
});

/** Where nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('an authority that is not there ends the command; an API that is not there leaves holes', async (t) => {
  const { bySecret } = await sandboxToRead(t);
  const nobody = `http://127.0.0.1:${await closedPort()}`;
  const nowhere = await doctor([...bySecret, '--authority', nobody]);
  assert.match(nowhere.stderr, /ECONNREFUSED/);
  assert.equal(nowhere.exitCode, 1);
  const discard = await doctor([...bySecret, '--authority', 'http://127.0.0.1:9']);
  assert.match(discard.stderr, /bad port/);
  const elsewhere = await doctor([...bySecret, '--exchange', nobody, '--user', scanner, '--json']);
  assert.ok(idsOf(elsewhere, 'note').includes('reading-failed'), 'the rest is read');
  assert.ok(idsOf(elsewhere, 'stops').includes('security-defaults'));
});
