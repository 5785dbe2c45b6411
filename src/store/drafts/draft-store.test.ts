/** Every way in which a draft grows is held to the limit of its mailbox, counted in octets. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createAdministration } from '../../administration/administration.ts';
import { newGuid } from '../../lib/id.ts';
import type { Draft } from '../../mailbox/draft.ts';
import { emptyMessage, type MailMessage } from '../../mailbox/mail-message.ts';
import { openStore } from '../open-store.ts';

const byHand = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  door: 'service',
  address: '',
  correlationId: '',
} as const;
const limits = { drafts: 10, bytes: 4000, attachmentsPerDraft: 3, uploads: 20 };

async function house(t: TestContext) {
  const path = await mkdtemp(join(tmpdir(), 'postern-drafts-'));
  const store = await openStore(path);
  t.after(async () => {
    await store.close();
    await rm(path, { recursive: true, force: true });
  });
  const { tenants, users } = createAdministration(store, { clock: Date.now, newGuid });
  const tenant = await tenants.add(byHand, { domain: 'x.example' });
  const user = await users.add(byHand, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers: null });
  const draftOf = (id: string, text: string): Draft => ({
    id,
    userId: user.id,
    createdAt: 1,
    modifiedAt: 1,
    message: saying(text),
    attachments: [],
  });
  return { drafts: store.drafts, userId: user.id, draftOf };
}

function saying(content: string): MailMessage {
  return { ...emptyMessage, body: { contentType: 'text', content } };
}

const upload = (draft: Draft, token: string, sizeBytes: number) => ({
  tokenHash: token,
  draftId: draft.id,
  userId: draft.userId,
  attachment: { name: 'x', contentType: '', isInline: false, contentId: null },
  sizeBytes,
  expiresAt: 2,
});
const attachment = (id: string, octets: Buffer) =>
  ({ id, name: 'x', contentType: '', isInline: false, contentId: null, sizeBytes: octets.length, addedAt: 1 }) as const;

test('a new draft counts by its octets, not its characters', async (t) => {
  const { drafts, draftOf } = await house(t);
  assert.equal(await drafts.add(draftOf('D1', 'я'.repeat(2500)), limits), 'full');
  assert.equal(await drafts.add(draftOf('D1', 'z'.repeat(2500)), limits), 'kept');
});

test('a change is held to what the mailbox has left, and keeps the draft as it was', async (t) => {
  const { drafts, draftOf, userId } = await house(t);
  const draft = draftOf('D1', 'short');
  assert.equal(await drafts.add(draft, limits), 'kept');
  assert.equal(await drafts.update(draft, saying('я'.repeat(2500)), 2, limits), 'full');
  assert.deepEqual((await drafts.find(userId, 'D1'))?.message, saying('short'));
  assert.equal(await drafts.update(draft, saying('я'.repeat(1800)), 2, limits), 'kept');
  // Its own octets of before are not counted beside those that take their place.
  assert.equal(await drafts.update(draft, saying('ю'.repeat(1850)), 3, limits), 'kept');
  assert.equal(await drafts.add(draftOf('D2', 'z'.repeat(200)), limits), 'full');
});

test('where the limit was lowered, a draft may become smaller, and not larger', async (t) => {
  const { drafts, draftOf } = await house(t);
  const draft = draftOf('D1', 'z'.repeat(3000));
  await drafts.add(draft, limits);
  const lowered = { ...limits, bytes: 1000 };
  assert.equal(await drafts.update(draft, saying('z'.repeat(3001)), 2, lowered), 'full');
  assert.equal(await drafts.update(draft, saying('z'.repeat(2000)), 2, lowered), 'kept');
});

test('two changes at once cannot both take the last of it', async (t) => {
  const { drafts, draftOf } = await house(t);
  const [one, two] = [draftOf('D1', ''), draftOf('D2', '')];
  await drafts.add(one, limits);
  await drafts.add(two, limits);
  const long = saying('я'.repeat(1200));
  const answers = await Promise.all([drafts.update(one, long, 2, limits), drafts.update(two, long, 2, limits)]);
  assert.deepEqual(answers.toSorted(), ['full', 'kept']);
});

test('attachments and uploads count in octets, and uploads under way as attachments to come', async (t) => {
  const { drafts, draftOf } = await house(t);
  const draft = draftOf('D1', '');
  await drafts.add(draft, limits);
  const octets = Buffer.alloc(3900);
  assert.equal(await drafts.addAttachment(draft, attachment('A0', octets), octets, limits), 'full');
  assert.equal(await drafts.openUpload(upload(draft, 'T0', 3900), limits), 'full');
  const small = Buffer.alloc(10);
  assert.equal(await drafts.addAttachment(draft, attachment('A1', small), small, limits), 'kept');
  assert.equal(await drafts.openUpload(upload(draft, 'T1', 10), limits), 'kept');
  assert.equal(await drafts.openUpload(upload(draft, 'T2', 10), limits), 'kept');
  assert.equal(await drafts.openUpload(upload(draft, 'T3', 10), limits), 'full');
  assert.equal(await drafts.addAttachment(draft, attachment('A2', small), small, limits), 'full');
  assert.equal(await drafts.update(draft, saying('я'.repeat(2000)), 2, limits), 'full');
});
