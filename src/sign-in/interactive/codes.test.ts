/** Codes of apps and recovery codes: which is good, and that it is good once. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { URI } from 'otpauth';
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode, withoutRecoveryCode } from './recovery-codes.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

// RFC 6238 appendix B, SHA-1: the last six of the eight digits.
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test('codes are those of RFC 6238, one step early or late as well, and no others', () => {
  assert.equal(stepOfCode(rfcSecret, '287082', 59_000, 0), 1);
  assert.equal(stepOfCode(rfcSecret, '081804', 1_111_111_109_000, 0), 37_037_036);
  assert.equal(stepOfCode(rfcSecret, '287082', 89_000, 0), 1, 'one step late');
  assert.equal(stepOfCode(rfcSecret, '287082', 29_000, 0), 1, 'one step early');
  assert.equal(stepOfCode(rfcSecret, '287082', 120_000, 0), null, 'three steps late');
  assert.equal(stepOfCode(rfcSecret, '287083', 59_000, 0), null);
  for (const typed of ['', '28708', '2870820', 'abcdef', '２８７０８２'])
    assert.equal(stepOfCode(rfcSecret, typed, 59_000, 0), null);
});

test('a code is good once, and so is none before it', () => {
  assert.equal(stepOfCode(rfcSecret, '287082', 59_000, 1), null);
  assert.equal(stepOfCode(rfcSecret, '287082', 59_000, 2), null);
});

test('an app reads secret, name and issuer from the address, whatever stands in them', () => {
  const secret = newTotpSecret();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  const read = URI.parse(totpUri(secret, 'Contoso & <Söhne>', 'ann@contoso.example'));
  assert.deepEqual([read.secret.base32, read.issuer, read.label], [secret, 'Contoso & <Söhne>', 'ann@contoso.example']);
});

test('each of ten recovery codes is good once, however it is typed, and for its user only', () => {
  const key = randomBytes(32);
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  const hashes = codes.map((code) => hashRecoveryCode(code, 'u', key));
  assert.ok(!JSON.stringify(hashes).includes(codes[0] ?? ''));
  const typed = ` ${codes[3]?.toUpperCase().replace('-', ' ')} `;
  const left = withoutRecoveryCode(hashes, typed, 'u', key);
  assert.equal(left?.length, 9);
  assert.equal(withoutRecoveryCode(left ?? [], typed, 'u', key), null);
  assert.equal(withoutRecoveryCode(hashes, typed, 'other', key), null);
  assert.equal(withoutRecoveryCode(hashes, typed, 'u', randomBytes(32)), null);
  for (const text of ['', 'abcde', 'abcde-fghi!', 'x'.repeat(1000)]) assert.equal(readRecoveryCode(text), null);
});
