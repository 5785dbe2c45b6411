/** Mail read with little leave: what Mail.ReadBasic leaves out, and the mailboxes that an access policy leaves an application. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { told } from '../../../../../test/fixtures/graph-house.ts';
import { request } from '../../../../../test/fixtures/house-with-application.ts';
import { mailHouse, to } from '../../../../../test/fixtures/mail-house.ts';
import type { Permission } from '../../../../directory/permission.ts';

const ofA = '/v1.0/users/a@x.example';
const ofB = '/v1.0/users/b@x.example';
const secret = 'the secret of the letter';

async function houseWithMail(t: TestContext, ...permissions: Permission[]) {
  const house = await mailHouse(t, 'Mail.Send', ...permissions);
  const [a, b] = house.users;
  assert.ok(a !== undefined && b !== undefined);
  const attachment = { name: 'a.txt', contentBytes: Buffer.from(secret).toString('base64') };
  const message = {
    subject: 'Lunch',
    toRecipients: to('b@x.example'),
    body: { contentType: 'text', content: secret },
    attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', ...attachment }],
  };
  const sent = await house.ask('POST', `${ofA}/sendMail`, { body: { message } });
  assert.equal(sent.status, 202, sent.text);
  const full = await house.tokenOf(a, 'Mail.Read');
  const { body } = await house.ask('GET', '/v1.0/me/messages', { token: full });
  const [{ id } = { id: '' }] = body['value'] as { id: string }[];
  const attachments = await house.ask('GET', `/v1.0/me/messages/${id}/attachments`, { token: full });
  const [{ id: attachmentId } = { id: '' }] = attachments.body['value'] as { id: string }[];
  return { ...house, a, b, id, attachmentId };
}

test('Mail.ReadBasic shows what mail there is, and nothing of what is in it, to a person and to an application', async (t) => {
  for (const who of ['person', 'Mail.ReadBasic', 'Mail.ReadBasic.All'] as const) {
    const { ask, tokenOf, a, id, attachmentId } = await houseWithMail(t, ...(who === 'person' ? [] : [who]));
    const token = who === 'person' ? { token: await tokenOf(a, 'Mail.ReadBasic') } : {};
    const get = (path: string) => ask('GET', `${ofA}${path}`, token);
    const message = `/messages/${id}`;
    for (const path of ['/messages', '/mailFolders/sentitems/messages', message, `/mailFolders/sentitems${message}`]) {
      const { status, body, text } = await get(path);
      assert.equal(status, 200, `${who} ${path}`);
      const [shown] = (body['value'] as Record<string, unknown>[] | undefined) ?? [body];
      assert.ok(shown !== undefined && !('body' in shown) && !('bodyPreview' in shown), path);
      assert.deepEqual([shown['subject'], shown['hasAttachments']], ['Lunch', true]);
      assert.ok(!text.includes(secret), path);
    }
    for (const path of ['/mailFolders', '/mailFolders/inbox', '/mailFolders/inbox/childFolders', '/messages/$count'])
      assert.equal((await get(path)).status, 200, path);
    const headers = await get(`${message}?$select=subject,internetMessageHeaders`);
    assert.ok(Array.isArray(headers.body['internetMessageHeaders']), 'who wrote, by which way, is no content');
    const closed = [
      ...['body', 'bodyPreview', 'subject,body', 'body/content'].map((names) => `${message}?$select=${names}`),
      '/messages?$select=bodyPreview',
      `${message}/$value`,
      `${message}/attachments`,
      `${message}/attachments/${attachmentId}`,
      `${message}/attachments/${attachmentId}/$value`,
      `/mailFolders/sentitems${message}/$value`,
    ];
    for (const path of closed) {
      const { status, code, message: why } = told(await get(path));
      assert.deepEqual([status, code], [403, 'ErrorAccessDenied'], `${who} ${path}`);
      assert.match(why, /Mail\.Read, Mail\.ReadWrite/);
    }
    assert.equal(told(await get(`${message}?$select=uniqueBody`)).status, 400, 'there is no such property here');
    const written = await ask('PATCH', `${ofA}${message}`, { ...token, body: { subject: 'x' } });
    assert.equal(told(written).status, 403);
  }
});

test('an application reads the mailboxes that its access policy leaves it, and says of others no more than that', async (t) => {
  const { ask, administration, tenant, application, a, id, attachmentId } = await houseWithMail(t, 'Mail.Read');
  const { applicationScopes } = administration;
  const read = async (path: string) => (await ask('GET', path)).status;
  const paths = ['', `/${id}`, `/${id}/$value`, `/${id}/attachments`, `/${id}/attachments/${attachmentId}/$value`];
  assert.equal(await read(`${ofB}/messages`), 200, 'nothing restricts it yet');
  const restricted = {
    appIds: [application.appId],
    mailboxes: [a],
    accessRight: 'RestrictAccess',
    description: '',
  } as const;
  const [policy] = await applicationScopes.add(request, tenant, restricted);
  for (const path of paths) assert.equal(await read(`${ofA}/messages${path}`), 200, path);
  for (const path of [...paths.map((each) => `/messages${each}`), '/mailFolders', '/mailFolders/inbox/messages']) {
    const { status, code, message } = told(await ask('GET', `${ofB}${path}`));
    assert.deepEqual([status, code], [403, 'ErrorAccessDenied'], path);
    assert.match(message, /restricted to other mailboxes/);
  }
  assert.ok(policy !== undefined);
  await applicationScopes.remove(request, policy);
  await applicationScopes.add(request, tenant, { ...restricted, appIds: ['*'], accessRight: 'DenyAccess' });
  assert.equal(await read(`${ofA}/messages`), 403, 'what is denied to every application');
  assert.equal(await read(`${ofB}/messages`), 200);
});
