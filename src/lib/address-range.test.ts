/** What lies in which range. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInAnyRange, isInRange, parseAddressRange, partyOf } from './address-range.ts';

const rows: readonly (readonly [address: string, range: string, inside: boolean])[] = [
  ['192.0.2.7', '192.0.2.0/24', true],
  ['192.0.3.7', '192.0.2.0/24', false],
  ['192.0.2.7', '0.0.0.0/0', true],
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.8', '192.0.2.7/32', false],
  ['::ffff:192.0.2.7', '192.0.2.0/24', true],
  ['::ffff:c000:207', '192.0.2.0/24', true],
  ['192.0.2.7', '::ffff:192.0.2.0/120', true],
  ['192.0.2.7', '::ffff:192.0.2.0/24', false],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['::1', '::1', true],
  ['::1', '::/0', true],
  ['192.0.2.7', '::/0', false],
  ['fe80::1%eth0', 'fe80::/10', true],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:0/112', true],
  ['192.0.2.07', '192.0.2.0/24', false],
  ['not an address', '0.0.0.0/0', false],
  ['1::2::3', '::/0', false],
  ['1:2:3:4:5:6:7:8:9', '::/0', false],
  ['', '::/0', false],
];

for (const [address, range, inside] of rows) {
  test(`${address || '(nothing)'} is ${inside ? '' : 'not '}in ${range}`, () =>
    assert.equal(isInRange(address, range), inside));
}

test('a range that is none is null', () => {
  for (const text of [
    '',
    '/',
    '192.0.2.0/33',
    '::/129',
    '192.0.2.0/-1',
    '192.0.2.0/',
    '192.0.2/24',
    '::ffff:1.2.3.4/95',
  ])
    assert.equal(parseAddressRange(text), null, text);
});

test('no ranges hold no address', () => assert.equal(isInAnyRange('192.0.2.1', []), false));

test('a party is an IPv4 address, or the /64 of an IPv6 address', () => {
  assert.equal(partyOf('2001:db8::1'), partyOf('2001:db8::ffff:1'));
  assert.notEqual(partyOf('2001:db8::1'), partyOf('2001:db8:0:1::1'));
  assert.equal(partyOf('192.0.2.1'), partyOf('::ffff:192.0.2.1'));
  assert.notEqual(partyOf('192.0.2.1'), partyOf('192.0.2.2'));
});
