/** Message trace in pieces: what falls on their borders is found once, and a search that is cut says where it goes on. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { acceptedMessage } from '../../test/fixtures/accepted-message.ts';
import { createMessageTrace } from './message-trace.ts';
import { openStore } from './open-store.ts';
import { openDatabase } from './sqlite/database.ts';

test('rows come in one order whatever the size of a piece, also where a moment has more messages than a piece', async (t) => {
  const path = await mkdtemp(join(tmpdir(), 'postern-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const store = await openStore(path);
  t.after(() => store.close());
  for (const [n, acceptedAt] of [5, 5, 5, 5, 4, 4, 3, 2, 2, 2, 2, 2, 1].entries()) {
    const to = [`r${(n * 7) % 13}@far.example`, `s${n}@far.example`];
    const body = store.spool.open();
    await body.commit(acceptedMessage({ acceptedAt, to }), Buffer.from('Subject: x\r\n\r\n'));
  }
  const query = { tenantId: 't', from: 0, to: 9, limit: 100 };
  const keyOf = (row: { acceptedAt: number; recipient: string }) => `${9 - row.acceptedAt} ${row.recipient}`;
  const whole = (await store.traces.trace(query)).recipients.map(keyOf);
  assert.equal(whole.length, 26);
  assert.deepEqual(whole, whole.toSorted());
  const database = openDatabase(join(path, 'postern.db'));
  t.after(() => database.close());
  for (const piece of [1, 2, 3, 5]) {
    const traces = createMessageTrace(database, { flush: async () => undefined }, piece);
    assert.deepEqual((await traces.trace(query)).recipients.map(keyOf), whole, String(piece));
    const pages: string[] = [];
    let more: { to: number; afterRecipient?: string | undefined } | null = { to: 9 };
    while (more !== null) {
      const { recipients, next } = await traces.trace({ ...query, ...more, limit: 4 });
      pages.push(...recipients.map(keyOf));
      more = next === null ? null : { to: next.to, afterRecipient: next.afterRecipient ?? undefined };
    }
    assert.deepEqual(pages, whole, String(piece));
  }
});

test('messages of one moment to one recipient stay on one page, so that the next one goes on behind them', async (t) => {
  const path = await mkdtemp(join(tmpdir(), 'postern-'));
  const store = await openStore(path);
  t.after(async () => {
    await store.close();
    await rm(path, { recursive: true, force: true });
  });
  const put = async (acceptedAt: number, ...to: string[]): Promise<void> => {
    const body = store.spool.open();
    await body.commit(acceptedMessage({ acceptedAt, to }), Buffer.from('Subject: x\r\n\r\n'));
  };
  for (let n = 0; n < 7; n += 1) await put(5, 'a@far.example', 'A@far.example', 'b@far.example');
  await put(4, 'a@far.example');
  const query = { tenantId: 't', from: 0, limit: 5 };
  const sizes: number[] = [];
  const seen = new Set<string>();
  let more: { to: number; afterRecipient?: string } | null = { to: 9 };
  while (more !== null) {
    const { recipients, next } = await store.traces.trace({ ...query, ...more });
    sizes.push(recipients.length);
    for (const { messageId, ordinal } of recipients) seen.add(`${messageId} ${ordinal}`);
    more = next === null ? null : { to: next.to, afterRecipient: next.afterRecipient ?? '' };
  }
  assert.deepEqual([sizes, seen.size], [[14, 7, 1], 22]);
});
