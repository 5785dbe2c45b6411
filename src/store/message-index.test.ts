/** Messages that the tables cannot take wait, within a bound; it is told of, and nothing is lost. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import { MessageIndex } from './message-index.ts';
import { migrate } from './migrate.ts';
import { SpoolBodyWriter } from './spool/body-writer.ts';
import { SegmentWriter } from './spool/segment-writer.ts';
import { openDatabase } from './sqlite/database.ts';

async function house(t: TestContext) {
  const directory = await temporaryDirectory(t);
  const database = openDatabase(join(directory, 'postern.db'));
  atEnd(t, () => database.close());
  await migrate(database);
  const told: string[] = [];
  const index = new MessageIndex(database, () => told.push('arrived'), {
    began: ({ waiting }) => told.push(`began ${waiting}`),
    failed: () => told.push('failed'),
    ended: ({ failures, lost }) => told.push(`ended ${failures} ${lost}`),
  });
  return { directory, database, index, told };
}

test('what the tables cannot take is tried again, told of once, and in them once they can', async (t) => {
  const { database, index, told } = await house(t);
  await database.query("CREATE TRIGGER broken BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'gone'); END");
  const message = acceptedMessage();
  index.add([{ place: { segment: 0, offset: 0, length: 9 }, metadata: { message, large: null }, sizeBytes: 9 }]);
  await assert.rejects(index.flush(), { code: 'storage-conflict' });
  await assert.rejects(index.flush(), { code: 'storage-conflict' });
  assert.deepEqual([told, index.waiting], [['began 1', 'failed', 'failed'], 1]);
  await database.query('DROP TRIGGER broken');
  await index.flush();
  assert.deepEqual([told.slice(3), index.waiting], [['ended 2 0', 'arrived'], 0]);
  assert.equal((await database.query('SELECT id FROM message'))[0]?.['id'], message.id);
});

test('where too many wait for the tables no message more is accepted', async (t) => {
  const { directory } = await house(t);
  const segments = new SegmentWriter(directory, { segment: 0, offset: 0 }, () => undefined);
  atEnd(t, () => segments.close());
  const bodyWhere = (hasRoom: boolean) => new SpoolBodyWriter(segments, directory, () => hasRoom);
  const refused = bodyWhere(false).commit(acceptedMessage(), Buffer.from('x'));
  await assert.rejects(refused, { code: 'store-busy' });
  await bodyWhere(true).commit(acceptedMessage(), Buffer.from('x'));
});
