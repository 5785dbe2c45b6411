/** `fix`, `undo`, `whatif` and `readiness` through Graph and the Exchange admin API, as processes against a sandbox. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { atEnd } from '../fixtures/at-end.ts';
import { login, secure } from './smtp-dialogue.ts';
import { startSandbox } from './start-sandbox.ts';

const program = join(import.meta.dirname, '../../bin/postern');
const scanner = 'scanner@fabrikam.example';

/** A sandbox, a person's command line elsewhere, and how it names the application of one of its tenants. */
async function tenantHouse(t: TestContext, domain: string) {
  const sandbox = await startSandbox(t);
  const home = await mkdtemp(join(tmpdir(), 'postern-home-'));
  atEnd(t, () => rm(home, { recursive: true, force: true }));
  const application = sandbox.applications.find((each) => each.domain === domain);
  assert.ok(application);
  const [secretFile, passwordFile] = [join(home, 'secret.txt'), join(home, 'password.txt')];
  await writeFile(secretFile, `${application.secret}\n`, { mode: 0o600 });
  await writeFile(passwordFile, `${sandbox.password}\n`, { mode: 0o600 });
  const secret = ['--client-secret-file', secretFile];
  const { POSTERN_SERVER: _, POSTERN_DATA: __, ...environment } = process.env;
  const env = { ...environment, XDG_CONFIG_HOME: home, LC_ALL: 'C' };
  const run = (...parameters: string[]) =>
    new Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        [program, ...parameters],
        { env, timeout: 60_000 },
        (_error, out, err) => {
          assert.ok(!`${out}${err}`.includes(application.secret), 'no secret');
          assert.doesNotMatch(err, /\n\s+at /, 'no stack trace');
          done({ exitCode: child.exitCode, stdout: out, stderr: err });
        },
      );
      child.stdin?.end();
    });
  return {
    sandbox,
    home,
    passwordFile,
    secret,
    byApis: ['--client-id', application.clientId, ...secret, '--server', sandbox.httpUrl],
    fixesFile: join(home, 'postern/fixes.json'),
    run,
    async signIn(name: string) {
      const smtp = await secure(sandbox.ports.submission);
      atEnd(t, () => smtp.close());
      return login(smtp, name, sandbox.password);
    },
  };
}

