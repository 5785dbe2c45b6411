/** What a message says is shown as data, whatever it says; its HTML comes under a policy that lets it do nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Static, TSchema } from 'typebox';
import { acceptedMessage } from '../../../test/fixtures/accepted-message.ts';
import { houseWithApplication } from '../../../test/fixtures/house-with-application.ts';
import type { showContent } from '../../contract/message-content.ts';
import { readLocalDoor } from '../../lib/local-door.ts';

type Content = Static<Extract<(typeof showContent)['answer'], TSchema>>;

const hostile = [
  'From: "<script>alert(1)</script>" <a@x.example>',
  'Subject: =?utf-8?q?=3Cimg_src=3Dx_onerror=3Dalert=281=29=3E?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=iso-8859-1',
  '',
  '<p>caf\xe9</p><script>alert(1)</script><img src="https://tracker.example/x.gif">',
  '--b',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="../../<b>.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'AAAA',
  '--b--',
  '',
].join('\r\n');

test('header, text and attachments are told of; the HTML comes for a frame that can do nothing; who read stands in the audit log', async (t) => {
  const { service, tenant, dataDirectory } = await houseWithApplication(t, []);
  const { store } = service;
  const keep = async (octets: string): Promise<string> => {
    const message = acceptedMessage({ tenantId: tenant.id, userId: null, acceptedAt: Date.now() });
    const body = store.spool.open();
    await body.write(Buffer.from(octets, 'latin1'));
    await body.commit(message, Buffer.alloc(0));
    return message.id;
  };
  const [id, plain] = [await keep(hostile), await keep('Subject: x\r\n\r\nline\r\n')];
  const { url, token } = await readLocalDoor(dataDirectory);
  const ask = (path: string) => fetch(`${url}/admin/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const content = (await (await ask(`/messages/${id}/content`)).json()) as Content;
  assert.deepEqual(content.headers[1], { name: 'Subject', value: '<img src=x onerror=alert(1)>' });
  assert.match(content.text, /^café/);
  assert.deepEqual(content.attachments, [
    { name: '../../<b>.pdf', contentType: 'application/pdf', sizeBytes: 3, isInline: false },
  ]);
  assert.deepEqual([content.hasHtml, content.isCut], [true, false]);
  const html = await ask(`/messages/${id}/html`);
  assert.equal(html.headers.get('content-type'), 'text/html; charset=utf-8');
  const policy = html.headers.get('content-security-policy') ?? '';
  for (const part of ['sandbox;', "default-src 'none'", "frame-ancestors 'self'", "form-action 'none'"])
    assert.ok(policy.includes(part), policy);
  assert.ok(!/allow-|https?:|script-src/.test(policy));
  assert.match(await html.text(), /<p>café<\/p>/);
  const none = await ask(`/messages/${plain}/html`);
  assert.equal(none.status, 404);
  const short = (await (await ask(`/messages/${plain}/content`)).json()) as Content;
  assert.deepEqual([short.text.trim(), short.hasHtml], ['line', false]);
  const reads = await store.auditLog.list({ tenantId: tenant.id, action: 'message.read', limit: 9 });
  assert.deepEqual(reads.map(({ target }) => target.id).toSorted(), [id, id, plain, plain].toSorted());
});
