/** What names a server, and what kind of host a name is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostKindOf } from './host-kind.ts';
import { nameOf, parseTarget } from './target.ts';

test('a host with or without a port, and addresses of both families', () => {
  const rows: readonly (readonly [string, string, number | null])[] = [
    ['mail.example', 'mail.example', null],
    ['mail.example:2525', 'mail.example', 2525],
    ['mail.example.', 'mail.example.', null],
    ['192.0.2.1:25', '192.0.2.1', 25],
    ['[2001:db8::1]:587', '2001:db8::1', 587],
    ['[::1]', '::1', null],
    ['2001:db8::1', '2001:db8::1', null],
    ['smtp://mail.example:587/', 'mail.example', 587],
    ['почта.пример:587', 'xn--80a1acny.xn--e1afmkfd', 587],
  ];
  for (const [given, host, port] of rows) assert.deepEqual(parseTarget(given), { host, port }, given);
  assert.equal(nameOf('2001:db8::1', 25), '[2001:db8::1]:25');
});

test('what names no server', () => {
  for (const given of [
    '',
    ' ',
    ':587',
    'a b',
    'mail.example:0',
    'mail.example:65536',
    'mail.example:x',
    'a@b',
    '-a.example',
    'a..b',
    '[mail.example]:1',
    `${'a'.repeat(64)}.example`,
    'a\r\nb',
  ])
    assert.equal(parseTarget(given), null, JSON.stringify(given));
});

test('hosts of Microsoft’s are known by their names, in any case', () => {
  const rows = {
    'smtp.office365.com': 'client-submission',
    'SMTP.Office365.com.': 'client-submission',
    'smtp.partner.outlook.cn': 'client-submission',
    'smtp.office365.us': 'client-submission',
    'contoso-com.mail.protection.outlook.com': 'mail-exchanger',
    'contoso-com.k-v1.mx.microsoft': 'mail-exchanger',
    'smtp-legacy.office365.com': 'legacy-submission',
    'smtp.hve.mx.microsoft': 'high-volume',
    'smtp-hve.office365.com': 'high-volume',
    'smtp.azurecomm.net': 'azure-communication',
    'smtp-mail.outlook.com': 'consumer',
    'smtp-emea.outlook.com': 'retired',
    'imap.outlook.com': 'retired',
    'mail.example': 'other',
    'smtp.office365.com.example': 'other',
    'notsmtp.office365.com': 'other',
  };
  for (const [host, kind] of Object.entries(rows)) assert.equal(hostKindOf(host), kind, host);
});
