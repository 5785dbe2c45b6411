import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from './public-address.ts';

test('loopback, private, link-local and reserved addresses are not public, however they are written', () => {
  for (const address of [
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fd12:3456::1',
    'fe80::1%eth0',
    'ff02::1',
    '2002:7f00:1::',
    '64:ff9b:1::1',
  ])
    assert.equal(isPublicAddress(address), false, address);
  for (const address of [
    '9.255.255.255',
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.2.1',
    '2001:db8::1',
    '2606:4700::1',
  ])
    assert.equal(isPublicAddress(address), true, address);
});
