/** Message trace through its cmdlets, over a real queue: what is found, by what, page after page, and in whose words. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { acceptedMessage, type MessageWishes } from '../../../test/fixtures/accepted-message.ts';
import { eventually } from '../../../test/fixtures/eventually.ts';
import { exchangeHouse } from '../../../test/fixtures/exchange-house.ts';
import { request } from '../../../test/fixtures/house-with-application.ts';
import { signInRecord } from '../../../test/fixtures/sign-in-record.ts';
import { messageIdOf, statesOf, statusOf, traceIdOf } from './cmdlets/trace-words.ts';
import { readTime } from './read-time.ts';

const dayMs = 86_400_000;

async function house(t: TestContext) {
  const it = await exchangeHouse(t);
  const { store } = it.service;
  const put = async (wishes: MessageWishes) => {
    const message = acceptedMessage({ tenantId: it.tenant.id, userId: null, acceptedAt: Date.now(), ...wishes });
    const body = store.spool.open();
    await body.write(Buffer.from('Subject: x\r\n\r\nx\r\n'));
    await body.commit(message, Buffer.alloc(0));
    return message;
  };
  const settled = async (id: string) => {
    const states = async () => (await store.queue.find(id))?.recipients.map(({ state }) => state.name) ?? ['queued'];
    const isAtRest = (names: readonly string[]) => !names.some((name) => ['queued', 'delivering'].includes(name));
    assert.ok(isAtRest(await eventually(states, isAtRest)));
  };
  return { ...it, put, settled };
}

test('a message is traced with the words of Microsoft, and its events', async (t) => {
  const { value, service, put, settled, tenant } = await house(t);
  const message = await put({ to: ['one@far.example', 'two@far.example'], subject: 'Scan 1', messageIdField: 'm1@x' });
  await settled(message.id);
  service.store.signInLog.record(signInRecord({ sessionId: message.sessionId, address: '192.0.2.7' }));
  await service.store.signInLog.list({ tenantId: null, limit: 1 });
  const rows = await value('Get-MessageTraceV2', { SenderAddress: 'S@x.example', MessageId: '<m1@x>' });
  assert.equal(rows.length, 2);
  const [row] = rows;
  assert.deepEqual(row, {
    Organization: tenant.domain,
    MessageId: '<m1@x>',
    MessageTraceId: traceIdOf(message.id),
    Received: new Date(message.acceptedAt).toISOString(),
    SenderAddress: 's@x.example',
    RecipientAddress: 'one@far.example',
    Subject: 'Scan 1',
    Status: 'Delivered',
    FromIP: '192.0.2.7',
    ToIP: null,
    Size: row?.['Size'],
  });
  const details = await value('Get-MessageTraceDetailV2', {
    MessageTraceId: row?.['MessageTraceId'],
    RecipientAddress: 'one@far.example',
  });
  assert.deepEqual(
    details.map((detail) => detail['Event']),
    ['Receive', 'Deliver'],
  );
  const only = { MessageTraceId: message.id, RecipientAddress: 'two@far.example', Event: 'DELIVER,FAIL' };
  assert.deepEqual(
    (await value('Get-MessageTraceDetail', only)).map((detail) => detail['Event']),
    ['Deliver'],
  );
});

test('a trace is narrowed by each of its filters', async (t) => {
  const { value, put, settled } = await house(t);
  const hourAgo = Date.now() - 3_600_000;
  const old = await put({ to: ['a@far.example'], subject: 'Rechnung 7', acceptedAt: hourAgo, messageIdField: 'old@x' });
  const secondAgo = Date.now() - 1000;
  const unsent = { subject: '', envelope: { reversePath: '' } };
  const report = await put({ to: ['b@far.example'], acceptedAt: secondAgo, ...unsent });
  const last = await put({ to: ['A@FAR.example', 'c@far.example'], subject: 'Report: ready', messageIdField: 'new@x' });
  for (const { id } of [old, report, last]) await settled(id);
  const found = async (parameters: object) =>
    (await value('Get-MessageTraceV2', parameters)).map((row) => row['RecipientAddress']);
  const everything = ['A@FAR.example', 'c@far.example', 'b@far.example', 'a@far.example'];
  assert.deepEqual(new Set(await found({})), new Set(everything));
  assert.deepEqual(await found({ RecipientAddress: 'a@far.example' }), ['A@FAR.example', 'a@far.example']);
  assert.deepEqual(await found({ RecipientAddress: ['b@far.example', 'c@far.example'] }), [
    'c@far.example',
    'b@far.example',
  ]);
  assert.deepEqual(await found({ SenderAddress: '<>' }), ['b@far.example']);
  assert.deepEqual(await found({ MessageTraceId: traceIdOf(old.id) }), ['a@far.example']);
  assert.deepEqual(await found({ MessageTraceId: 'ae5c1219-4c90-41bf-fef5-08d837917e7c' }), []);
  assert.deepEqual(await found({ Subject: 'rechnung', SubjectFilterType: 'StartsWith' }), ['a@far.example']);
  assert.deepEqual(await found({ Subject: 'READY', SubjectFilterType: 'EndsWith', Status: 'Delivered' }), [
    'A@FAR.example',
    'c@far.example',
  ]);
  assert.deepEqual(await found({ Subject: 'port: r' }), ['A@FAR.example', 'c@far.example']);
  assert.deepEqual(await found({ Status: ['Failed', 'Pending', 'Expanded'] }), []);
  assert.deepEqual(await found({ FromIP: '192.0.2.1' }), []);
  assert.deepEqual(await found({ ToIP: '192.0.2.1' }), []);
  const until = new Date(hourAgo + 60_000).toISOString();
  assert.deepEqual(await found({ StartDate: new Date(hourAgo - 60_000).toISOString(), EndDate: until }), [
    'a@far.example',
  ]);
});

test('a long trace goes on from its last row, without a gap and without a repetition', async (t) => {
  const { value, put } = await house(t);
  const at = Date.now() - 10_000;
  const to = (n: number) => Array.from({ length: 7 }, (_, i) => `r${(i * 3) % 7}-${n}@far.example`);
  for (let n = 0; n < 4; n += 1) await put({ to: to(n), acceptedAt: at + Math.floor(n / 2) });
  const seen: string[] = [];
  let more: object = {};
  for (let round = 0; round < 20; round += 1) {
    const rows = await value('Get-MessageTraceV2', {
      ResultSize: 5,
      StartDate: new Date(at - 1000).toISOString(),
      ...more,
    });
    seen.push(...rows.map((row) => `${String(row['Received'])} ${String(row['RecipientAddress'])}`));
    if (rows.warnings.length === 0) break;
    assert.match(
      rows.warnings[0] ?? '',
      /^There are more results, .*-EndDate ".*" -StartingRecipientAddress ".*" -Res/,
    );
    const last = rows.at(-1);
    more = { EndDate: last?.['Received'], StartingRecipientAddress: last?.['RecipientAddress'] };
  }
  assert.equal(seen.length, 28);
  assert.equal(new Set(seen).size, 28);
  const [first, second] = [
    await value('Get-MessageTrace', { PageSize: 20 }),
    await value('Get-MessageTrace', { PageSize: 20, Page: 2 }),
  ];
  assert.deepEqual([first.length, second.length], [20, 8]);
});

test('a trace keeps to its windows and its tenant, and says what it takes', async (t) => {
  const { fault, put, value, administration, settled } = await house(t);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const foreign = await put({ tenantId: other.id, to: ['spy@far.example'] });
  await settled(foreign.id);
  assert.deepEqual([...(await value('Get-MessageTraceV2', { MessageTraceId: foreign.id }))], []);
  const detail = { MessageTraceId: foreign.id, RecipientAddress: 'spy@far.example' };
  assert.match(await fault('Get-MessageTraceDetailV2', detail), /^404/);
  const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
  const rows: readonly [object, RegExp][] = [
    [{ StartDate: ago(11), EndDate: ago(0) }, /^400 .*at most 10 days/],
    [{ StartDate: ago(95), EndDate: ago(92) }, /^400 .*at most 90 days/],
    [{ StartDate: ago(1), EndDate: ago(2) }, /^400 .*before its end/],
    [{ StartDate: 'yesterday' }, /^400 .*takes a time/],
    [{ ResultSize: 5001 }, /^400 .*from 1 to 5000/],
    [{ Status: 'Lost' }, /^400 .*'Status' takes Pending/],
    [{ MessageTraceId: '7' }, /^400 .*takes a GUID/],
    [{ Subject: 'x', SubjectFilterType: 'Is' }, /^400 .*Contains, StartsWith or EndsWith/],
  ];
  for (const [parameters, says] of rows) assert.match(await fault('Get-MessageTraceV2', parameters), says);
  assert.match(await fault('Get-MessageTrace', { Page: 6 }), /^400 .*Get-MessageTraceV2 goes on/);
});

test('times are read as they are written, ids there and back, and every state has a status', () => {
  for (const text of [
    '2025-06-13T17:00:00Z',
    '2025-06-13T17:00:00',
    '06/13/2025 5:00 PM',
    '2025-06-13T19:00:00.0000000+02:00',
    '/Date(1749834000000)/',
  ])
    assert.equal(readTime(text), 1_749_834_000_000, text);
  assert.equal(readTime('2025-06-13'), Date.parse('2025-06-13T00:00:00Z'));
  for (const text of ['', 'x', 'x'.repeat(50), 'May']) assert.equal(readTime(text), null, text);
  assert.equal(messageIdOf(traceIdOf('08DF4AE4B33182D6')), '08DF4AE4B33182D6');
  assert.equal(messageIdOf('08df4ae4b33182d6'), '08DF4AE4B33182D6');
  assert.deepEqual(statesOf(['pending']), ['queued', 'delivering', 'deferred']);
  assert.equal(statusOf('held'), 'Quarantined');
});
