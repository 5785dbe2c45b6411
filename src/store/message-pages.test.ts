/** Messages in pages: whatever they are narrowed by, each once and in one order; and no statement looks at more than a piece. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';
import type { MessageQuery } from '../queue/queue-store.ts';
import { MessageIndex } from './message-index.ts';
import { createMessagePages, pieceEnd, piecePage } from './message-pages.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './sqlite/database.ts';

const all: MessageQuery = { tenantId: null, states: [], sentItemsOf: null, limit: 9 };

/** Sixty messages, five in each millisecond; what differs between them is by their number. */
async function house(t: TestContext) {
  const database = openDatabase(`${await temporaryDirectory(t)}/postern.db`);
  atEnd(t, () => database.close());
  await migrate(database);
  const index = new MessageIndex(database, () => undefined);
  const idOf = (number: number) => `ID${String(number).padStart(14, '0')}`;
  for (let number = 0; number < 60; number += 1) {
    const message = acceptedMessage({
      id: idOf(number),
      acceptedAt: 1000 + Math.floor(number / 5),
      tenantId: number % 3 === 0 ? 't3' : 't1',
      userId: number % 4 === 0 ? 'ann' : 'bob',
      sentItemsUntil: number % 2 === 0 ? 9 : null,
      subject: number % 10 === 0 ? `Отчёт "${number}"` : `Scan ${number}`,
      messageIdField: `m${number}@x`,
      to: number % 6 === 0 ? ['Zoë@y.example', 'boss@y.example'] : ['desk@y.example'],
      envelope: { reversePath: number % 5 === 0 ? 'Copier@x.example' : 'app@x.example' },
    });
    index.add([{ place: { segment: 0, offset: number, length: 1 }, metadata: { message, large: null }, sizeBytes: 1 }]);
  }
  await index.flush();
  await database.query("UPDATE recipient SET state_name = 'dead' WHERE message_id = ?", idOf(7));
  return { database, index, numberOf: (id: string) => Number(id.slice(2)), idOf };
}

test('pages hold each message once, newest first, whatever they are narrowed by and however large they are', async (t) => {
  const { database, index, numberOf, idOf } = await house(t);
  const numbers = Array.from({ length: 60 }, (_, number) => 59 - number);
  const cases: readonly (readonly [Partial<MessageQuery>, (number: number) => boolean])[] = [
    [{}, () => true],
    [{ tenantId: 't3' }, (number) => number % 3 === 0],
    [{ sentItemsOf: 'ann' }, (number) => number % 4 === 0],
    [{ sentItemsOf: 'bob' }, (number) => number % 4 !== 0 && number % 2 === 0],
    [{ since: 1002, until: 1003 }, (number) => number >= 10 && number < 20],
    [{ states: ['dead'] }, (number) => number === 7],
    [{ to: 'BOSS@y.example' }, (number) => number % 6 === 0],
    [{ to: 'boss' }, () => false],
    [{ sender: 'COPIER' }, (number) => number % 5 === 0],
    [{ search: 'отчёт "1' }, (number) => number === 10],
    [{ search: 'ZOË@' }, (number) => number % 6 === 0],
    [{ search: 'm42@x' }, (number) => number === 42],
    [{ search: idOf(33).toLowerCase() }, (number) => number === 33],
    [{ search: 'copier', tenantId: 't1' }, (number) => number % 5 === 0 && number % 3 !== 0],
    // What stands in the record of a message, and is nothing of these.
    [{ search: '7BIT' }, () => false],
    [{ search: 'recipients' }, () => false],
  ];
  for (const pieceMessages of [1, 7, 1000]) {
    for (const maximumMessages of [pieceMessages, 10_000]) {
      const { page } = createMessagePages(database, index, { pieceMessages, maximumMessages });
      for (const [asked, isAsked] of cases) {
        for (const limit of [1, 8, 100]) {
          const found: number[] = [];
          let olderThan: string | null = null;
          do {
            const part: Awaited<ReturnType<typeof page>> = await page({ ...all, ...asked, olderThan, limit });
            found.push(...part.messages.map(({ id }) => numberOf(id)));
            olderThan = part.next;
          } while (olderThan !== null);
          assert.deepEqual(found, numbers.filter(isAsked), `${JSON.stringify(asked)} ${pieceMessages} ${limit}`);
        }
      }
    }
  }
  const { page } = createMessagePages(database, index);
  assert.deepEqual(await page({ ...all, olderThan: 'NOBODY' }), { messages: [], next: null });
});

test('each statement walks along an index of time, and sorts nothing', async (t) => {
  const { database } = await house(t);
  const from = { at: 1005, rowid: 3 };
  const narrowed = { search: 'отчёт', sender: 'a', to: 'b', states: ['dead'], since: 5, until: 9 } as const;
  for (const [query, index] of [
    [{ ...all, ...narrowed }, 'message_by_time (accepted_at>? AND accepted_at<?)'],
    [{ ...all, ...narrowed, tenantId: 't1' }, 'message_of_tenant (tenant_id=? AND accepted_at>? AND accepted_at<?)'],
    [{ ...all, ...narrowed, sentItemsOf: 'u' }, 'message_of_user (user_id=? AND accepted_at>? AND accepted_at<?)'],
  ] as const) {
    for (const { sql, parameters } of [pieceEnd(query, from, 5000), piecePage(query, from, { at: 7, rowid: 1 }, 50)]) {
      const plan = (await database.query(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)).map((row) =>
        String(row['detail']),
      );
      assert.match(plan[0] ?? '', /^SEARCH message USING (COVERING )?INDEX /);
      assert.ok(plan[0]?.includes(index), plan.join('\n'));
      assert.ok(!plan.some((line) => line === 'USE TEMP B-TREE FOR ORDER BY'), plan.join('\n'));
    }
  }
});
