/** The controls that shut out a device, each opened by a command, with a sign-in before and after. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { login, secure } from './smtp-dialogue.ts';
import { startSandbox } from './start-sandbox.ts';

test('each control is shown and changed by a command, and the next sign-in meets what it is then', async (t) => {
  const { ports, password, postern } = await startSandbox(t);
  const reply = async (user: string): Promise<string> => {
    const smtp = await secure(ports.submission);
    t.after(() => smtp.close());
    return login(smtp, user, password);
  };
  const command = (line: string) =>
    postern(...(line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')));

  const policy = 'policy@contoso.example';
  assert.match(await reply(policy), /basic authentication is disabled/);
  assert.match(await command('authentication-policy list --tenant contoso.example'), /Block basic +blocked/);
  await command('authentication-policy add Printers --tenant contoso.example --basic-smtp allowed');
  await command(`user set ${policy} --authentication-policy Printers`);
  assert.match(await reply(policy), /^235/);
  await command('organization set --tenant contoso.example --default-authentication-policy "block BASIC"');
  assert.match(await command('authentication-policy list --tenant contoso.example'), /Block basic +blocked +default/);
  assert.match(await reply('printer@contoso.example'), /basic authentication is disabled/);
  assert.match(await reply(policy), /^235/, 'their own goes before the default');
  await command(`user set ${policy} --authentication-policy none`);
  await command('authentication-policy remove Printers --tenant contoso.example');
  await command('authentication-policy set "Block basic" --tenant contoso.example --basic-smtp allowed');
  assert.match(await reply(policy), /^235/);

  const printer = 'printer@wingtip.example';
  const legacy = '"Block legacy authentication" --tenant wingtip.example';
  assert.match(await reply(printer), /did not meet the criteria/);
  assert.match(await command('conditional-access list --tenant wingtip.example'), /Block legacy .* enabled +block/);
  assert.match(await command(`conditional-access set ${legacy} --exclude-users ${printer}`), new RegExp(printer));
  assert.match(await reply(printer), /^235/);
  assert.match(await reply('excluded@wingtip.example'), /^235/, 'who was left out still is');
  await command(`conditional-access set ${legacy} --readmit-users ${printer}`);
  assert.match(await reply(printer), /did not meet the criteria/);
  await command('named-location add Here --tenant wingtip.example --ranges 127.0.0.0/8');
  const shown = await command(`conditional-access set ${legacy} --exclude-locations here`);
  assert.doesNotMatch(shown, /127\.0\.0/);
  assert.match(await command(`conditional-access show ${legacy}`), /locations +All; but not Here/);
  assert.match(await reply(printer), /^235/);
  await command(`conditional-access remove ${legacy}`);
  await command('named-location remove Here --tenant wingtip.example');

  const scanner = 'scanner@fabrikam.example';
  assert.match(await command('security-defaults show --tenant fabrikam.example'), /securityDefaults +true/);
  await command('security-defaults disable --tenant fabrikam.example --until 1h');
  assert.match(await command('security-defaults show --tenant fabrikam.example'), /securityDefaults +false/);
  assert.match(await reply(scanner), /credentials were incorrect/);
  await command('security-defaults enable --tenant fabrikam.example');
  assert.match(await reply(scanner), /security defaults policy/);

  await command('mailbox set printer@contoso.example --sending-restriction badOutboundSender');
  assert.match(await command('mailbox show printer@contoso.example'), /sendingRestriction +"badOutboundSender"/);
  assert.match(await command('mailbox show printer@contoso.example'), /mailboxSmtpAuth +"on" +the organization's/);
  await command('mailbox set printer@contoso.example --sending-restriction none --smtp-auth off');
  assert.match(await reply('printer@contoso.example'), /disabled for the Mailbox/);
  await command('organization set --tenant contoso.example --retired-reply smtpAuthDisabledForTenant');
  assert.match(
    await command('organization show --tenant contoso.example'),
    /retiredReply +"smtpAuthDisabledForTenant"/,
  );
});
