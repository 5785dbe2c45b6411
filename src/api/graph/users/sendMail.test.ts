/** sendMail through Microsoft's own client and plain requests, with a real service behind. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import PostalMime from 'postal-mime';
import { told } from '../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';
import { mailHouse, to } from '../../../../test/fixtures/mail-house.ts';
import type { TenantSettings, UserSettings } from '../../../directory/settings.ts';

const ofA = '/v1.0/users/a@x.example/sendMail';
const plain = { subject: 'Scan', body: { contentType: 'text', content: 'x' }, toRecipients: to('ann@y.example') };

async function house(t: TestContext) {
  const it = await mailHouse(t, 'Mail.Send');
  const [a, b] = it.users;
  assert.ok(a !== undefined && b !== undefined);
  const { settings } = it.administration;
  return {
    ...it,
    a,
    b,
    limit: (changes: Partial<UserSettings>) => settings.changeOfUser(request, a, changes),
    limitTenant: (changes: Partial<TenantSettings>) => settings.changeOfTenant(request, it.tenant, changes),
    send: (message: object, more: object = {}) => it.ask('POST', ofA, { body: { message, ...more } }),
    sendMime: (mime: string, path = ofA) =>
      it.ask('POST', path, {
        body: Buffer.from(mime, 'latin1').toString('base64'),
        headers: { 'content-type': 'text/plain' },
      }),
  };
}

test('a message in JSON becomes the MIME that it describes, and 202 has no body', async (t) => {
  const { graph, newest, a, application } = await house(t);
  const png = Buffer.from('not really a picture');
  await graph.api('/users/a@x.example/sendMail').post({
    message: {
      subject: 'Отчёт\r\nBcc: evil@y.example',
      body: { contentType: 'HTML', content: '<p>Grüße <img src="cid:logo"></p>' },
      toRecipients: [{ emailAddress: { name: 'Ann, of "Y"', address: 'ann@y.example' } }],
      ccRecipients: to('cy@y.example'),
      bccRecipients: to('hidden@y.example', 'ANN@Y.example'),
      replyTo: to('desk@x.example'),
      importance: 'High',
      internetMessageHeaders: [{ name: 'x-scanner', value: 'floor 3' }],
      attachments: [
        {
          '@odata.type': '#microsoft.graph.fileAttachment',
          name: 'logo.png',
          contentType: 'image/png',
          contentBytes: png.toString('base64'),
          isInline: true,
          contentId: 'logo',
        },
        {
          '@odata.type': '#microsoft.graph.fileAttachment',
          name: 'план.txt',
          contentBytes: Buffer.from('a\nb\r\nc').toString('base64'),
        },
      ],
    },
  });
  const { raw, envelope, origin, userId, recipients } = await newest();
  assert.equal(userId, a.id);
  assert.equal(envelope.reversePath, 'a@x.example');
  assert.deepEqual(
    recipients.map(({ address }) => address),
    ['ann@y.example', 'cy@y.example', 'hidden@y.example', 'ANN@y.example'],
  );
  assert.deepEqual([origin?.door, origin?.appId, origin?.caller.kind], ['graph', application.appId, 'application']);
  assert.doesNotMatch(raw, /hidden@/);
  assert.doesNotMatch(raw, /(?<!\r)\n|\r(?!\n)/);
  assert.match(raw, /^Received: from \[127\.0\.0\.1\]\r\n\tby localhost \(Postern\) with HTTP id [\dA-F]{16};\r\n/);
  const mail = await PostalMime.parse(raw);
  assert.equal(mail.subject, 'Отчёт Bcc: evil@y.example');
  assert.deepEqual(mail.from, { address: 'a@x.example', name: 'a' });
  assert.deepEqual(mail.to, [{ address: 'ann@y.example', name: 'Ann, of "Y"' }]);
  assert.deepEqual(mail.replyTo?.[0]?.address, 'desk@x.example');
  assert.match(mail.html ?? '', /<p>Grüße <img src="cid:logo"><\/p>/);
  const field = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? '';
  assert.deepEqual([field('x-scanner'), field('importance')], ['floor 3', 'high']);
  const [picture, plan] = mail.attachments;
  assert.deepEqual([picture?.contentId, picture?.disposition], ['<logo>', 'inline']);
  assert.deepEqual(Buffer.from(picture?.content as ArrayBuffer), png);
  assert.deepEqual([plan?.filename, plan?.mimeType], ['план.txt', 'text/plain']);
  assert.equal(Buffer.from(plan?.content as ArrayBuffer).toString(), 'a\nb\r\nc');
});

test('MIME goes on octet for octet, without its Bcc, to everybody in To, Cc and Bcc', async (t) => {
  const { sendMime, newest } = await house(t);
  const header =
    'From: a@x.example\r\nTo: "Ann, A." <ann@y.example>, Team: b1@y.example, b2@y.example;\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nMessage-ID: <one@x.example>\r\n';
  const body = '\r\n.dot\r\n\r\nr\xe9sum\xe9\r\n'.repeat(2000);
  const answer = await sendMime(`${header}Bcc: hidden@y.example,\r\n\tother@y.example\r\nCc: cy@y.example\r\n${body}`);
  assert.deepEqual([answer.status, answer.text], [202, '']);
  const { raw, recipients, messageIdField } = await newest();
  assert.equal(messageIdField, 'one@x.example');
  assert.equal(raw.slice(raw.indexOf('From:')), `${header}Cc: cy@y.example\r\n${body}`);
  assert.deepEqual(
    recipients.map(({ address }) => address.replace('@y.example', '')),
    ['ann', 'b1', 'b2', 'hidden', 'other', 'cy'],
  );
});

test('MIME goes through a batch, whether it is encoded once, as alone, or once more, as batches ask', async (t) => {
  const { ask, messages } = await house(t);
  const mime = (subject: string): string =>
    Buffer.from(`To: ann@y.example\r\nSubject: ${subject}\r\n\r\n${'line\r\n'.repeat(40)}`).toString('base64');
  const step = (id: string, body: string) => ({
    id,
    method: 'POST',
    url: '/users/a@x.example/sendMail',
    headers: { 'Content-Type': 'text/plain' },
    body,
  });
  const requests = [
    step('1', mime('once')),
    step('2', Buffer.from(mime('twice')).toString('base64')),
    step('3', mime('in lines').replace(/.{76}/g, '$&\r\n')),
    step('4', Buffer.from('no message at all: none').toString('base64')),
  ];
  const { body } = await ask('POST', '/v1.0/$batch', { body: { requests } });
  const { responses } = body as { responses: { id: string; status: number }[] };
  assert.deepEqual(
    responses.map(({ id, status }) => [id, status]),
    [
      ['1', 202],
      ['2', 202],
      ['3', 202],
      ['4', 400],
    ],
  );
  assert.deepEqual((await messages()).map(({ subject }) => subject).toSorted(), ['in lines', 'once', 'twice']);
});

test('MIME with bare line ends is put right, and what it lacks is added', async (t) => {
  const { sendMime, newest } = await house(t);
  assert.equal((await sendMime('To: ann@y.example\nSubject: x\n\nline\n')).status, 202);
  const { raw, messageIdField } = await newest();
  // What the message has is what a trace finds it by.
  assert.equal(messageIdField, /\r\nMessage-ID: <(.*)>\r\n/.exec(raw)?.[1]);
  assert.match(
    raw,
    /\r\nFrom: <a@x\.example>\r\nDate: .*\r\nMessage-ID: <.*>\r\nTo: ann@y\.example\r\nSubject: x\r\n\r\nline\r\n$/,
  );
});

test('a copy stays in Sent Items unless the caller says no', async (t) => {
  const { send, a, service } = await house(t);
  assert.equal((await send({ ...plain, subject: 'kept' })).status, 202);
  assert.equal((await send({ ...plain, subject: 'not kept' }, { saveToSentItems: false })).status, 202);
  assert.equal((await send({ ...plain, subject: 'nor this' }, { SaveToSentItems: 'false' })).status, 202);
  const sent = await service.store.queue.list({ tenantId: null, states: [], sentItemsOf: a.id, limit: 10 });
  assert.deepEqual(
    sent.map(({ subject }) => subject),
    ['kept'],
  );
});

test('a person sends from their own mailbox, and as others with Send As alone', async (t) => {
  const { ask, tokenOf, a, b, administration, newest, application } = await house(t);
  const token = await tokenOf(a, 'Mail.Send');
  const sendAs = (path: string, from?: string) =>
    ask('POST', path, { token, body: { message: { ...plain, ...(from && { from: to(from)[0] }) } } });
  assert.equal((await sendAs('/v1.0/me/sendMail')).status, 202);
  const { origin, envelope } = await newest();
  assert.deepEqual(origin?.caller, { kind: 'user', id: a.id, name: 'a@x.example' });
  assert.equal(origin?.appId, application.appId);
  assert.equal(envelope.reversePath, 'a@x.example');
  for (const denied of [
    await sendAs('/v1.0/me/sendMail', 'b@x.example'),
    await sendAs('/v1.0/users/b@x.example/sendMail'),
    await sendAs('/v1.0/me/sendMail', 'ceo@elsewhere.example'),
  ])
    assert.deepEqual([told(denied).status, told(denied).code], [403, 'ErrorSendAsDenied']);
  await administration.mailboxes.setPermission(request, b, a.id, 'SendAs', true);
  assert.equal((await sendAs('/v1.0/me/sendMail', 'b@x.example')).status, 202);
  assert.equal((await sendAs(`/beta/users/${b.id}/sendMail`)).status, 202);
  const asB = await newest();
  assert.deepEqual([asB.envelope.reversePath, asB.userId], ['b@x.example', a.id]);
});

test('without the permission, mailbox or licence the code says which', async (t) => {
  const { ask, tokenOf, a, limit, token, administration } = await house(t);
  const body = { message: plain };
  const weak = told(await ask('POST', '/v1.0/me/sendMail', { token: await tokenOf(a, 'Mail.ReadWrite'), body }));
  assert.deepEqual([weak.status, weak.code], [403, 'ErrorAccessDenied']);
  assert.match(weak.message, /Mail\.Send/);
  assert.equal(told(await ask('POST', '/v1.0/me/sendMail', { token, body })).code, 'BadRequest');
  for (const nobody of ['nobody@x.example', 'z@other.example']) {
    if (nobody.startsWith('z')) {
      const other = await administration.tenants.add(request, { domain: 'other.example' });
      await administration.users.add(request, { tenantId: other.id, userPrincipalName: nobody, verifiers: null });
    }
    const unknown = told(await ask('POST', `/v1.0/users/${nobody}/sendMail`, { body }));
    assert.deepEqual([unknown.status, unknown.code], [404, 'ErrorInvalidUser']);
  }
  await limit({ licensed: false });
  const unlicensed = told(await ask('POST', ofA, { body }));
  assert.deepEqual([unlicensed.status, unlicensed.code], [404, 'MailboxNotEnabledForRESTAPI']);
});

test('the limits of the mailbox hold here too, shared with SMTP, and a refusal can be looked up', async (t) => {
  const { send, limit, limitTenant, service, messages } = await house(t);
  await limit({ recipientsPerMessage: 2, messageSizeBytes: 20_000, recipientsPerDay: 3 });
  const many = told(await send({ ...plain, toRecipients: to('1@y.example', '2@y.example', '3@y.example') }));
  assert.deepEqual([many.status, many.code], [400, 'ErrorInvalidRecipients']);
  const large = told(await send({ ...plain, body: { contentType: 'text', content: 'x'.repeat(30_000) } }));
  assert.deepEqual([large.status, large.code], [413, 'ErrorMessageSizeExceeded']);
  assert.equal((await send({ ...plain, toRecipients: to('1@y.example', '2@y.example') })).status, 202);
  const day = await send({ ...plain, toRecipients: to('1@y.example', '2@y.example') });
  assert.deepEqual([day.status, told(day).code], [429, 'ErrorSubmissionQuotaExceeded']);
  assert.ok(Number(day.headers.get('retry-after')) > 0);
  await limit({ recipientsPerDay: 0, messagesPerMinute: 1 });
  await limitTenant({ overMessageRate: 'delay' });
  let rate = await send(plain);
  for (let tries = 0; rate.status === 202 && tries < 5; tries += 1) rate = await send(plain);
  assert.deepEqual([rate.status, told(rate).code], [429, 'ApplicationThrottled']);
  assert.ok(Number(rate.headers.get('retry-after')) > 0);
  const id = (rate.headers.get('request-id') ?? '').replaceAll('-', '').slice(0, 16).toUpperCase();
  const { refusals } = await service.store.signInLog.ofSession(id);
  assert.deepEqual(
    refusals.map(({ reply, because }) => [reply, because.key]),
    [['messageRateExceeded', 'submission.message-rate']],
  );
  await limit({ messagesPerMinute: 0, sendingRestriction: 'outboundSpam' });
  const before = (await messages()).length;
  const restricted = told(await send(plain));
  assert.deepEqual([restricted.status, restricted.code], [403, 'ErrorMessageSubmissionBlocked']);
  assert.equal((await messages()).length, before);
});

test('what cannot be sent is refused with the reason, and nothing is accepted', async (t) => {
  const { send, ask, sendMime, messages } = await house(t);
  const attachment = (more: object) => ({ ...plain, attachments: [{ name: 'x', contentBytes: '', ...more }] });
  const header = (name: string, value = 'x') => ({ ...plain, internetMessageHeaders: [{ name, value }] });
  const cases: readonly [object, number, string, RegExp][] = [
    [{ subject: 'x' }, 400, 'ErrorInvalidRecipients', /no recipient/],
    [{ ...plain, toRecipients: to('ann') }, 400, 'ErrorInvalidRecipients', /'ann'/],
    [{ ...plain, toRecipients: to('a@b.example>\r\nRCPT TO:<x@y') }, 400, 'ErrorInvalidRecipients', /address/],
    [{ ...plain, toRecipients: 'ann@y.example' }, 400, 'RequestBodyRead', /'message\.toRecipients' must be a list/],
    [{ ...plain, from: to('nobody')[0] }, 400, 'ErrorInvalidRecipients', /'nobody'/],
    [{ ...plain, subject: 7 }, 400, 'RequestBodyRead', /'message\.subject' must be a text/],
    [
      { ...plain, toRecipients: [...to('ann@y.example'), { emailAddress: { adress: 'x' } }] },
      400,
      'RequestBodyRead',
      /'message\.toRecipients\[1\]\.emailAddress\.adress' cannot be set here\. Did you mean 'address'/,
    ],
    [{ ...plain, importance: 'utmost' }, 400, 'RequestBodyRead', /low, normal, high/],
    [
      { ...plain, singleValueExtendedProperties: [] },
      400,
      'RequestBodyRead',
      /'message\.singleValueExtendedProperties' cannot/,
    ],
    [{ ...plain, body: { contentType: 'rtf', content: '' } }, 400, 'RequestBodyRead', /text, html/],
    [header('Received'), 400, 'InvalidInternetMessageHeader', /begin with 'x-'/],
    [header('x-a', 'b\r\nBcc: c@y.example'), 400, 'RequestBodyRead', /one line/],
    [
      { ...plain, internetMessageHeaders: Array.from({ length: 6 }, () => ({ name: 'x-a', value: 'b' })) },
      400,
      'InvalidInternetMessageHeaderCollection',
      /at most 5/,
    ],
    [attachment({ contentBytes: '%%%' }), 400, 'RequestBodyRead', /base64/],
    [attachment({ '@odata.type': '#microsoft.graph.itemAttachment' }), 400, 'RequestBodyRead', /itemAttachment/],
    [attachment({ contentType: 'text/plain\r\nX-Evil: 1' }), 400, 'RequestBodyRead', /media type/],
    [
      attachment({ contentBytes: Buffer.alloc(3_000_001).toString('base64') }),
      413,
      'ErrorAttachmentSizeLimitExceeded',
      /createUploadSession/,
    ],
  ];
  for (const [message, status, code, says] of cases) {
    const fault = told(await send(message));
    assert.deepEqual(
      [fault.status, fault.code],
      [status, code],
      `${JSON.stringify(message).slice(0, 200)} ${fault.message}`,
    );
    assert.match(fault.message, says);
  }
  for (const mime of ['', '!!!', 'QUJ'])
    assert.equal(
      told(await ask('POST', ofA, { body: mime, headers: { 'content-type': 'text/plain' } })).code,
      'ErrorMimeContentInvalidBase64String',
      mime,
    );
  assert.equal(told(await sendMime('Subject: x\r\n\r\nTo: a@y.example')).code, 'ErrorInvalidRecipients');
  assert.equal(
    told(await sendMime(`To: a@y.example\r\nX: ${'y'.repeat(300_000)}\r\n\r\n`)).code,
    'ErrorMessageSizeExceeded',
  );
  assert.equal(told(await sendMime('From: ceo@z.example\r\nTo: a@y.example\r\n\r\n')).code, 'ErrorSendAsDenied');
  assert.equal(told(await ask('POST', ofA, { body: {} })).code, 'RequestBodyRead');
  assert.equal(told(await ask('POST', ofA, { body: 'x', headers: { 'content-type': 'text/html' } })).status, 415);
  assert.equal(told(await ask('GET', ofA)).status, 405);
  assert.deepEqual(await messages(), []);
});
