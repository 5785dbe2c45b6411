/** A bounce reads back as a report of RFC 3464, and goes only to who wants it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostalMime from 'postal-mime';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import type { Envelope, EnvelopeRecipient } from '../smtp/codec/envelope.ts';
import type { AcceptedMessage } from './accepted-message.ts';
import { deliveryReport, type ReportedRecipient, wantsWhole } from './delivery-report.ts';
import { defaultRetrySchedule, delayNoticeAttempt } from './retry-schedule.ts';

const at = Date.UTC(2026, 0, 2, 3, 4, 5);
const options = { host: 'mail.example', at, boundary: 'b0undary' };
const header = 'From: a@contoso.example\r\nSubject: Report\r\nMessage-ID: <m1@contoso.example>\r\n\r\n';

function messageWith(envelope: Partial<Envelope> = {}): AcceptedMessage {
  return acceptedMessage({
    acceptedAt: at,
    subject: 'Report',
    messageIdField: 'm1@contoso.example',
    envelope: { reversePath: 'a@contoso.example', ...envelope },
  });
}

function failure(text: string, recipient: Partial<EnvelopeRecipient> = {}): ReportedRecipient {
  return {
    recipient: { address: 'x@far.example', notify: null, originalRecipient: null, ...recipient },
    action: 'failed',
    answer: { at, connector: 'smart-host', text },
  };
}

/** The report on failures, as text; `returned` is the header that goes back. */
function bounceOf(
  message: AcceptedMessage,
  failed: readonly ReportedRecipient[],
  returned: string,
  given: typeof options,
): string | null {
  return deliveryReport(message, failed, { octets: Buffer.from(returned), isWhole: false }, given)?.toString() ?? null;
}

async function read(text: string | null): Promise<{ mail: Awaited<ReturnType<PostalMime['parse']>>; parts: string[] }> {
  assert.ok(text !== null);
  const mail = await new PostalMime({ forceRfc822Attachments: true }).parse(text);
  const parts = mail.attachments.map(({ content }) =>
    typeof content === 'string' ? content : new TextDecoder().decode(content),
  );
  return { mail, parts };
}

test('the report names the recipient, the answer and the message', async () => {
  const bounce = bounceOf(
    messageWith({ envelopeId: 'QQ314' }),
    [failure('550 5.1.1 No such user', { originalRecipient: 'rfc822;y@far.example' })],
    header,
    options,
  );
  const { mail, parts } = await read(bounce);
  assert.equal(mail.to?.[0]?.address, 'a@contoso.example');
  assert.equal(mail.from?.address, 'postmaster@mail.example');
  assert.equal(mail.inReplyTo, '<m1@contoso.example>');
  assert.equal(mail.date, new Date(at).toISOString());
  assert.match(mail.text ?? '', /x@far\.example\s+550 5\.1\.1 No such user/);
  assert.deepEqual(
    mail.attachments.map(({ mimeType }) => mimeType),
    ['message/delivery-status', 'text/rfc822-headers'],
  );
  const date = 'Fri, 02 Jan 2026 03:04:05 +0000';
  assert.deepEqual(parts[0]?.trim().split(/\r?\n/), [
    'Reporting-MTA: dns; mail.example',
    'Original-Envelope-Id: QQ314',
    `Arrival-Date: ${date}`,
    '',
    'Original-Recipient: rfc822;y@far.example',
    'Final-Recipient: rfc822; x@far.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 No such user',
    `Last-Attempt-Date: ${date}`,
  ]);
  assert.equal(parts[1]?.trim().replaceAll('\r\n', '\n'), header.trim().replaceAll('\r\n', '\n'));
});

test('a message with a null reverse-path has no bounce', () => {
  assert.equal(bounceOf(messageWith({ reversePath: '' }), [failure('550 no')], header, options), null);
});

test('NOTIFY without FAILURE: the recipient is left out, and with nobody left there is no bounce', async () => {
  const never = failure('550 no', { address: 'never@far.example', notify: 'NEVER' });
  const success = failure('550 no', { address: 'success@far.example', notify: ['SUCCESS'] });
  const asked = failure('550 no', { notify: ['DELAY', 'FAILURE'] });
  assert.equal(bounceOf(messageWith(), [never, success], header, options), null);
  const bounce = bounceOf(messageWith(), [never, success, asked], header, options);
  assert.deepEqual(bounce?.match(/Final-Recipient: .*/g), ['Final-Recipient: rfc822; x@far.example']);
});

