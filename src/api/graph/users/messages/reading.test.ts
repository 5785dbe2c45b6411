/** Mailboxes read through Graph: what was sent, what was captured, and drafts; answers are held to Microsoft's reference. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { type Answered, told } from '../../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../../test/fixtures/house-with-application.ts';
import {
  attachmentList,
  fileAttachment,
  mailFolder,
  mailFolderList,
  messageList,
  message as messageShape,
} from '../../../../../test/fixtures/mail-expectations.ts';
import { mailHouse, to } from '../../../../../test/fixtures/mail-house.ts';

const ofA = '/v1.0/users/a@x.example';
const ofB = '/v1.0/users/b@x.example';

interface Shown {
  readonly id: string;
  readonly subject: string;
  readonly receivedDateTime: string;
  readonly [name: string]: unknown;
}

const valuesOf = ({ body }: Answered): Shown[] => body['value'] as Shown[];
const subjectsOf = (answer: Answered): string[] => valuesOf(answer).map(({ subject }) => subject);

async function house(t: TestContext) {
  const it = await mailHouse(t, 'Mail.Send', 'Mail.Read', 'Mail.ReadWrite');
  const { ask } = it;
  const list = (path: string): Promise<Answered> => ask('GET', path, { as: messageList });
  return {
    ...it,
    list,
    async send(subject: string, more: object = {}): Promise<void> {
      const message = {
        subject,
        toRecipients: to('b@x.example'),
        body: { contentType: 'text', content: 'x' },
        ...more,
      };
      const { status, text } = await ask('POST', `${ofA}/sendMail`, { body: { message } });
      assert.equal(status, 202, text);
    },
    async sendMime(mime: string): Promise<void> {
      const { status } = await ask('POST', `${ofA}/sendMail`, {
        body: Buffer.from(mime, 'latin1').toString('base64'),
        headers: { 'content-type': 'text/plain' },
      });
      assert.equal(status, 202);
    },
    /** Waits until so many messages are in the Inbox of `b`. */
    async arrived(count: number): Promise<void> {
      for (let attempt = 0; attempt < 200; attempt++) {
        const { text } = await ask('GET', `${ofB}/mailFolders/inbox/messages/$count`);
        if (text === String(count)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      assert.fail('the mail did not arrive');
    },
  };
}

test('what was sent lies in Sent Items, and what was captured in the Inbox of its recipient', async (t) => {
  const { send, arrived, list, ask } = await house(t);
  await send('Отчёт', {
    body: { contentType: 'html', content: '<p>Grüße</p>' },
    ccRecipients: [{ emailAddress: { name: 'Cy, Jr.', address: 'cy@y.example' } }],
    bccRecipients: to('c@x.example'),
    importance: 'high',
    internetMessageHeaders: [{ name: 'x-scanner', value: 'floor 3' }],
    attachments: [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'a.txt',
        contentBytes: Buffer.from('file').toString('base64'),
      },
    ],
  });
  await arrived(1);
  const [sent] = valuesOf(await list(`${ofA}/mailFolders/SentItems/messages`));
  const [received] = valuesOf(await list(`${ofB}/mailFolders/inbox/messages`));
  assert.ok(sent !== undefined && received !== undefined);
  assert.deepEqual([sent['parentFolderId'], sent['isRead']], ['sentitems', true]);
  assert.deepEqual([received['parentFolderId'], received['isRead']], ['inbox', false]);
  const whole = await ask('GET', `${ofB}/messages/${received.id}?$select=*`, { as: messageShape });
  assert.deepEqual(whole.body, { ...whole.body, ...received });
  assert.equal(received.subject, 'Отчёт');
  assert.deepEqual(received['body'], { contentType: 'html', content: '<p>Grüße</p>\n' });
  assert.deepEqual(
    [received['bodyPreview'], received['importance'], received['hasAttachments'], received['isDraft']],
    ['Grüße', 'high', true, false],
  );
  assert.deepEqual(received['from'], { emailAddress: { name: 'a', address: 'a@x.example' } });
  assert.deepEqual(received['ccRecipients'], [{ emailAddress: { name: 'Cy, Jr.', address: 'cy@y.example' } }]);
  assert.deepEqual(received['bccRecipients'], []);
  assert.equal(received['internetMessageHeaders'], undefined);
  assert.match(String(received['internetMessageId']), /^<.+@localhost>$/);
  const headers = await ask('GET', `${ofB}/messages/${received.id}?$select=internetMessageHeaders`);
  assert.ok(JSON.stringify(headers.body).includes('"X-Scanner","value":"floor 3"'), headers.text);
  const text = await ask('GET', `${ofB}/messages/${received.id}`, {
    headers: { prefer: 'outlook.body-content-type="text"' },
    as: messageShape,
  });
  assert.equal((text.body['body'] as { contentType: string }).contentType, 'text');
  assert.equal(text.headers.get('preference-applied'), 'outlook.body-content-type="text"');
});

