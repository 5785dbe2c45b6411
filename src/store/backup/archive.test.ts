/** A backup has every file that a service keeps; what it leaves out is named, and made anew at the next start. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { acceptedMessage } from '../../../test/fixtures/accepted-message.ts';
import { runningService } from '../../../test/fixtures/running-service.ts';
import { createChosenPasswords } from '../../administration/chosen-passwords.ts';
import { newGuid } from '../../lib/id.ts';
import { emptyMessage } from '../../mailbox/mail-message.ts';
import { sandboxPassword, seedSandbox } from '../../sandbox/seed.ts';
import { isDataPath, passingFiles } from './archive.ts';
import { readArchive } from './read-archive.ts';

test('every file of a data directory in use is in its backup, but for those that are named', async (t) => {
  const service = await runningService(t, { http: { port: 0, httpsPort: 0 } }, null, async (store, path) =>
    seedSandbox(store, path, await sandboxPassword(path, createChosenPasswords({ shortest: 12 })), Date.now()),
  );
  const { store, dataDirectory } = service;
  for (const sizeBytes of [10, 600_000]) {
    const body = store.spool.open();
    await body.write(Buffer.alloc(sizeBytes, 'x'));
    await body.commit(acceptedMessage({ acceptedAt: Date.now() }), Buffer.from('Subject: x\r\n\r\n'));
  }
  const user = (await store.directory.findUser('printer@contoso.example')) ?? assert.fail();
  const draft = {
    id: 'D1',
    userId: user.id,
    createdAt: 1,
    modifiedAt: Date.now(),
    message: emptyMessage,
    attachments: [],
  };
  const limits = { drafts: 9, bytes: 1e6, attachmentsPerDraft: 9, uploads: 9 };
  await store.drafts.add(draft, limits);
  const facts = { name: 'x', contentType: '', isInline: false, contentId: null };
  const attachment = { ...facts, id: newGuid(), sizeBytes: 3, addedAt: 1 };
  assert.equal(await store.drafts.addAttachment(draft, attachment, Buffer.from('abc'), limits), 'kept');

  const entries = await readdir(dataDirectory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(dataDirectory.length + 1)
        .replaceAll('\\', '/'),
    );
  const archived = new Set<string>();
  const octets = await buffer((await store.backups.take()) ?? assert.fail());
  await readArchive(oneOf(octets), async (path, part) => {
    archived.add(path);
    for await (const _ of part);
  });
  const passing = new Set<string>(passingFiles);
  assert.deepEqual(
    files.filter((path) => !archived.has(path) && !passing.has(path)),
    [],
  );
  // What a restore would refuse to lay is in no backup, and the names of the list are names that there are.
  assert.deepEqual(
    [...archived].filter((path) => !isDataPath(path)),
    [],
  );
  for (const path of ['postern.db', 'service-secret', 'token-keys.json', 'sandbox-applications.json', 'tls/ca-key.pem'])
    assert.ok(archived.has(path), path);
  for (const part of ['spool/segments/', 'spool/large/', 'drafts/'])
    assert.ok(
      [...archived].some((path) => path.startsWith(part)),
      part,
    );
});

async function* oneOf(octets: Buffer): AsyncGenerator<Buffer> {
  yield octets;
}