test('fix through Graph and Exchange is proven at the port; undo knows where it belongs, and takes it back', async (t) => {
  const { sandbox, run, byApis, secret, passwordFile, fixesFile, signIn } = await tenantHouse(t, 'fabrikam.example');
  assert.match(await signIn(scanner), /security defaults/);
  const device = ['--device-as-is', '--password-from', passwordFile];
  const smtp = ['--smtp', `localhost:${sandbox.ports.submission}`, '--ca', sandbox.caFile];
  const unnamed = await run('fix', scanner, ...byApis, ...device, '--yes');
  assert.deepEqual([unnamed.exitCode, /name it with --smtp/.test(unnamed.stderr)], [2, true], unnamed.stderr);
  const fixed = await run('fix', scanner, ...byApis, ...device, ...smtp, '--yes');
  assert.equal(fixed.exitCode, 0, fixed.stderr);
  assert.match(fixed.stdout, /^Proven: localhost:\d+ lets the device in \(235 /);
  assert.match(fixed.stderr, /security-defaults: .*\n[\s\S]*weakens the whole organization/);
  assert.match(await signIn(scanner), /^235/);
  const [, id = ''] = /To take it back: postern undo ([0-9a-f]{8})/.exec(fixed.stderr) ?? [];
  assert.ok(!(await readFile(fixesFile, 'utf8')).includes(sandbox.password));
  assert.match((await run('undo', '--list')).stdout, new RegExp(`${id}.*fabrikam\\.example \\(http`));

  const refusals: readonly [readonly string[], number, RegExp][] = [
    [['undo', '--data', sandbox.dataDirectory], 3, /no fix of .* stands/],
    [['undo', id, '--tenant', 'contoso.example', ...secret], 2, /made in the tenant fabrikam\.example; name that one/],
    [['undo', id, '--data', sandbox.dataDirectory], 2, /was made through http:.*leave --data/],
    [['undo', id, '--graph', 'https://graph.microsoft.com', ...secret], 2, /was made through http:/],
    [['undo', '--tenant', 'contoso.example', ...secret], 3, /no fix of contoso\.example stands/],
    [['undo', id, '--client-secret-file', passwordFile], 1, /AADSTS7000215/],
  ];
  for (const [parameters, exitCode, says] of refusals) {
    const ran = await run(...parameters);
    assert.match(ran.stderr, says, parameters.join(' '));
    assert.equal(ran.exitCode, exitCode, parameters.join(' '));
  }
  assert.match(await signIn(scanner), /^235/, 'nothing was taken back');
  const undone = await run('undo', id, ...secret);
  assert.equal(undone.exitCode, 0, undone.stderr);
  assert.match(undone.stdout, /securityDefaults is true again/);
  assert.match(await signIn(scanner), /security defaults/);
});

test('what a fix leaves to be put back is put back by undo --due, when its time has come, and not before', async (t) => {
  const { run, byApis, secret, fixesFile, sandbox } = await tenantHouse(t, 'tailspin.example');
  const fixed = await run('fix', 'printer@tailspin.example', ...byApis, '--yes', '--until', '2h');
  assert.equal(fixed.exitCode, 0, fixed.stderr);
  assert.match(fixed.stderr, /is to be put back at .*have a timer run postern undo --due/);
  const early = await run('undo', '--due', ...secret);
  assert.deepEqual([early.exitCode, early.stdout], [0, 'Nothing is due.\n'], early.stderr);
  const kept = JSON.parse(await readFile(fixesFile, 'utf8')) as { fixes: object[] };
  const past = kept.fixes.map((fix) => ({ ...fix, until: Date.now() - 1 }));
  await writeFile(fixesFile, JSON.stringify({ fixes: past }));
  const shown = async () => sandbox.postern('mailbox', 'show', 'printer@tailspin.example');
  assert.match(await shown(), /mailboxSmtpAuth +"on"/);
  const due = await run('undo', '--due', ...secret);
  assert.equal(due.exitCode, 0, due.stderr);
  assert.match(due.stdout, /mailboxSmtpAuth is null again/);
  assert.doesNotMatch(await shown(), /mailboxSmtpAuth +"on"/);
  assert.equal((await run('undo', '--due', ...secret)).stdout, 'Nothing is due.\n');
});

test('whatif and readiness read the log through Graph, and foretell policies in the words of their commands', async (t) => {
  const { sandbox, run, byApis, signIn } = await tenantHouse(t, 'wingtip.example');
  assert.match(await signIn('printer@wingtip.example'), /criteria/);
  assert.match(await signIn('excluded@wingtip.example'), /^235/);
  const tenant = ['--tenant', 'wingtip.example'];
  const own = ['--data', sandbox.dataDirectory];
  const inWords = (words: string) => ['whatif', '--change', `${words} --tenant wingtip.example`];
  for (const way of [byApis, own]) {
    const title = way.join(' ');
    const off = await run(...inWords('conditional-access set "Block legacy authentication" --state disabled'), ...way);
    assert.match(off.stdout, /Let in: 1\n +printer@wingtip\.example.*conditional-access -> /, `${title} ${off.stderr}`);
    const readmit = 'conditional-access set "Block legacy authentication" --readmit-users excluded@wingtip.example';
    assert.match((await run(...inWords(readmit), ...way)).stdout, /Shut out: 1\n +excluded@/, title);
    const policy = await run(
      ...inWords('authentication-policy add Block'),
      '--change',
      'organization set --tenant wingtip.example --default-authentication-policy Block',
      ...way,
    );
    assert.match(policy.stdout, /Shut out: 1\n +excluded@.*-> authentication-policy/, `${title} ${policy.stderr}`);
    const nobody = await run(...inWords('conditional-access remove Nonsense'), ...way);
    assert.deepEqual([nobody.exitCode, /no Conditional Access policy Nonsense/.test(nobody.stderr)], [3, true], title);
    const ready = await run('readiness', ...tenant, ...way);
    assert.match(ready.stdout, /excluded@wingtip\.example/, `${title} ${ready.stderr}`);
  }
  const smtp = await secure(sandbox.ports.submission);
  atEnd(t, () => smtp.close());
  await login(smtp, 'excluded@wingtip.example', sandbox.password);
  const sendTo = async (recipient: string) => {
    for (const line of ['MAIL FROM:<excluded@wingtip.example>', `RCPT TO:<${recipient}>`, 'DATA'])
      assert.match(await smtp.say(line), /^[23]/);
    assert.match(await smtp.say('Subject: x\r\n\r\nx\r\n.'), /^250/);
  };
  await sendTo('printer@wingtip.example');
  const inside = await run('readiness', ...tenant, ...byApis);
  assert.match(inside.stdout, /recipients inside the tenant only \(1 seen\)[\s\S]*Direct Send[^;\n]*\n/, inside.stderr);
  await sendTo('ann@elsewhere.example');
  const outside = await run('readiness', ...tenant, ...byApis);
  assert.match(
    outside.stdout,
    /outside the tenant: 1, inside: 1[\s\S]*High Volume Email.*; it sends outside the tenant/,
  );
  const mixed = await run(
    'whatif',
    '--change',
    'security-defaults enable --tenant contoso.example',
    ...tenant,
    ...byApis,
  );
  assert.deepEqual([mixed.exitCode, /several tenants/.test(mixed.stderr)], [2, true], mixed.stderr);
  const alone = await run('readiness', ...tenant, '--graph', 'https://graph.microsoft.com');
  assert.deepEqual([alone.exitCode, /--graph goes with --client-id/.test(alone.stderr)], [2, true], alone.stderr);
});

test('a report is read in UTF-8 and UTF-16 of either order; what is none is said to be none', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'postern-report-'));
  atEnd(t, () => rm(home, { recursive: true, force: true }));
  const file = join(home, 'report.csv');
  const read = async (content: string | Buffer) => {
    await writeFile(file, content);
    return readiness(file);
  };
  const readiness = (path: string) =>
    new Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        [program, 'readiness', '--csv', path, '--lang', 'en'],
        (_error, stdout, stderr) => done({ exitCode: child.exitCode, stdout, stderr }),
      );
    });
  const report = '\uFEFFAdresse des Absenders;Anzahl\r\nscan@a.example;7\r\n';
  const little = Buffer.from(report, 'utf16le');
  for (const content of [report, little, Buffer.from(little).swap16()]) {
    const { stdout, stderr } = await read(content);
    assert.match(stdout, /scan@a\.example: messages: 7\n/, stderr);
    assert.match(stdout, /Direct Send .*; for recipients inside the tenant alone/);
  }
  const wrong: readonly [string, RegExp][] = [
    ['PK\u0003\u0004…', /is a workbook; save it as CSV/],
    ['Name,Mail\nAnn,ann@a.example\n', /is it the SMTP AUTH clients submission report/],
    ['', /is it the SMTP AUTH clients submission report/],
  ];
  for (const [content, says] of wrong) {
    const { exitCode, stderr } = await read(content);
    assert.match(stderr, says);
    assert.equal(exitCode, 2);
  }
  assert.deepEqual((await readiness(home)).exitCode, 2, 'a directory');
  assert.deepEqual((await readiness(join(home, 'none.csv'))).exitCode, 2, 'nothing');
});
