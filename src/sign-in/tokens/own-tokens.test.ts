/** Our own access tokens: what is signed is read back, and nothing else is believed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newGuid } from '../../lib/id.ts';
import type { AccessToken } from './access-token.ts';
import { createOwnTokens } from './own-tokens.ts';
import { openTokenKeys, type TokenKey } from './token-keys.ts';

const dayMs = 86_400_000;
const issuerOf = (tenantId: string) => `http://127.0.0.1/${tenantId}/v2.0`;
const issuedAt = 1_800_000_000_000;
const user: AccessToken = {
  tenantId: 't',
  audience: 'https://graph.microsoft.com',
  appId: 'a',
  subject: { kind: 'user', id: 'u', userPrincipalName: 'a@x.example' },
  permissions: ['User.Read.All', 'Mail.Send'],
  issuedAt,
  expiresAt: issuedAt + 3_600_000,
};

async function authority(at = { now: issuedAt }, issuer = issuerOf) {
  let saved: readonly TokenKey[] = [];
  const store = {
    load: async () => saved,
    save: async (keys: readonly TokenKey[]) => {
      saved = keys;
    },
  };
  const keys = await openTokenKeys(store, () => at.now, newGuid);
  return {
    keys,
    tokens: createOwnTokens(
      keys,
      (id) => [issuer(id)],
      () => at.now,
    ),
    saved: () => saved,
  };
}

test('a token of a user and one of an application come back as they were signed', async () => {
  const { tokens } = await authority();
  const application: AccessToken = {
    ...user,
    audience: 'https://outlook.office365.com',
    subject: { kind: 'application', id: 's' },
    permissions: ['SMTP.SendAsApp'],
  };
  for (const token of [user, application]) {
    assert.deepEqual(await tokens.verify(await tokens.sign(token)), { kind: 'right', token });
  }
});

test('a token that is old, foreign, for another API or altered is refused with the reason', async () => {
  const at = { now: issuedAt };
  const { tokens } = await authority(at);
  const fault = async (text: string) => {
    const verdict = await tokens.verify(text);
    return verdict.kind === 'wrong' ? verdict.fault : 'right';
  };
  const signed = await tokens.sign(user);
  const foreign = await authority();
  assert.equal(await fault(await foreign.tokens.sign(user)), 'untrusted-issuer');
  assert.equal(await fault(await tokens.sign({ ...user, audience: 'https://elsewhere.example' })), 'wrong-audience');
  assert.equal(await fault(await tokens.sign({ ...user, appId: '' })), 'malformed');
  const [head = '', , signature = ''] = signed.split('.');
  const altered = Buffer.from(JSON.stringify({ ...user, tid: 'z' })).toString('base64url');
  assert.equal(await fault(`${head}.${altered}.${signature}`), 'untrusted-issuer');
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
  assert.equal(await fault(`${unsigned}.${altered}.`), 'malformed');
  assert.equal(await fault('nonsense'), 'malformed');
  at.now = user.expiresAt + 1000;
  assert.equal(await fault(signed), 'expired');
});

test('keys rotate: the new one signs, the old one is trusted for two days more', async () => {
  const at = { now: issuedAt };
  const { keys, tokens, saved } = await authority(at);
  const old = keys.current()[0]?.jwk.kid;
  at.now += 30 * dayMs;
  const signed = await tokens.sign({ ...user, issuedAt: at.now, expiresAt: at.now + 3 * dayMs });
  await keys.rotate();
  assert.equal(keys.current().length, 2);
  assert.notEqual(keys.current()[0]?.jwk.kid, old);
  assert.equal((await tokens.verify(signed)).kind, 'right');
  at.now += 2 * dayMs;
  await keys.rotate();
  assert.equal((await tokens.verify(signed)).kind, 'wrong');
  assert.deepEqual(saved(), keys.current());
  assert.ok(tokens.publicKeys().every((key) => !('d' in key)));
});