test('attachments of kept mail are listed, shown and streamed, and stay as they are', async (t) => {
  const { send, list, ask } = await house(t);
  const octets = randomBytes(20_000);
  const contentBytes = octets.toString('base64');
  await send('files', {
    body: { contentType: 'html', content: '<img src="cid:logo">' },
    attachments: [
      { '@odata.type': '#microsoft.graph.fileAttachment', name: 'план.bin', contentType: 'image/tiff', contentBytes },
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'l.png',
        isInline: true,
        contentId: 'logo',
        contentBytes: 'AAAA',
      },
    ],
  });
  const [sent] = valuesOf(await list(`${ofA}/mailFolders/sentitems/messages`));
  const path = `${ofA}/messages/${sent?.id}/attachments`;
  const listed = valuesOf(await ask('GET', path, { as: attachmentList }));
  const facts = listed.map(({ name, size, contentType, isInline, contentId }) => ({
    name,
    size,
    contentType,
    isInline,
    contentId,
  }));
  assert.deepEqual(
    facts.toSorted((one, other) => Number(other.size) - Number(one.size)),
    [
      { name: 'план.bin', size: 20_000, contentType: 'image/tiff', isInline: false, contentId: null },
      { name: 'l.png', size: 3, contentType: 'image/png', isInline: true, contentId: 'logo' },
    ],
  );
  const file = listed.find(({ size }) => size === 20_000);
  const shown = await ask('GET', `${path}/${file?.id}`, { as: fileAttachment });
  assert.equal(shown.body['contentBytes'], contentBytes);
  const inFolder = path.replace('/messages/', '/mailFolders/sentitems/messages/');
  assert.equal(
    (await ask('GET', `${inFolder}/${file?.id}/$value`)).headers.get('content-type'),
    'application/octet-stream',
  );
  assert.equal(told(await ask('GET', `${path}/00000000000000FF`)).code, 'ErrorItemNotFound');
  assert.equal(told(await ask('DELETE', `${path}/${file?.id}`)).code, 'ErrorInvalidOperation');
});

