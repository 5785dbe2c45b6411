import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sandboxTenants } from '../../src/sandbox/accounts.ts';
import { replyText } from '../../src/smtp/codec/reply-writer.ts';
import { lookOf, type Profile } from '../../src/smtp/replies.ts';
import { eventually } from '../fixtures/eventually.ts';
import { base64, dialogue, login, secure } from './smtp-dialogue.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const scanner = 'scanner@fabrikam.example';

test('the story: refused three times, one control changed after each, then sent and shown', async (t) => {
  const sandbox = await startSandbox(t);
  const attempt = async () => {
    const smtp = await secure(sandbox.ports.submission);
    const reply = await login(smtp, scanner, sandbox.password);
    return { smtp, reply };
  };
  const first = await attempt();
  assert.match(first.reply, /^535 5\.7\.139 .*security defaults policy.* [0-9A-F]{16}\]$/);
  const id = /([0-9A-F]{16})\]$/.exec(first.reply)?.[1] ?? '';
  const why = await sandbox.postern('why', id);
  assert.match(why, /refused at security-defaults/);
  assert.match(why, /securityDefaults of the tenant is true \(set by sandbox/);
  await sandbox.postern('security-defaults', 'disable', '--tenant', 'fabrikam.example');
  assert.match((await attempt()).reply, /^535 5\.7\.139 .*credentials were incorrect/);
  await sandbox.postern('mailbox', 'set', scanner, '--smtp-auth', 'on');
  assert.match((await attempt()).reply, /^535 5\.7\.139 .*credentials were incorrect/);
  await sandbox.postern('user', 'set', scanner, '--mfa', 'disabled');
  const { smtp, reply } = await attempt();
  assert.match(reply, /^235 2\.7\.0/);
  await smtp.say(`MAIL FROM:<${scanner}>`);
  await smtp.say('RCPT TO:<ann@contoso.example>');
  await smtp.say('DATA');
  const accepted = await smtp.say('Subject: Scan 1\r\n\r\n..dot\r\n.');
  const messageId = /^250 2\.0\.0 OK <([0-9A-F]{16})>$/.exec(accepted)?.[1] ?? '';
  assert.match(await sandbox.postern('message', 'list'), new RegExp(`${messageId}.*${scanner}.*ann@contoso.example`));
  const raw = await sandbox.postern('message', 'raw', messageId);
  assert.match(raw, /^Received: from test \(\[127\.0\.0\.1\]\)/);
  assert.match(raw, /\r\n\r\n\.dot\r\n$/);
});

async function meet(sandbox: Sandbox, profile: Profile, user: string): Promise<string> {
  const smtp = await secure(profile === 'postern' ? sandbox.ports.submission : sandbox.ports['microsoft-365']);
  const signIn = await login(smtp, user, sandbox.password);
  if (!signIn.startsWith('235')) return signIn;
  await smtp.say(`MAIL FROM:<${user}>`);
  await smtp.say('RCPT TO:<ann@contoso.example>');
  await smtp.say('DATA');
  const reply = await smtp.say('Subject: x\r\n\r\nx\r\n.');
  smtp.close();
  return reply;
}

test('every account of the sandbox meets its reply, in both profiles, to the letter of the catalogue', async (t) => {
  const sandbox = await startSandbox(t);
  let met = 0;
  for (const profile of ['postern', 'microsoft-365'] as const) {
    for (const { domain, accounts } of sandboxTenants) {
      for (const { name, meets } of accounts) {
        // These two refuse only more than one ordinary message.
        if (name === 'small' || name === 'alone') continue;
        const reply = await meet(sandbox, profile, `${name}@${domain}`);
        if (meets === 'accepted') assert.match(reply, /^250 2\.0\.0 OK </, name);
        else assert.ok(reply.startsWith(replyText(meets, profile)), `${name}@${domain}: ${reply}`);
        const { suffix } = lookOf(meets, profile);
        if (suffix === 'session') assert.match(reply, / \[\S+ \d{4}-\d\d-\d\dT[\d:.]+Z [0-9A-F]{16}\]$/);
        if (suffix === 'store') assert.match(reply, / \[Hostname=\S+\]$/);
        met += 1;
      }
    }
  }
  assert.ok(met >= 60, `${met} replies`);
});

