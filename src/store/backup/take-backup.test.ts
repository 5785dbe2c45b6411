/** However a backup ends, files are removed again afterwards, and the next one can be taken. */
import assert from 'node:assert/strict';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { openStore } from '../open-store.ts';
import { RemovalPause } from './removal-pause.ts';
import { createBackups } from './take-backup.ts';

async function directory(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'postern-take-backup-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Backups of a store that lies there, of which `flush` may fail. */
async function backupsOf(t: TestContext, flush: () => Promise<void>) {
  const dataDirectory = await directory(t);
  await (await openStore(dataDirectory)).close();
  const pause = new RemovalPause();
  const faults: unknown[] = [];
  const backups = await createBackups({ dataDirectory, pause, flush, fault: (error) => faults.push(error) });
  t.after(() => backups.close());
  return { dataDirectory, pause, faults, backups };
}

test('a backup that fails leaves no pause, no copy, and room for the next', async (t) => {
  let isBroken = true;
  const { dataDirectory, pause, backups, faults } = await backupsOf(t, async () => {
    assert.equal(pause.isOn, true);
    if (isBroken) throw new Error('no flush');
  });
  await assert.rejects(backups.take(), /no flush/);
  assert.equal(pause.isOn, false);
  assert.deepEqual(
    (await readdir(dataDirectory)).filter((name) => name.startsWith('backup-')),
    [],
  );
  isBroken = false;
  await buffer((await backups.take()) ?? assert.fail());
  assert.deepEqual(faults, []);
});

test('a removal that fails at the end of the pause keeps neither the others nor the next backup', async (t) => {
  const removed: string[] = [];
  const { pause, faults, backups } = await backupsOf(t, async () => undefined);
  const stream = (await backups.take()) ?? assert.fail();
  await pause.whenOver('one', () => Promise.reject(new Error('the disk is gone')));
  await pause.whenOver('two', async () => void removed.push('two'));
  await pause.whenOver('two', async () => void removed.push('two again'));
  assert.deepEqual(removed, []);
  await buffer(stream);
  await backups.close();
  assert.deepEqual([removed, faults.length, pause.isOn], [['two again'], 1, false]);
});

test('whoever leaves while it is read ends the pause', async (t) => {
  const { pause, backups } = await backupsOf(t, async () => undefined);
  const stream = (await backups.take()) ?? assert.fail();
  assert.equal(await backups.take(), null, 'one at a time');
  stream.destroy();
  await backups.close();
  assert.equal(pause.isOn, false);
});

test('a store that is closed while a backup begins does not wait for somebody to read it', async (t) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { dataDirectory, backups, pause } = await backupsOf(t, () => {
    reach();
    return released;
  });
  const taken = backups.take();
  await reached;
  const closed = backups.close();
  release();
  await taken;
  await closed;
  assert.equal(pause.isOn, false);
  await access(join(dataDirectory, 'postern.db'));
});
