/** `postern fix` and `postern undo` on a sandbox: what they say, in both languages, and what becomes of a device. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { login, secure } from '../end-to-end/smtp-dialogue.ts';
import { type Sandbox, startSandbox } from '../end-to-end/start-sandbox.ts';
import { atEnd } from '../fixtures/at-end.ts';

test("the origin article's scanner: the plan, whom each step touches, the other way; nothing is changed", async (t) => {
  const sandbox = await startSandbox(t);
  const scanner = 'scanner@fabrikam.example';
  for (const name of ['copier@fabrikam.example', scanner]) {
    const smtp = await secure(sandbox.ports.submission);
    t.after(() => smtp.close());
    assert.match(await login(smtp, name, sandbox.password), /security defaults/);
  }
  const before = await sandbox.postern('audit', 'list');
  const english = await sandbox.postern('fix', scanner, '--dry-run', '--lang', 'en');
  for (const part of [
    /Its last attempt in the sign-in log was refused at security-defaults/,
    /security-defaults: Security defaults of fabrikam\.example refuse every legacy sign-in\n {2}multi-factor: .*behind it/,
    /steps: 3/,
    /1\. Turn off security defaults of fabrikam\.example\n +weakens the whole organization\n +securityDefaults = false\n +holds at the next sign-in\n +users that it concerns: 3\n +devices seen in the last 30 days: 2\n +scanner@/,
    /2\. Make an app password .*\n +weakens this mailbox only\n +to be done at the device/,
    /3\. Turn on SMTP AUTH for the mailbox/,
    /article would change 3 things here\. Not needed: disabling per-user MFA/,
    /Without weakening anything\n {2}Let the application send through Microsoft Graph/,
  ])
    assert.match(english, part);
  const asIs = await sandbox.postern('fix', scanner, '--dry-run', '--device-as-is', '--lang', 'en');
  assert.match(asIs, /2\. Disable per-user MFA/);
  assert.match(await sandbox.postern('fix', 'printer@contoso.example', '--dry-run'), /Nothing is in the way/);
  const russian = await sandbox.postern('fix', scanner, '--dry-run', '--lang', 'ru');
  assert.match(russian, /1\. Отключить параметры безопасности по умолчанию/);
  assert.doesNotMatch(russian, /Turn|weaken|\{\w+\}/);
  assert.equal(await sandbox.postern('audit', 'list'), before);
});

/** Runs a command whose files lie in a directory of its own. */
async function commandLine(t: TestContext, { dataDirectory }: Sandbox) {
  const home = await mkdtemp(join(tmpdir(), 'postern-home-'));
  atEnd(t, () => rm(home, { recursive: true, force: true }));
  const program = join(import.meta.dirname, '../../bin/postern');
  const run = (...parameters: string[]) =>
    new Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>((done) => {
      const env = { ...process.env, XDG_CONFIG_HOME: home, LC_ALL: 'C' };
      const all = [program, ...parameters, '--data', dataDirectory];
      const child = execFile(process.execPath, all, { env, timeout: 60_000 }, (_error, stdout, stderr) =>
        done({ exitCode: child.exitCode, stdout, stderr }),
      );
      child.stdin?.end();
    });
  return { run, home };
}

