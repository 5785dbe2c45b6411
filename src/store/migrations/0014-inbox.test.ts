/** What was captured before there was an Inbox is in it afterwards: of each recipient who has a mailbox, and nothing else. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { acceptedMessage } from '../../../test/fixtures/accepted-message.ts';
import type { RecipientState } from '../../queue/message-state.ts';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../sqlite/database.ts';
import { initial } from './0001-initial.ts';
import { drafts } from './0006-drafts.ts';
import { inbox } from './0014-inbox.ts';

const by = (connector: string, text: string): RecipientState => ({
  name: 'delivered',
  answer: { at: 1, connector, text },
});
const captured = by('capture', 'captured');

test('captured mail of before comes into the Inbox of each mailbox that it was for', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'postern-migrate-'));
  const database = openDatabase(join(directory, 'postern.db'));
  t.after(async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  });
  const before = { 1: initial, 6: drafts };
  await migrate(database, before);
  await database.query(`INSERT INTO tenant VALUES ('t', 'x.example', 'X', 1)`);
  for (const [id, ...addresses] of [
    ['ann', 'ann@x.example', 'sales@x.example'],
    ['bob', 'bob@x.example'],
  ] as const) {
    await database.query(`INSERT INTO user VALUES (?, 't', ?, ?, 1, NULL)`, id, `${id}@x.example`, id);
    for (const [ordinal, address] of addresses.entries())
      await database.query('INSERT INTO address VALUES (?, ?, ?)', address, id, ordinal);
  }
  const put = async (acceptedAt: number, to: readonly string[], states: readonly RecipientState[]): Promise<string> => {
    const message = acceptedMessage({ tenantId: 't', acceptedAt, to });
    await database.query(
      `INSERT INTO message (id, accepted_at, tenant_id, user_id, size_bytes, message, segment, offset, length)
       VALUES (?, ?, 't', NULL, 3, ?, 1, 0, 3)`,
      message.id,
      acceptedAt,
      JSON.stringify(message),
    );
    for (const [ordinal, state] of states.entries())
      await database.query(
        'INSERT INTO recipient VALUES (?, ?, ?, ?, 1, NULL, 1)',
        message.id,
        ordinal,
        state.name,
        JSON.stringify(state),
      );
    return message.id;
  };
  const both = await put(10, ['Ann@X.example', 'bob@x.example'], [captured, captured]);
  const once = await put(20, ['ann@x.example', 'sales@x.example'], [captured, captured]);
  const second = await put(30, ['stranger@y.example', 'bob@x.example'], [captured, captured]);
  // Delivered elsewhere, by a connector that took the name, or not yet.
  await put(40, ['ann@x.example'], [by('smart-host', '250 ok')]);
  await put(50, ['ann@x.example'], [by('capture', '250 captured')]);
  await put(60, ['ann@x.example'], [{ name: 'queued', nextAttemptAt: 1 }]);

  await migrate(database, { ...before, 14: inbox });

  const rows = await database.query('SELECT * FROM inbox_item ORDER BY 1, 2');
  assert.deepEqual(
    rows.map((row) => Object.values(row)),
    [
      ['ann', 10, both],
      ['ann', 20, once],
      ['bob', 10, both],
      ['bob', 30, second],
    ],
  );
  // What came by itself before the step was taken is no fault of it.
  await database.query('DELETE FROM migration WHERE number = 14');
  await migrate(database, { ...before, 14: inbox });
  assert.equal((await database.query('SELECT 1 FROM inbox_item')).length, 4);
});
