/** Whatever modes a data directory came with, others cannot read what is kept in it. */
import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import { openStore, type Store } from './open-store.ts';

const skip = process.platform === 'win32' ? 'there are no such modes' : false;

/** Names below `path`, each with what others may do there. */
async function modesIn(path: string): Promise<Record<string, string>> {
  const names = await readdir(path, { recursive: true });
  const modes = names.map(async (name) => [name, ((await stat(join(path, name))).mode & 0o777).toString(8)] as const);
  return Object.fromEntries(await Promise.all(modes));
}

async function opened(t: TestContext, path: string): Promise<Store> {
  const faults: unknown[] = [];
  const store = await openStore(path, { fault: (_where, error) => faults.push(error) });
  atEnd(t, async () => {
    await store.close();
    assert.deepEqual(faults, []);
  });
  const body = store.spool.open();
  await body.write(Buffer.alloc(400_000, 'x'));
  await body.commit(acceptedMessage(), Buffer.from('Subject: x\r\n\r\n'));
  return store;
}

test('a directory that was there before, for all to enter: database, its log and its index are private', {
  skip,
}, async (t) => {
  const path = await temporaryDirectory(t);
  await chmod(path, 0o777);
  const before = process.umask(0);
  atEnd(t, () => void process.umask(before));
  await opened(t, path);
  const modes = await modesIn(path);
  for (const name of ['postern.db', 'postern.db-wal', 'postern.db-shm', 'service-secret', 'lock'])
    assert.equal(modes[name], '600', name);
  for (const name of ['spool', 'spool/segments', 'spool/large', 'drafts']) assert.equal(modes[name], '700', name);
  const open = Object.entries(modes).filter(([, mode]) => !mode.endsWith('00'));
  assert.deepEqual(open, []);
});

test('what lies there with wide modes is made private at the start, and nothing else is touched', {
  skip,
}, async (t) => {
  const path = await temporaryDirectory(t);
  const first = await openStore(path);
  await first.close();
  for (const name of ['postern.db', 'service-secret', 'spool', 'spool/segments', 'spool/large', 'drafts'])
    await chmod(join(path, name), name.includes('.') || name.includes('-') ? 0o666 : 0o777);
  await writeFile(join(path, 'token-keys.json'), '[]');
  await mkdir(join(path, 'lost+found'));
  for (const name of ['token-keys.json', 'lost+found']) await chmod(join(path, name), 0o755);
  await chmod(path, 0o755);
  await opened(t, path);
  const modes = await modesIn(path);
  for (const name of ['postern.db', 'postern.db-wal', 'postern.db-shm', 'service-secret', 'token-keys.json'])
    assert.equal(modes[name], '600', name);
  for (const name of ['spool', 'spool/segments', 'spool/large', 'drafts']) assert.equal(modes[name], '700', name);
  assert.equal(modes['lost+found'], '755');
});

test('a log and an index that a crash left wide are made private as well', { skip }, async (t) => {
  const path = await temporaryDirectory(t);
  await (await openStore(path)).close();
  for (const name of ['postern.db-wal', 'postern.db-shm']) {
    await writeFile(join(path, name), '');
    await chmod(join(path, name), 0o644);
  }
  await opened(t, path);
  const modes = await modesIn(path);
  assert.deepEqual([modes['postern.db-wal'], modes['postern.db-shm']], ['600', '600']);
});