test('the MIME of a message is had as it is kept', async (t) => {
  const { sendMime, newest, list, ask } = await house(t);
  await sendMime('From: a@x.example\r\nTo: b@x.example\r\nSubject: Scan\r\n\r\nHere it is.\r\n');
  const [sent] = valuesOf(await list(`${ofA}/mailFolders/sentitems/messages`));
  const answer = await ask('GET', `${ofA}/messages/${sent?.id}/$value`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/plain');
  assert.equal(answer.text, (await newest()).raw);
});

test('three folders, known by their names; nothing lies below them', async (t) => {
  const { send, arrived, ask } = await house(t);
  await send('one');
  await send('two');
  await arrived(2);
  const folders = await ask('GET', `${ofB}/mailFolders?$count=true`, { as: mailFolderList });
  assert.equal(folders.body['@odata.count'], 3);
  assert.deepEqual(
    valuesOf(folders).map(({ id, displayName, totalItemCount, unreadItemCount }) => [
      id,
      displayName,
      totalItemCount,
      unreadItemCount,
    ]),
    [
      ['drafts', 'Drafts', 0, 0],
      ['inbox', 'Inbox', 2, 2],
      ['sentitems', 'Sent Items', 0, 0],
    ],
  );
  const sent = await ask('GET', `${ofA}/mailFolders/SentItems`, { as: mailFolder });
  assert.deepEqual([sent.body['totalItemCount'], sent.body['displayName']], [2, 'Sent Items']);
  assert.deepEqual(valuesOf(await ask('GET', `${ofB}/mailFolders/inbox/childFolders`)), []);
  assert.equal(valuesOf(await ask('GET', `${ofB}/mailFolders/msgfolderroot/childFolders`)).length, 3);
  const unknown = told(await ask('GET', `${ofB}/mailFolders/deleteditems/messages`));
  assert.deepEqual([unknown.status, unknown.code], [404, 'ErrorItemNotFound']);
});

test('pages follow one another without a gap, from either end, over drafts and mail alike', async (t) => {
  const { send, list, ask, service } = await house(t);
  for (const subject of ['1', '2', '3']) await send(subject);
  await ask('POST', `${ofA}/messages`, { body: { subject: '4' } });
  const walk = async (path: string): Promise<string[]> => {
    const found: string[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const page = await list(next);
      assert.ok(valuesOf(page).length <= 1);
      found.push(...subjectsOf(page));
      const link = page.body['@odata.nextLink'] as string | undefined;
      next = link?.slice(service.httpUrl.length);
    }
    return found;
  };
  assert.deepEqual(await walk(`${ofA}/messages?$top=1`), ['4', '3', '2', '1']);
  assert.deepEqual(await walk(`${ofA}/messages?$top=1&$orderby=receivedDateTime asc&$skip=1`), ['2', '3', '4']);
  const two = await list(`${ofA}/messages?$top=2&$count=true&$select=subject,id`);
  assert.equal(two.body['@odata.count'], 4);
  assert.deepEqual(Object.keys(valuesOf(two)[0] ?? {}), ['id', 'subject']);
  for (const [path, code] of [
    ['$top=1001', 'Request_BadRequest'],
    ['$skiptoken=x', 'Directory_ExpiredPageToken'],
    ['$orderby=subject', 'ErrorInvalidUrlQuery'],
    ['$select=nothing', 'BadRequest'],
    ['$expand=attachments', 'Request_UnsupportedQuery'],
  ] as const) {
    const refused = told(await ask('GET', `${ofA}/messages?${path}`));
    assert.deepEqual([refused.status, refused.code], [400, code], path);
  }
});

test('a filter is answered by the tables, and what they cannot answer is named', async (t) => {
  const { send, sendMime, list, ask } = await house(t);
  await send('Scan of floor 3');
  await send('Отчёт за май');
  await sendMime('To: b@x.example\r\nMessage-ID: <one@x.example>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n\r\nx\r\n');
  await ask('POST', `${ofA}/messages`, { body: { subject: 'unsent' } });
  const filtered = async (filter: string): Promise<string[]> =>
    subjectsOf(await list(`${ofA}/messages?$filter=${encodeURIComponent(filter)}&$orderby=receivedDateTime`));
  const now = new Date().toISOString();
  for (const [filter, expected] of [
    ["subject eq 'scan OF floor 3'", ['Scan of floor 3']],
    ["contains(subject, 'за май')", ['Отчёт за май']],
    ["startswith(subject, 'Grü')", ['Grüße']],
    ["internetMessageId eq '<one@x.example>'", ['Grüße']],
    ['isDraft eq true', ['unsent']],
    ["isDraft eq false and from/emailAddress/address eq 'A@x.example'", ['Scan of floor 3', 'Отчёт за май', 'Grüße']],
    ["from/emailAddress/address ne 'a@x.example'", []],
    ['receivedDateTime ge 2020-01-01 and not (isDraft eq true)', ['Scan of floor 3', 'Отчёт за май', 'Grüße']],
    [`receivedDateTime le 2020-01-01T00:00:00Z or sentDateTime gt ${now.slice(0, 4)}-12-31T23:59:59Z`, []],
    ['isRead eq false', []],
  ] as const)
    assert.deepEqual(await filtered(filter), expected, filter);
  for (const path of ['hasAttachments', 'bodyPreview', 'toRecipients/any(r:r/emailAddress/address', 'importance']) {
    const filter = path.includes('any(') ? `${path} eq 'b@x.example')` : `${path} eq 'x'`;
    const refused = told(await ask('GET', `${ofA}/messages?$filter=${encodeURIComponent(filter)}`));
    assert.deepEqual([refused.status, refused.code], [400, 'ErrorInvalidUrlQueryFilter'], path);
    assert.ok(refused.message.includes(path.split('/')[0] ?? ''), refused.message);
  }
});

test('a mailbox is read by its owner with Mail.Read, and by nobody of another tenant', async (t) => {
  const { send, ask, users, tokenOf, administration, list } = await house(t);
  await send('mine');
  const [a, b] = users;
  assert.ok(a !== undefined && b !== undefined);
  const [item] = valuesOf(await list(`${ofA}/messages`));
  const own = await tokenOf(a, 'Mail.Read');
  assert.equal((await ask('GET', '/v1.0/me/messages', { token: own, as: messageList })).status, 200);
  const without = told(await ask('GET', '/v1.0/me/messages', { token: await tokenOf(a, 'Mail.Send') }));
  assert.deepEqual([without.status, without.code], [403, 'ErrorAccessDenied']);
  const other = await tokenOf(b, 'Mail.Read');
  for (const path of ['/messages', '/mailFolders', `/messages/${item?.id}`, `/messages/${item?.id}/$value`])
    assert.equal(told(await ask('GET', `${ofA}${path}`, { token: other })).status, 403, path);
  // The id of somebody else's message is the id of nothing in one's own mailbox.
  assert.equal(told(await ask('GET', `/v1.0/me/messages/${item?.id}`, { token: other })).code, 'ErrorItemNotFound');
  const elsewhere = await administration.tenants.add(request, { domain: 'z.example' });
  const stranger = await administration.users.add(request, {
    tenantId: elsewhere.id,
    userPrincipalName: 's@z.example',
    verifiers: null,
  });
  const strange = told(await ask('GET', `${ofA}/messages`, { token: await tokenOf(stranger, 'Mail.Read') }));
  assert.equal(strange.status, 404);
});