test('the status is that of the reply, else follows from its class; 4.4.7 where time has run out', () => {
  const answers = ['554-5.7.1 Spam', '550 No', '451 4.3.2 Busy', '421 later', 'connection refused', '550 2.1.5 odd'];
  const bounce = bounceOf(
    messageWith(),
    answers.map((text) => failure(text)),
    header,
    options,
  );
  const statuses = bounce?.match(/Status: .*/g)?.map((line) => line.slice(8));
  assert.deepEqual(statuses, ['5.7.1', '5.0.0', '4.3.2', '4.4.7', '4.4.7', '5.0.0']);
  assert.match(bounce ?? '', /Diagnostic-Code: x-postern; connection refused/);
});

test('no value can add a line, and the fields of the report are ASCII', () => {
  const message = messageWith({ envelopeId: 'e\r\nAction: delivered', smtpUtf8: true });
  const recipient = { address: 'jürg@far.example', originalRecipient: 'rfc822;y\r\n\r\n--b0undary--' };
  const bounce = bounceOf(message, [failure('550 5.1.1 no\r\nAction: delivered', recipient)], header, options) ?? '';
  assert.equal(bounce.match(/^Action: /gm)?.length, 1);
  assert.equal(bounce.match(/^--b0undary--/gm)?.length, 1);
  assert.ok(bounce.includes('Final-Recipient: utf-8; j\\x{FC}rg@far.example'));
});

test('a header that is not ASCII goes back as it is', () => {
  const header8 = 'Subject: Grüße\r\n';
  const type = (smtpUtf8: boolean) =>
    /Content-Type: (message\/global-headers|text\/rfc822-headers)\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: Grüße\r\n\r\n--/.exec(
      bounceOf(messageWith({ smtpUtf8 }), [failure('550 no')], header8, options) ?? '',
    )?.[1];
  assert.equal(type(true), 'message/global-headers');
  assert.equal(type(false), 'text/rfc822-headers');
});

test('success and delay are reported where they were asked for, each in its own words', async () => {
  const of = (action: ReportedRecipient['action'], notify: EnvelopeRecipient['notify']): ReportedRecipient => ({
    ...failure('250 2.1.5 Recipient OK', { notify }),
    action,
  });
  for (const action of ['delivered', 'relayed', 'delayed'] as const) {
    assert.equal(
      bounceOf(messageWith(), [of(action, null), of(action, 'NEVER'), of(action, ['FAILURE'])], header, options),
      null,
    );
  }
  const { mail, parts } = await read(bounceOf(messageWith(), [of('relayed', ['SUCCESS'])], header, options));
  assert.equal(mail.subject, 'Delivered mail');
  assert.match(parts[0] ?? '', /Action: relayed\r?\nStatus: 2\.1\.5/);
  const delayed = { ...of('delayed', ['DELAY']), answer: { at, connector: '', text: '451 4.3.2 Busy' } };
  const notice = await read(bounceOf(messageWith(), [delayed], header, options));
  assert.match(notice.mail.text ?? '', /You need not send it again/);
  assert.match(notice.parts[0] ?? '', /Action: delayed\r?\nStatus: 4\.3\.2/);
});

test('the whole message goes back octet by octet where RET=FULL asked for it, of failures only', () => {
  const octets = Buffer.from('Subject: x\r\n\r\n\u00e9 and \xff\r\n', 'latin1');
  const full = messageWith({ ret: 'FULL' });
  assert.equal(wantsWhole(full, [failure('550 no')]), true);
  assert.equal(wantsWhole(full, [{ ...failure('250 ok'), action: 'delivered' }]), false);
  assert.equal(wantsWhole(messageWith({ ret: 'HDRS' }), [failure('550 no')]), false);
  const report = deliveryReport(full, [failure('550 no')], { octets, isWhole: true }, options);
  assert.ok(report?.includes(octets));
  assert.match(report?.toString('latin1') ?? '', /Content-Type: message\/rfc822\r\nContent-Transfer-Encoding: 8bit/);
});

test('the notice of a delay comes once, after the attempt that makes four hours', () => {
  assert.equal(delayNoticeAttempt(defaultRetrySchedule), 9);
  assert.equal(delayNoticeAttempt({ minutes: [240], giveUpAfterMs: 1 }), 2);
  assert.equal(delayNoticeAttempt({ minutes: [0], giveUpAfterMs: 1 }), 241);
});