test('the profile microsoft-365 speaks as Exchange Online does', async (t) => {
  const sandbox = await startSandbox(t);
  const smtp = await dialogue(sandbox.ports['microsoft-365']);
  assert.match(
    await smtp.say(),
    /^220 \S+\.outlook\.office365\.com Microsoft ESMTP MAIL Service ready at \w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000 \[[0-9A-F]{16}\]$/,
  );
  const keywords = async () =>
    (await smtp.say('EHLO x'))
      .split('\r\n')
      .slice(1)
      .map((line) => line.slice(4));
  const before = [
    'SIZE 157286400',
    'PIPELINING',
    'DSN',
    'ENHANCEDSTATUSCODES',
    'STARTTLS',
    '8BITMIME',
    'BINARYMIME',
    'CHUNKING',
    'SMTPUTF8',
  ];
  assert.deepEqual(await keywords(), before);
  assert.match(await smtp.say('AUTH LOGIN'), /^504 5\.7\.4 Unrecognized authentication type \[/);
  assert.match(await smtp.say('MAIL FROM:<a@b.example>'), /^451 5\.7\.3 STARTTLS is required to send mail \[/);
  assert.equal(await smtp.say('STARTTLS'), '220 2.0.0 SMTP server ready');
  await smtp.startTls();
  assert.deepEqual(
    await keywords(),
    before.map((word) => (word === 'STARTTLS' ? 'AUTH LOGIN XOAUTH2' : word)),
  );
  assert.match(await smtp.say(`AUTH PLAIN ${base64('\0a\0b')}`), /^504 5\.7\.4/);
  assert.match(await smtp.say('MAIL FROM:<a@b.example>'), /^530 5\.7\.57 Client not authenticated to send mail\. \[/);
  assert.equal(await smtp.say(`AUTH login ${base64('printer@contoso.example')}`), '334 UGFzc3dvcmQ6');
  const refused = await smtp.say(base64('wrong'));
  assert.match(refused, /^535 5\.7\.139 Authentication unsuccessful, the user credentials were incorrect\. \[/);
  assert.match(
    await smtp.say('MAIL FROM:<a@b.example>'),
    /^530 5\.7\.57 Client not authenticated to send mail\. Error: 535 5\.7\.139 Authentication unsuccessful, the user credentials were incorrect\. \[/,
  );
  assert.match(
    await smtp.say('AUTH XOAUTH2 dXNlcj1hAWF1dGg9QmVhcmVyIHQBAQ=='),
    /^535 5\.7\.3 Authentication unsuccessful \[/,
  );
});

test('nothing that was said in clear before STARTTLS is heard after it', async (t) => {
  const sandbox = await startSandbox(t);
  const smtp = await dialogue(sandbox.ports.submission);
  await smtp.say();
  await smtp.say('EHLO x');
  smtp.raw('STARTTLS\r\nRSET\r\nNOOP\r\n');
  assert.match(await smtp.reply(), /^220/);
  await smtp.startTls();
  assert.match(await smtp.say('VRFY x'), /^252/);
});

test('what was answered 250 is there exactly once after a kill, and nothing is there by half', async (t) => {
  const sandbox = await startSandbox(t);
  const told: string[] = [];
  const power = new AbortController();
  const sender = async (): Promise<void> => {
    const smtp = await secure(sandbox.ports.submission);
    await login(smtp, 'printer@contoso.example', sandbox.password);
    while (!power.signal.aborted) {
      smtp.raw('MAIL FROM:<printer@contoso.example>\r\nRCPT TO:<ann@contoso.example>\r\nDATA\r\n');
      const replies = [await smtp.reply(), await smtp.reply(), await smtp.reply()];
      if (replies[2]?.startsWith('354') !== true) return;
      const id = /^250 2\.0\.0 OK <(\w+)>/.exec(
        await smtp.say(`Subject: flood\r\n\r\n${'x'.repeat(60)}\r\nend\r\n.`),
      )?.[1];
      if (id === undefined) return;
      told.push(id);
    }
  };
  const flood = Promise.all(Array.from({ length: 12 }, sender));
  await eventually(() => told.length >= 500, Boolean, 60_000);
  await sandbox.kill();
  power.abort();
  await flood;
  assert.ok(told.length >= 500, `${told.length} were accepted`);
  const again = await startSandbox(t, sandbox.dataDirectory);
  const ids: string[] = [];
  for (let page = ['']; page.length > 0; ids.push(...page)) {
    const older = ids.length === 0 ? [] : ['--older-than', ids.at(-1) ?? ''];
    const listed = JSON.parse(await again.postern('message', 'list', '--limit', '1000', '--json', ...older)) as {
      messages: { id: string }[];
    };
    page = listed.messages.map(({ id }) => id);
  }
  assert.equal(new Set(ids).size, ids.length);
  const known = new Set(ids);
  assert.deepEqual(
    told.filter((id) => !known.has(id)),
    [],
  );
  assert.match(await again.postern('message', 'raw', told.at(-1) ?? ''), /\r\nend\r\n$/);
});

test('a recipient that fails for good is bounced to the submitter, and the bounce is a report of RFC 3464', async (t) => {
  const sandbox = await startSandbox(t);
  const smtp = await secure(sandbox.ports.submission);
  await login(smtp, 'printer@contoso.example', sandbox.password);
  await smtp.say('MAIL FROM:<printer@contoso.example> ENVID=scan+2B1');
  await smtp.say('RCPT TO:<550@contoso.example>');
  await smtp.say('RCPT TO:<ann@contoso.example>');
  await smtp.say('DATA');
  assert.match(await smtp.say('Subject: lost\r\n\r\nx\r\n.'), /^250/);
  let bounce: { id: string; bounceOf: string | null } | undefined;
  for (let tries = 0; bounce === undefined && tries < 50; tries += 1) {
    const list = JSON.parse(await sandbox.postern('message', 'list', '--json'));
    bounce = (list.messages ?? list).find((one: { bounceOf: string | null }) => one.bounceOf !== null);
  }
  const raw = await sandbox.postern('message', 'raw', bounce?.id ?? '');
  assert.match(raw, /report-type="?delivery-status/);
  assert.match(raw, /Original-Envelope-Id: scan\+1/);
  assert.match(raw, /Final-Recipient: rfc822; ?550@contoso\.example/);
  assert.doesNotMatch(raw, /Final-Recipient: rfc822; ?ann@/);
});
