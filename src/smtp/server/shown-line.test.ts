/** Nothing that a client sends where a secret can stand is shown, whatever it looks like. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownCommand, shownReply } from './shown-line.ts';

const planted = 'Planted-5ecret';

test('commands are shown as they were sent, where no secret can stand', () => {
  for (const line of [
    'EHLO scanner.fabrikam.example',
    'helo x',
    'MAIL FROM:<a@x.example> SIZE=10',
    'RCPT TO:<b@y.example>',
    'BDAT 20 LAST',
    'AUTH LOGIN',
    'auth plain',
    'STARTTLS',
    'QUIT',
    'HELP auth',
  ])
    assert.equal(shownCommand(line, false), line);
});

test('in an exchange no line is shown but its end', () => {
  for (const line of [planted, `AUTH PLAIN ${planted}`, `MAIL FROM:<${planted}>`, 'QUIT', 'n,,n=user,r=nonce']) {
    assert.equal(shownCommand(line, true), `[${line.length} characters]`);
  }
  assert.equal(shownCommand('*', true), '*');
});

test('an initial response is not shown, nor what stands in the place of a mechanism and is none', () => {
  const rows = [
    [`AUTH PLAIN ${planted}`, 'AUTH PLAIN [14 characters]'],
    [`auth xoauth2 ${planted}  `, 'auth xoauth2 [14 characters]'],
    [`AUTH SCRAM-SHA-256-PLUS ${planted}`, 'AUTH SCRAM-SHA-256-PLUS [14 characters]'],
    [`AUTH LOGIN user ${planted}`, 'AUTH LOGIN [19 characters]'],
    [`AUTH ${planted}`, 'AUTH [14 characters]'],
    [`AUTH  PLAIN ${planted}`, 'AUTH PLAIN [14 characters]'],
  ] as const;
  for (const [line, shown] of rows) assert.equal(shownCommand(line, false), shown);
});

test('what is no command is not shown: it may answer a challenge that was never given', () => {
  for (const line of [
    planted,
    `Authorization: Basic ${planted}`,
    `NOOP ${planted}`,
    `RSET ${planted}`,
    `PASS ${planted}`,
  ])
    assert.ok(!shownCommand(line, false).includes(planted), line);
});

test('replies are shown, without challenges and without what they repeat of the client', () => {
  const rows = [
    ['250 2.1.0 Sender OK', '250 2.1.0 Sender OK'],
    ['334 VXNlcm5hbWU6', '334 VXNlcm5hbWU6'],
    ['334 ', '334 '],
    ['334 cj1ub25jZSxzPXNhbHQ=', '334 [20 characters]'],
    [`500 5.3.3 Unrecognized command '${planted}' [host]`, "500 5.3.3 Unrecognized command '…' [host]"],
  ] as const;
  for (const [line, shown] of rows) assert.equal(shownReply(line), shown);
});