test('fix asks, does it, proves it by a sign-in at the port, and undo takes it back; a wrong password is found out', async (t) => {
  const sandbox = await startSandbox(t);
  const { run, home } = await commandLine(t, sandbox);
  const smtp = ['--smtp', `localhost:${sandbox.ports.submission}`];
  const passwordFile = join(home, 'password.txt');
  await writeFile(passwordFile, `${sandbox.password}\n`);
  const scanner = 'scanner@fabrikam.example';

  const unasked = await run('fix', scanner);
  assert.equal(unasked.exitCode, 2);
  assert.match(unasked.stderr, /nobody can be asked here; say --yes/);

  const fixed = await run('fix', scanner, '--yes', '--device-as-is', '--password-from', passwordFile, ...smtp);
  assert.equal(fixed.exitCode, 0, fixed.stderr);
  assert.match(fixed.stdout, /^Proven: localhost:\d+ lets the device in \(235 2\.7\.0 /);
  assert.match(fixed.stderr, /perUserMfa: "enforced" -> "disabled"/);
  const [, id = ''] = /To take it back: postern undo ([0-9a-f]{8})/.exec(fixed.stderr) ?? [];
  const kept = await readFile(join(home, 'postern/fixes.json'), 'utf8');
  assert.ok(kept.includes(id) && !kept.includes(sandbox.password));

  const undone = await run('undo', '--lang', 'ru');
  assert.equal(undone.exitCode, 0, undone.stderr);
  for (const restored of [/perUserMfa снова "enforced"/, /mailboxSmtpAuth снова "off"/, /securityDefaults снова true/])
    assert.match(undone.stdout, restored);
  const again = await run('undo', id);
  assert.equal(again.exitCode, 1);
  assert.match(again.stderr, /has been taken back already/);

  const mfa = 'mfa@contoso.example';
  const made = await run('fix', mfa, '--yes', '--json', ...smtp);
  assert.equal(made.exitCode, 0, made.stderr);
  const { appPassword, proof } = JSON.parse(made.stdout) as { appPassword: string; proof: { kind: string } };
  assert.equal(proof.kind, 'allowed', 'the app password that was made signs in');
  assert.ok(appPassword.length > 10);

  await writeFile(passwordFile, 'not-the-password\n');
  const wrong = await run('fix', 'printer@contoso.example', '--password-from', passwordFile, '--wait', '0', ...smtp);
  assert.equal(wrong.exitCode, 1);
  assert.match(wrong.stdout, /Still refused by localhost:\d+: 535 5\.7\.139 .*\nUser name or password is wrong/);
  assert.match((await run('undo', '--list')).stdout, new RegExp(`${mfa}.*\n${id}.*taken back`));
});

test('doctor and fix go by what holds now, and by what comes after the sign-in', async (t) => {
  const sandbox = await startSandbox(t);
  const { run } = await commandLine(t, sandbox);
  const tailspin = 'printer@tailspin.example';
  const smtp = await secure(sandbox.ports.submission);
  t.after(() => smtp.close());
  assert.match(await login(smtp, tailspin, sandbox.password), /disabled for the Tenant/);
  const stopped = await run('doctor', '--user', tailspin);
  assert.equal(stopped.exitCode, 1);
  await sandbox.postern('organization', 'set', '--tenant', 'tailspin.example', '--smtp-auth', 'on');
  const mended = await run('doctor', '--user', tailspin);
  assert.equal(mended.exitCode, 0, mended.stdout);
  assert.match(mended.stdout, /✓ Nothing that was looked at stops it/);
  assert.match(mended.stdout, /Last refused at \d{4}-.*no longer/);

  const spam = 'spam@contoso.example';
  for (const command of [
    ['doctor', '--user', spam],
    ['fix', spam, '--dry-run'],
  ]) {
    const { exitCode, stdout } = await run(...command);
    assert.equal(exitCode, 1, stdout);
    assert.match(stdout, /mailbox set \S+ --sending-restriction none/);
  }
  const simulated = await run('doctor', '--user', 'locked@contoso.example');
  assert.match(simulated.stdout, /✗ The service simulates a failure .*\(simulated-failure\)/);
  const placeless = await run('fix', 'printer@wingtip.example', '--dry-run');
  assert.match(placeless.stdout, /blocks legacy authentication from an address that is not known/);

  const scanner = await run('doctor', '--user', 'scanner@fabrikam.example');
  assert.doesNotMatch(scanner.stdout, /XOAUTH2/, 'the mailbox switch stops OAuth too');
  assert.match(scanner.stdout, /Send through Microsoft Graph[\s\S]*Behind it; each of these stops the device too/);
});
