/** Who still signs in with a password: out of a log, and out of a report in whatever shape it comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, textOf } from '../../i18n/translate.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';
import { migrationWays } from './migration-ways.ts';
import { readiness, sendersOfLog, withRecipients } from './readiness.ts';
import { plannedChange, retirementDates } from './retirement-dates.ts';
import { readSendersReport, type SendersReport } from './senders-report.ts';

const same = { address: '192.0.2.1', tls: 'TLSv1.2', endpoint: 'submission', gate: null, errorCode: 0 } as const;

function attempt(name: string, more: Partial<RecordedAttempt> = {}): RecordedAttempt {
  const own = { at: 0, userPrincipalName: `${name}@a.example`, mechanism: 'LOGIN', credential: 'password' } as const;
  return { ...same, ...own, outcome: 'allowed', ...more };
}

test('a log: senders by how much they send, with the busiest hour; who is refused and who has OAuth alone is left out', () => {
  const { senders, ready } = sendersOfLog([
    attempt('a'),
    attempt('b', { at: 10 }),
    attempt('B', { at: 3_600_001, address: '192.0.2.2', mechanism: 'PLAIN' }),
    attempt('b', { at: 3_600_002, address: '192.0.2.2' }),
    attempt('b', { mechanism: 'XOAUTH2' }),
    attempt('c', { outcome: 'refused', gate: 'credentials' }),
    attempt('d', { mechanism: 'XOAUTH2' }),
    attempt('old', { tls: 'TLSv1.1' }),
  ]);
  assert.deepEqual(
    senders.map(({ userPrincipalName, count, peakPerHour, alsoOAuth, oldTls }) => [
      userPrincipalName,
      count,
      peakPerHour,
      alsoOAuth,
      oldTls,
    ]),
    [
      ['b@a.example', 3, 2, true, false],
      ['a@a.example', 1, 1, false, false],
      ['old@a.example', 1, 1, false, true],
    ],
  );
  assert.deepEqual(
    [senders[0]?.addresses, senders[0]?.mechanisms],
    [
      ['192.0.2.1', '192.0.2.2'],
      ['LOGIN', 'PLAIN'],
    ],
  );
  assert.equal(ready, 1);
});

test('each is shown the ways that there are where it sends, with what stands against them', () => {
  const hundredAndOne = Array.from({ length: 101 }, (_, at) => attempt('much', { at, tls: 'TLSv1' }));
  const { senders } = sendersOfLog(hundredAndOne);
  const [here] = readiness('postern', senders, 0).migrations;
  assert.deepEqual(
    here?.ways.map(({ way }) => way.id),
    ['oauth-smtp', 'graph'],
  );
  const [there] = readiness('microsoft-365', senders, 0).migrations;
  assert.deepEqual(
    there?.ways.map(({ way, against }) => [way.id, ...against]),
    [
      ['oauth-smtp', 'old-tls'],
      ['graph', 'old-tls'],
      ['high-volume', 'old-tls'],
      ['communication-services', 'old-tls', 'too-much'],
      ['relay-connector'],
      ['direct-send'],
    ],
  );
  const outside = withRecipients(senders, new Map([['much@a.example', { inside: 1, outside: 2 }]]));
  const [shut] = readiness('microsoft-365', outside, 0).migrations;
  assert.deepEqual(
    shut?.ways.filter(({ against }) => against.includes('outside')).map(({ way }) => way.id),
    ['high-volume', 'direct-send'],
  );
});

function gist(report: SendersReport) {
  assert.equal(report.kind, 'read');
  if (report.kind !== 'read') return null;
  const senders = report.senders.map(({ userPrincipalName, count, oldTls, alsoOAuth }) => ({
    name: userPrincipalName,
    count,
    ...(oldTls && { oldTls }),
    ...(alsoOAuth && { alsoOAuth }),
  }));
  return { senders, ready: report.ready, leftOut: report.leftOut };
}

test('a report is read in any language, with any separator, with columns in any order or with no head', () => {
  const expected = {
    senders: [
      { name: 'b@a.example', count: 1234, oldTls: true },
      { name: 'a@a.example', count: 7, alsoOAuth: true },
    ],
    ready: 1,
    leftOut: 0,
  };
  const english = `\uFEFF"Sender address","Authentication Protocol","TLS1.0","TLS1.2","Message count"
"a@a.example","Basic","0%","100%","7"
"a@a.example","OAuth","0%","100%","9"
"b@a.example","Basic","12.5%","87.5%","1,234"
"c@a.example","OAuth","0%","100%","3"
`;
  assert.deepEqual(gist(readSendersReport(english)), expected);
  const russian = `TLS1.0;Количество сообщений;Адрес отправителя;Протокол проверки подлинности\r
0;7;a@a.example;Basic\r
0;9;a@a.example;OAuth\r
3;1 234;b@a.example;Basic\r
0;3;c@a.example;OAuth\r
`;
  assert.deepEqual(gist(readSendersReport(russian)), expected);
  assert.deepEqual(gist(readSendersReport(`sep=;\r\n${russian}`)), expected);
  const headless = 'a@a.example\tBasic\t7\nb@a.example\tBasic\t1.234\nc@a.example\tOAuth\t3';
  assert.deepEqual(gist(readSendersReport(headless)), {
    senders: [
      { name: 'b@a.example', count: 1234 },
      { name: 'a@a.example', count: 7 },
    ],
    ready: 1,
    leftOut: 0,
  });
});

test('quotes, rows without an address and repeated senders are borne; what is no report is said to be none', () => {
  const report = readSendersReport(
    'Sender,Note,Count\n"a@a.example","says ""hi"",\nand more",2\na@a.example,,3\ntotal,,5\n\n',
  );
  assert.deepEqual(gist(report), { senders: [{ name: 'a@a.example', count: 5 }], ready: 0, leftOut: 1 });
  const users = 'User principal name,Display name\na@a.example,Ann\nb@a.example,Bob\n';
  for (const text of [users, '', 'no\naddresses\n', '{"json": true}', '\u0000\u0001'])
    assert.deepEqual(readSendersReport(text), { kind: 'not-a-report' });
});

test('dates are in order, each with its source and its words; ways have their words too', () => {
  assert.deepEqual(
    retirementDates.map(({ at }) => at),
    retirementDates.map(({ at }) => at).toSorted((a, b) => a - b),
  );
  for (const language of languages) {
    for (const { id, source } of retirementDates) assert.ok(textOf(`date.${id}`, language) && source);
    for (const { id } of migrationWays)
      assert.ok(textOf(`way.${id}`, language) && textOf(`way.${id}.limits`, language));
  }
  assert.equal(plannedChange('basic-off-by-default')?.value, 'retired');
  assert.equal(plannedChange('no such date'), null);
});
