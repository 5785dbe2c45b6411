/** What is no whole backup is refused by the name of the part, and leaves nothing behind. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../../test/fixtures/accepted-message.ts';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { AppError } from '../../lib/app-error.ts';
import { encodeTarHeader, paddingOf } from '../../lib/tar-header.ts';
import { openStore } from '../open-store.ts';
import { archiveFormat } from './archive.ts';
import { restoreBackup } from './restore.ts';
import { writeArchive } from './write-archive.ts';

async function place(t: TestContext) {
  const path = await mkdtemp(join(tmpdir(), 'postern-restore-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return { path, file: join(path, 'backup.tar'), target: join(path, 'data') };
}

async function archiveOfStore(dataDirectory: string): Promise<Buffer> {
  const store = await openStore(dataDirectory);
  const body = store.spool.open();
  await body.write(Buffer.alloc(300 * 1024, 'x'));
  await body.commit(acceptedMessage({ acceptedAt: Date.now() }), Buffer.from('Subject: large\r\n\r\n'));
  const archive = await buffer((await store.backups.take()) ?? assert.fail());
  await store.close();
  return archive;
}

async function refused(file: string, target: string, octets: Buffer, code: string, says: RegExp): Promise<void> {
  await writeFile(file, octets);
  await assert.rejects(restoreBackup(file, target), (error) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.match(Object.values(error.parameters).join(), says);
    return true;
  });
  assert.deepEqual(await readdir(target), []);
}

function entry(path: string, octets: Buffer): Buffer {
  return Buffer.concat([
    encodeTarHeader({ path, sizeBytes: octets.length }),
    octets,
    Buffer.alloc(paddingOf(octets.length)),
  ]);
}

test('a cut archive and an altered octet are refused, wherever they are', async (t) => {
  const { path, file, target } = await place(t);
  const whole = await archiveOfStore(join(path, 'first'));
  for (let place = 0; place < 40; place += 1) {
    const at = Math.floor((whole.length * place) / 40);
    await refused(file, target, whole.subarray(0, at), 'backup-damaged', /cut/);
    const altered = Buffer.from(whole);
    altered[at] = (altered[at] ?? 0) ^ 1;
    await refused(file, target, altered, 'backup-damaged', /./);
  }
  const large = whole.indexOf('spool/large/');
  const altered = Buffer.from(whole);
  altered[large + 512 + 1000] = 0;
  await refused(file, target, altered, 'backup-damaged', /spool\/large\/[0-9a-f]{24} is altered/);
  await refused(file, target, whole.subarray(0, large + 2000), 'backup-damaged', /cut within spool\/large/);
  await refused(file, target, Buffer.concat([whole, Buffer.from('x')]), 'backup-damaged', /after its manifest/);

  await writeFile(file, whole);
  await restoreBackup(file, target);
  assert.equal((await stat(join(target, 'postern.db'))).mode & 0o777, 0o600);
  const store = await openStore(target);
  assert.equal((await store.queue.list({ tenantId: null, states: [], sentItemsOf: null, limit: 9 })).length, 1);
  await store.close();
});

test('a path that is none of a data directory is never written', async (t) => {
  const { path, file, target } = await place(t);
  const about = { format: archiveFormat, postern: '0', createdAt: '', migrations: [] };
  const outside = join(path, 'outside');
  await writeFile(outside, 'x');
  for (const named of ['../outside', outside, 'spool/large/../../../x', 'door.json', 'lock', 'spool/segments', 'a/b']) {
    const archive = writeArchive(about, [{ path: named, file: outside }]);
    await refused(file, target, await buffer(archive), 'backup-damaged', /no file of a data directory/);
  }
  const twice = { path: 'service-secret', file: outside };
  await refused(file, target, await buffer(writeArchive(about, [twice, twice])), 'backup-damaged', /twice/);
  assert.deepEqual((await readdir(path)).toSorted(), ['backup.tar', 'data', 'outside']);
});

test('a head that names a link, or anything that is not a plain file, is refused', async (t) => {
  const { path, file, target } = await place(t);
  const whole = await archiveOfStore(join(path, 'first'));
  const at = whole.indexOf('service-secret');
  const header = whole.subarray(at, at + 512);
  header.write('2', 156, 'latin1');
  header.write('/etc/passwd', 157, 'latin1');
  // With a checksum that is right.
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((all, octet) => all + octet, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  await refused(file, target, whole, 'backup-damaged', /head .* altered/);
});

test('a newer format, and a newer database, are refused with the version that wrote them', async (t) => {
  const { path, file, target } = await place(t);
  const database = join(path, 'x');
  await writeFile(database, 'x');
  const about = { format: archiveFormat, postern: '9.9.9', createdAt: '', migrations: [9999] };
  const parts = [{ path: 'postern.db', file: database }];
  await refused(file, target, await buffer(writeArchive(about, parts)), 'backup-newer', /9\.9\.9/);
  const newer = entry('about.json', Buffer.from(JSON.stringify({ ...about, format: archiveFormat + 1 })));
  await refused(file, target, newer, 'backup-newer', /9\.9\.9/);
});

test('a directory that is not empty, a running service and a restore that did not end stand in the way', async (t) => {
  const { path, file, target } = await place(t);
  await writeFile(file, await archiveOfStore(join(path, 'first')));
  await mkdir(target);
  await writeFile(join(target, 'note'), 'mine');
  await assert.rejects(restoreBackup(file, target), { code: 'directory-not-empty' });
  assert.equal(await readFile(join(target, 'note'), 'utf8'), 'mine');

  const running = join(path, 'running');
  const store = await openStore(running);
  await assert.rejects(restoreBackup(file, running), { code: 'data-directory-in-use' });
  await store.close();

  const half = join(path, 'half');
  await mkdir(join(half, 'restoring'), { recursive: true });
  await assert.rejects(openStore(half), { code: 'restore-unfinished' });
  await assert.rejects(restoreBackup(file, half), { code: 'restore-unfinished' });
});

test('one backup at a time; one that nobody reads to its end is forgotten, and what it held back is removed', async (t) => {
  const { path } = await place(t);
  const directory = join(path, 'data');
  const store = await openStore(directory);
  const first = (await store.backups.take()) ?? assert.fail();
  assert.equal(await store.backups.take(), null);
  assert.equal(await store.queue.purge(Date.now(), 0), 0);
  first.destroy();
  const second = (await eventually(() => store.backups.take())) ?? assert.fail();
  assert.equal((await readdir(directory)).filter((name) => name.startsWith('backup-')).length, 1);
  assert.ok((await buffer(second)).length > 0);
  await store.close();
});

test('a file that is no backup, and none at all, are told apart from a damaged one', async (t) => {
  const { file, target } = await place(t);
  const text = Buffer.from('root:x:0:0:root:/root:/bin/sh\n'.repeat(40));
  await refused(file, target, text, 'backup-unknown', /^$/);
  await assert.rejects(restoreBackup(`${file}.nowhere`, target), (error: AppError) => {
    assert.equal(error.code, 'backup-unreadable');
    assert.match(String(error.parameters['reason']), /nowhere cannot be read: there is no such file/);
    return true;
  });
});
