/** Drafts and uploads of large attachments, through Microsoft's own client and plain requests. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Client, FileUpload, LargeFileUploadTask } from '@microsoft/microsoft-graph-client';
import PostalMime from 'postal-mime';
import { type Answered, told } from '../../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../../test/fixtures/house-with-application.ts';
import {
  fileAttachment,
  message as messageShape,
  uploadSession,
} from '../../../../../test/fixtures/mail-expectations.ts';
import { mailHouse, to } from '../../../../../test/fixtures/mail-house.ts';

const mailbox = '/v1.0/users/a@x.example';

async function house(t: TestContext) {
  const it = await mailHouse(t, 'Mail.Send', 'Mail.ReadWrite');
  const { ask, dataDirectory } = it;
  const draft = async (message: object = { subject: 'Scan', toRecipients: to('ann@y.example') }): Promise<string> => {
    const answer = await ask('POST', `${mailbox}/messages`, { body: message, as: messageShape });
    assert.equal(answer.status, 201, answer.text);
    return `${mailbox}/messages/${String(answer.body['id'])}`;
  };
  return {
    ...it,
    draft,
    files: () => readdir(join(dataDirectory, 'drafts')),
    async upload(path: string, size: number, more: object = {}): Promise<string> {
      const AttachmentItem = { attachmentType: 'file', name: 'scan.bin', size, ...more };
      const answer = await ask('POST', `${path}/attachments/createUploadSession`, {
        body: { AttachmentItem },
        as: uploadSession,
      });
      assert.equal(answer.status, 201, answer.text);
      assert.deepEqual(answer.body['nextExpectedRanges'], ['0-']);
      return String(answer.body['uploadUrl']);
    },
  };
}

function put(url: string, octets: Uint8Array<ArrayBuffer>, range: string): Promise<Response> {
  return fetch(url, { method: 'PUT', body: octets, headers: { 'content-range': range } });
}

const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

test('a draft is made, changed, given attachments, sent, and is gone then', async (t) => {
  const { graph: client, draft, ask, newest, messages, files } = await house(t);
  const graph = { api: (path: string) => client.api(path).version('v1.0') };
  const path = await draft({
    subject: 'Sc',
    body: { contentType: 'HTML', content: '<style>p{}</style><p>Hello &amp; more</p>' },
    toRecipients: to('ann'),
    importance: 'high',
  });
  const changed = (await graph.api(path.slice(5)).patch({ subject: 'Scan', toRecipients: to('ann@y.example') })) as {
    isDraft: boolean;
    importance: string;
    bodyPreview: string;
    toRecipients: unknown;
  };
  assert.deepEqual([changed.isDraft, changed.importance, changed.bodyPreview], [true, 'high', 'Hello & more']);
  assert.deepEqual(changed.toRecipients, [{ emailAddress: { name: 'ann@y.example', address: 'ann@y.example' } }]);
  const octets = randomBytes(5000);
  const file = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name: 'a.bin',
    contentBytes: octets.toString('base64'),
  };
  const added = (await graph.api(`${path.slice(5)}/attachments`).post(file)) as {
    id: string;
    size: number;
    contentBytes: string;
  };
  assert.deepEqual([added.size, added.contentBytes], [5000, file.contentBytes]);
  const unwanted = (await graph.api(`${path.slice(5)}/attachments`).post({ ...file, name: 'b.bin' })) as { id: string };
  assert.equal((await ask('DELETE', `${path}/attachments/${unwanted.id}`)).status, 204);
  const listed = (await graph.api(`${path.slice(5)}/attachments`).get()) as {
    value: { name: string; contentBytes?: string }[];
  };
  assert.deepEqual(
    listed.value.map(({ name, contentBytes }) => [name, contentBytes]),
    [['a.bin', undefined]],
  );
  assert.equal(
    ((await graph.api(`${path.slice(5)}/attachments/${added.id}`).get()) as typeof added).contentBytes,
    file.contentBytes,
  );
  assert.deepEqual(await messages(), []);
  const sent = await ask('POST', `${path}/send`);
  assert.deepEqual([sent.status, sent.text], [202, '']);
  const mail = await PostalMime.parse((await newest()).raw);
  assert.deepEqual([mail.subject, mail.attachments.length], ['Scan', 1]);
  assert.deepEqual(Buffer.from(mail.attachments[0]?.content as ArrayBuffer), octets);
  assert.equal(told(await ask('POST', `${path}/send`)).code, 'ErrorItemNotFound');
  assert.deepEqual(await files(), []);
});

test("the helper of Microsoft's client sends a large attachment up, slice by slice", async (t) => {
  const { draft, upload, ask, newest } = await house(t);
  // It knows addresses under https only: what a proxy does in front is done here in between.
  const graph = Client.initWithMiddleware({
    middleware: {
      async execute(context) {
        context.response = await fetch(String(context.request).replace(/^https:/, 'http:'), context.options);
      },
    },
  });
  const path = await draft();
  const octets = randomBytes(1_000_000);
  const url = (await upload(path, octets.length)).replace(/^http:/, 'https:');
  const file = new FileUpload(octets, 'scan.bin', octets.length);
  const slices: number[] = [];
  const task = new LargeFileUploadTask(
    graph,
    file,
    { url, expiry: new Date(Date.now() + 60_000) },
    {
      rangeSize: 327_680,
      uploadEventHandlers: { progress: (range) => slices.push(range?.minValue ?? -1) },
    },
  );
  const { location } = await task.upload();
  assert.deepEqual(slices, [0, 327_680, 655_360, 983_040]);
  assert.match(location, /attachments\('[\dA-F]{16}'\)$/);
  assert.equal((await ask('POST', `${path}/send`)).status, 202);
  const [attachment] = (await PostalMime.parse((await newest()).raw)).attachments;
  assert.deepEqual(Buffer.from(attachment?.content as ArrayBuffer), octets);
});

test('a large attachment goes up in pieces under an address that needs no token, and is sent octet for octet', async (t) => {
  const { draft, upload, ask, newest, files, service } = await house(t);
  const path = await draft();
  const url = await upload(path, 1_000_000, { contentType: 'image/tiff' });
  assert.match(url, /\/uploads\/[\w-]{43}$/);
  const octets = randomBytes(1_000_000);
  const first = await put(url, octets.subarray(0, 300_000), 'bytes 0-299999/1000000');
  assert.equal(first.status, 200);
  assert.deepEqual(((await first.json()) as { nextExpectedRanges: string[] }).nextExpectedRanges, ['300000']);
  for (const [piece, range, status] of [
    [octets.subarray(0, 300_000), 'bytes 0-299999/1000000', 416],
    [octets.subarray(400_000, 500_000), 'bytes 400000-499999/1000000', 416],
    [octets.subarray(300_000, 400_000), 'bytes 300000-399999/2000000', 416],
    [octets.subarray(300_000), 'bytes 300000-1000000/1000000', 416],
    [octets.subarray(300_000, 400_000), 'bytes 300000-499999/1000000', 400],
    [octets.subarray(300_000, 500_000), 'bytes 300000-399999/1000000', 400],
    [octets.subarray(300_000, 400_000), 'octets', 400],
  ] as const) {
    const refused = await put(url, piece, range);
    assert.equal(refused.status, status, range);
    assert.match(await refused.text(), /"code":"(InvalidRange|ErrorInvalidRequest)"/);
  }
  const status = (await (await fetch(url)).json()) as { nextExpectedRanges: string[]; expirationDateTime: string };
  assert.deepEqual(status.nextExpectedRanges, ['300000']);
  assert.ok(Date.parse(status.expirationDateTime) > Date.now());
  const last = await put(url, octets.subarray(300_000), 'bytes 300000-999999/1000000');
  assert.deepEqual([last.status, await last.text()], [201, '']);
  const location = last.headers.get('location') ?? '';
  const shown = await ask('GET', location.slice(service.httpUrl.length), { as: fileAttachment });
  assert.deepEqual(
    [shown.body['name'], shown.body['size'], shown.body['contentType']],
    ['scan.bin', 1_000_000, 'image/tiff'],
  );
  assert.equal((await fetch(url)).status, 404);
  assert.equal((await ask('POST', `${path}/send`)).status, 202);
  const [attachment] = (await PostalMime.parse((await newest()).raw)).attachments;
  assert.deepEqual(Buffer.from(attachment?.content as ArrayBuffer), octets);
  assert.deepEqual(await files(), []);
});

test('an upload is cancelled, and ends with its draft and with its time', async (t) => {
  const { draft, upload, ask, files, service } = await house(t);
  const path = await draft();
  const [cancelled, withDraft] = [await upload(path, 10), await upload(path, 10)];
  await put(cancelled, new Uint8Array(5), 'bytes 0-4/10');
  await put(withDraft, new Uint8Array(5), 'bytes 0-4/10');
  assert.equal((await fetch(cancelled, { method: 'DELETE' })).status, 204);
  assert.equal((await fetch(cancelled, { method: 'DELETE' })).status, 404);
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.equal((await put(withDraft, new Uint8Array(5), 'bytes 5-9/10')).status, 404);
  assert.deepEqual(await files(), []);
  const other = await draft();
  const late = await upload(other, 10);
  await put(late, new Uint8Array(5), 'bytes 0-4/10');
  assert.equal((await files()).length, 1);
  await service.store.drafts.purge(Date.now() + 3_700_000, 0);
  assert.equal((await fetch(late)).status, 404);
  assert.deepEqual(await files(), []);
  await service.store.drafts.purge(Date.now(), Date.now() + 1);
  assert.equal(told(await ask('POST', `${other}/send`)).code, 'ErrorItemNotFound');
});

test('a mailbox keeps drafts, octets and uploads up to its limits', async (t) => {
  const { draft, upload, ask } = await house(t);
  const full = (answer: Answered): void =>
    assert.deepEqual([told(answer).status, told(answer).code], [507, 'ErrorQuotaExceeded']);
  const path = await draft();
  const session = (size: number) =>
    ask('POST', `${path}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'x', size } },
    });
  const urls: string[] = [];
  for (let count = 0; count < 6; count += 1) urls.push(await upload(path, 150 * 1024 * 1024));
  full(await session(150 * 1024 * 1024));
  await fetch(urls[0] ?? '', { method: 'DELETE' });
  assert.equal((await session(150 * 1024 * 1024)).status, 201);
  const { status: before } = await ask('PATCH', path, { body: { subject: 'x' } });
  assert.equal(before, 200);
  // What is left now holds 250,000 characters of one octet each, and not of two.
  await upload(path, 1_073_741_824 - 6 * 150 * 1024 * 1024 - 300_000);
  full(await ask('PATCH', path, { body: { body: { contentType: 'text', content: 'я'.repeat(250_000) } } }));
  const ascii = await ask('PATCH', path, { body: { body: { contentType: 'text', content: 'z'.repeat(250_000) } } });
  assert.equal(ascii.status, 200);
  await ask('DELETE', path);
  const again = await draft();
  for (let count = 0; count < 20; count += 1) await upload(again, 1);
  full(
    await ask('POST', `${again}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'x', size: 1 } },
    }),
  );
  assert.equal(
    told(
      await ask('POST', `${again}/attachments/createUploadSession`, {
        body: { AttachmentItem: { name: 'x', size: 157_286_401 } },
      }),
    ).code,
    'ErrorAttachmentSizeLimitExceeded',
  );
  const made = await Promise.all(Array.from({ length: 510 }, () => ask('POST', `${mailbox}/messages`, { body: {} })));
  assert.equal(made.filter(({ status }) => status === 201).length, 499);
});

test('100 MB go up and out through little memory', { timeout: 120_000 }, async (t) => {
  const { draft, upload, ask, administration, a, service, messages } = await (async () => {
    const it = await house(t);
    return { ...it, a: it.users[0] };
  })();
  assert.ok(a !== undefined);
  await administration.settings.changeOfUser(request, a, { messageSizeBytes: 150 * 1024 * 1024 });
  const [size, step] = [100_000_000, 4_000_000];
  const piece = randomBytes(step);
  const path = await draft();
  const url = await upload(path, size);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  for (let at = 0; at < size; at += step) {
    const { status } = await put(url, piece, `bytes ${at}-${at + step - 1}/${size}`);
    assert.equal(status, at + step === size ? 201 : 200);
  }
  assert.equal((await ask('POST', `${path}/send`)).status, 202);
  clearInterval(timer);
  assert.ok(most - before < 90_000_000, `${Math.round((most - before) / 1e6)} MB`);
  const [message] = await messages();
  const hash = createHash('sha256');
  let base64 = '';
  for await (const chunk of service.store.spool.read(message?.id ?? '')) {
    base64 += chunk.toString('latin1');
    if (base64.length > 200_000_000) break;
  }
  const start = base64.indexOf('\r\n\r\n', base64.indexOf('scan.bin')) + 4;
  const octets = Buffer.from(base64.slice(start, base64.indexOf('\r\n--', start)), 'base64');
  assert.equal(octets.length, size);
  const expected = createHash('sha256');
  for (let at = 0; at < size; at += step) expected.update(piece);
  assert.equal(hash.update(octets).digest('hex'), expected.digest('hex'));
});

test('drafts are their owner’s: others see nothing of them', async (t) => {
  const { draft, ask, tokenOf, users, administration } = await house(t);
  const [a, b] = users;
  assert.ok(a !== undefined && b !== undefined);
  const path = await draft();
  const mine = await tokenOf(a, 'Mail.ReadWrite', 'Mail.Send');
  const theirs = await tokenOf(b, 'Mail.ReadWrite', 'Mail.Send');
  const patch = (url: string, token: string) => ask('PATCH', url, { token, body: { subject: 'x' } });
  assert.equal((await patch(`/v1.0/me/messages/${idOf(path)}`, mine)).status, 200);
  assert.equal(told(await patch(`/v1.0/me/messages/${idOf(path)}`, theirs)).code, 'ErrorItemNotFound');
  assert.equal(told(await patch(path, theirs)).code, 'ErrorAccessDenied');
  await administration.mailboxes.setPermission(request, a, b.id, 'FullAccess', true);
  assert.equal((await patch(path, theirs)).status, 200);
  assert.equal(told(await ask('POST', `${path}/send`, { token: theirs })).code, 'ErrorSendAsDenied');
  for (const id of ['x', 'D0', 'S0000000000000000', 'D0000000000000000'])
    assert.match(told(await patch(`${mailbox}/messages/${id}`, mine)).code, /ErrorItemNotFound|ErrorInvalidOperation/);
});
