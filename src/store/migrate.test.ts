/** A step of the database is known by its number, in whichever order the steps came to be. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrate } from './migrate.ts';
import { openDatabase } from './sqlite/database.ts';

async function databaseFor(t: { after(end: () => Promise<void>): void }) {
  const directory = await mkdtemp(join(tmpdir(), 'postern-migrate-'));
  const database = openDatabase(join(directory, 'postern.db'));
  t.after(async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });
  return database;
}

const step = (name: string) => `CREATE TABLE ${name} (id INTEGER) STRICT;`;
const tables = `SELECT group_concat(name, ' ' ORDER BY rowid) AS names FROM sqlite_master WHERE type = 'table' AND name <> 'migration'`;

test('steps run once each, and one that was missed is caught up with', async (t) => {
  const database = await databaseFor(t);
  await migrate(database, { 1: step('one'), 7: step('seven') });
  await migrate(database, { 1: step('one'), 7: step('seven'), 4: step('four') });
  await migrate(database, { 1: step('one'), 7: step('seven'), 4: step('four') });
  assert.deepEqual(await database.query(tables), [{ names: 'one seven four' }]);
});

test('a database that still counts its steps goes on from there', async (t) => {
  const database = await databaseFor(t);
  await database.query(step('one'));
  await database.query('PRAGMA user_version=1');
  await migrate(database, { 1: step('one'), 2: step('two') });
  assert.deepEqual(await database.query(tables), [{ names: 'one two' }]);
});

test('a database of a newer version is left alone', async (t) => {
  const database = await databaseFor(t);
  await migrate(database, { 1: step('one'), 2: step('two') });
  await assert.rejects(migrate(database, { 1: step('one') }), { code: 'storage-failed' });
});

test('a step that fails leaves nothing behind, and is tried again', async (t) => {
  const database = await databaseFor(t);
  await assert.rejects(migrate(database, { 1: `${step('one')} CREATE NONSENSE;` }));
  await migrate(database, { 1: step('one') });
  assert.deepEqual(await database.query(tables), [{ names: 'one' }]);
});
