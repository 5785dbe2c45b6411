/** `postern fix --dry-run` on a sandbox: what it says, in both languages, and that it changes nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { login, secure } from '../end-to-end/smtp-dialogue.ts';
import { startSandbox } from '../end-to-end/start-sandbox.ts';

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
    /1\. Turn off security defaults of fabrikam\.example\n +weakens the whole organization\n +securityDefaults = false\n +holds at the next sign-in\n +users that it concerns: 2\n +devices seen in the last 30 days: 2\n +scanner@/,
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
