/** Mail clients that we did not write, against a sandbox of its own. A client that this machine lacks is left out, and said so. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const run = promisify(execFile);
const printer = 'printer@contoso.example';
const message = ['From: printer@contoso.example', 'Subject: by a real client', '', 'one', '.two', 'three', ''].join(
  '\r\n',
);

/** Debian's swaks comes without TLS unless a library is installed beside it. */
function whyNot(program: string, support: string): string | false {
  if (!isHere(program)) return `${program} is not here`;
  const said = execFileSync(program, ['--support'], { encoding: 'utf8' });
  return !said.includes(`=== ${support} supported`) && `${program} is here without ${support}`;
}

function isHere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function messageFile(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'postern-mail-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  await writeFile(join(directory, 'mail.eml'), message);
  return join(directory, 'mail.eml');
}

async function arrived(sandbox: Sandbox): Promise<void> {
  const [newest] =
    JSON.parse(await sandbox.postern('message', 'list', '--json')).messages ??
    JSON.parse(await sandbox.postern('message', 'list', '--json'));
  assert.equal(newest.subject, 'by a real client');
  assert.match(await sandbox.postern('message', 'raw', newest.id), /\r\n\r\none\r\n\.two\r\nthree\r\n/);
}

test('curl sends by STARTTLS and by TLS', { skip: !isHere('curl') && 'curl is not here' }, async (t) => {
  const sandbox = await startSandbox(t);
  const file = await messageFile(t);
  for (const url of [
    `smtp://localhost:${sandbox.ports.submission}`,
    `smtps://localhost:${sandbox.ports.submissions}`,
  ]) {
    const envelope = ['--mail-from', printer, '--mail-rcpt', 'ann@contoso.example', '--upload-file', file];
    await run('curl', [
      '-sS',
      '--ssl-reqd',
      '--cacert',
      sandbox.caFile,
      '--url',
      url,
      '--user',
      `${printer}:${sandbox.password}`,
      ...envelope,
    ]);
    await arrived(sandbox);
  }
});

test("Python's smtplib sends, in both profiles", { skip: !isHere('python3') && 'python3 is not here' }, async (t) => {
  const sandbox = await startSandbox(t);
  const file = await messageFile(t);
  const script = `
import smtplib, ssl, sys
host, port, ca, user, password, path = sys.argv[1:]
with smtplib.SMTP(host, int(port), local_hostname='scanner') as smtp:
    smtp.starttls(context=ssl.create_default_context(cafile=ca))
    smtp.login(user, password)
    smtp.sendmail(user, ['ann@contoso.example'], open(path, 'rb').read())
`;
  for (const port of [sandbox.ports.submission, sandbox.ports['microsoft-365']]) {
    await run('python3', ['-c', script, 'localhost', String(port), sandbox.caFile, printer, sandbox.password, file]);
    await arrived(sandbox);
  }
});

test('swaks sends with each mechanism that it knows', { skip: whyNot('swaks', 'TLS') }, async (t) => {
  const sandbox = await startSandbox(t);
  const file = await messageFile(t);
  for (const mechanism of ['LOGIN', 'PLAIN']) {
    const where = ['--server', '127.0.0.1', '--port', String(sandbox.ports.submission), '--tls'];
    const who = ['--auth', mechanism, '--auth-user', printer, '--auth-password', sandbox.password, '--from', printer];
    await run('swaks', [...where, ...who, '--to', 'ann@contoso.example', '--data', `@${file}`]);
    await arrived(sandbox);
  }
});

test('msmtp signs in with SCRAM-SHA-256', { skip: !isHere('msmtp') && 'msmtp is not here' }, async (t) => {
  const sandbox = await startSandbox(t);
  const file = await messageFile(t);
  const tls = ['--tls=on', '--tls-starttls=on', `--tls-trust-file=${sandbox.caFile}`];
  const who = ['--auth=scram-sha-256', `--user=${printer}`, `--from=${printer}`];
  const send = async (password: string): Promise<void> => {
    const host = ['--host=127.0.0.1', `--port=${sandbox.ports.submission}`];
    const parameters = [...host, ...tls, ...who, `--passwordeval=echo ${password}`, 'ann@contoso.example'];
    await run('sh', ['-c', 'file=$1; shift; msmtp "$@" < "$file"', 'sh', file, ...parameters]);
  };
  await send(sandbox.password);
  await arrived(sandbox);
  // An app password serves SCRAM as well: it shares the salt of the user's own password.
  const added = await sandbox.postern('app-password', 'add', printer, '--name', 'scanner', '--json');
  await send((JSON.parse(added) as { password: string }).password);
});

test("curl sends with the token of the sandbox's application", {
  skip: !isHere('curl') && 'curl is not here',
}, async (t) => {
  const sandbox = await startSandbox(t);
  const file = await messageFile(t);
  const application = sandbox.applications.find(({ domain }) => domain === 'contoso.example');
  const form = {
    grant_type: 'client_credentials',
    client_id: application?.clientId ?? '',
    client_secret: application?.secret ?? '',
    scope: 'https://outlook.office365.com/.default',
  };
  const { stdout } = await run('curl', [
    '-sS',
    ...Object.entries(form).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]),
    `${sandbox.httpUrl}/contoso.example/oauth2/v2.0/token`,
  ]);
  const { access_token: token } = JSON.parse(stdout) as { access_token: string };
  const tls = ['--ssl-reqd', '--cacert', sandbox.caFile];
  const who = ['--user', `${printer}:`, '--oauth2-bearer', token];
  const mail = ['--mail-from', printer, '--mail-rcpt', 'ann@contoso.example', '--upload-file', file];
  await run('curl', ['-sS', ...tls, '--url', `smtp://localhost:${sandbox.ports.submission}`, ...who, ...mail]);
  await arrived(sandbox);
});
