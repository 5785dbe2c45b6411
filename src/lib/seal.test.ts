/** What is sealed opens for whom it was sealed, and for nobody else. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createSeal } from './seal.ts';

const secret = randomBytes(32);

test('a sealed text opens under its own context, purpose and secret only', () => {
  const { seal, open } = createSeal('methods', secret);
  const sealed = seal('JBSWY3DP', 'user 1');
  assert.equal(open(sealed, 'user 1'), 'JBSWY3DP');
  assert.equal(open(sealed, 'user 2'), null);
  assert.equal(createSeal('other', secret).open(sealed, 'user 1'), null);
  assert.equal(createSeal('methods', randomBytes(32)).open(sealed, 'user 1'), null);
  assert.ok(!sealed.includes('JBSWY3DP') && sealed !== seal('JBSWY3DP', 'user 1'));
});

test('what was altered anywhere, or is no sealed text, does not open', () => {
  const { seal, open } = createSeal('methods', secret);
  const octets = Buffer.from(seal('JBSWY3DP', 'u'), 'base64url');
  for (let place = 0; place < octets.length; place += 1) {
    const altered = Buffer.from(octets);
    altered[place] = (altered[place] ?? 0) ^ 1;
    assert.equal(open(altered.toString('base64url'), 'u'), null);
  }
  for (const text of ['', 'x', 'nonsense '.repeat(10)]) assert.equal(open(text, 'u'), null);
});
