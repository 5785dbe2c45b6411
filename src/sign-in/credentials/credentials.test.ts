/** Passwords are stored, proven and forgotten as they should be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashAppPassword, newAppPassword } from './app-password.ts';
import { createHashLimiter } from './hash-limiter.ts';
import { decoyHash, hashPassword, verifyPassword } from './password-hash.ts';
import { createProvenCredentials } from './proven-credentials.ts';

test('a password fits its own hash only, and no password fits the decoy', async () => {
  const hash = await hashPassword('correct horse');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await verifyPassword('correct horse', hash), true);
  assert.equal(await verifyPassword('wrong horse', hash), false);
  assert.equal(await verifyPassword('correct horse', decoyHash()), false);
  assert.equal(await verifyPassword('correct horse', '$scrypt$x'), false);
});

test('an app password is sixteen letters and fits its own hash only', async () => {
  const made = newAppPassword();
  assert.match(made, /^[a-z]{16}$/);
  assert.equal(await verifyPassword(made, hashAppPassword(made)), true);
  assert.equal(await verifyPassword(newAppPassword(), hashAppPassword(made)), false);
});

test('a proven credential is forgotten after five minutes, and at once when the hash changes', () => {
  let now = 0;
  const proven = createProvenCredentials(() => now);
  const key = proven.keyOf('u', 'password', 'hash 1');
  proven.add(key);
  assert.equal(proven.has(key), true);
  assert.equal(proven.has(proven.keyOf('u', 'password', 'hash 2')), false);
  now = 5 * 60_000;
  assert.equal(proven.has(key), false);
});

test('lanes take turns, and a full line turns the longest lane away', async () => {
  const limiter = createHashLimiter({ concurrency: 1, waiting: 3 });
  const done: string[] = [];
  const run = (lane: string, name: string) => limiter.run(lane, async () => void done.push(name));
  const results = await Promise.all([run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('a', 'a4'), run('b', 'b1')]);
  assert.deepEqual(done, ['a1', 'a2', 'b1', 'a3']);
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ['done', 'done', 'done', 'busy', 'done'],
  );
});
