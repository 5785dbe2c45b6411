/** The keys of other houses: kept for a while, renewed when one is missing, asked for no more often than is decent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopbackIssuer } from '../../../test/fixtures/loopback-issuer.ts';
import { createIssuerKeys, issuerKeyLimits } from './issuer-keys.ts';

const { keepMs, restMs, staleMs } = issuerKeyLimits;

test('keys are kept, renewed for a key that is missing, and asked for once by many at the same moment', async (t) => {
  const issuer = await loopbackIssuer(t);
  const at = { now: 1_000_000 };
  const keys = createIssuerKeys(() => at.now, true);
  const kids = async (fresh: boolean) => (await keys.keysAt(issuer.jwksUri, fresh))?.keys.map(({ kid }) => kid);
  const first = await Promise.all(Array.from({ length: 20 }, () => kids(false)));
  assert.deepEqual(first[19], ['one']);
  assert.equal(issuer.asked, 1);
  await issuer.rotate('two');
  assert.deepEqual(await kids(false), ['one']);
  // Whatever tokens say, nobody is asked twice within the rest.
  assert.deepEqual(await kids(true), ['one']);
  assert.equal(issuer.asked, 1);
  at.now += restMs;
  assert.deepEqual(await kids(true), ['two']);
  assert.equal(issuer.asked, 2);
  at.now += keepMs;
  assert.deepEqual(await kids(false), ['two']);
  assert.equal(issuer.asked, 3);
});

test('keys that cannot be renewed are believed for a while, and then no more', async (t) => {
  const issuer = await loopbackIssuer(t);
  const at = { now: 1_000_000 };
  const keys = createIssuerKeys(() => at.now, true);
  assert.notEqual(await keys.keysAt(issuer.jwksUri, false), null);
  issuer.mode = 'error';
  at.now += keepMs;
  assert.notEqual(await keys.keysAt(issuer.jwksUri, false), null);
  at.now += staleMs;
  assert.equal(await keys.keysAt(issuer.jwksUri, false), null);
  issuer.mode = 'keys';
  at.now += restMs;
  assert.notEqual(await keys.keysAt(issuer.jwksUri, false), null);
});

test('an issuer that does not answer is waited for a bounded time, and an address that is not allowed is not asked', async (t) => {
  const issuer = await loopbackIssuer(t);
  issuer.mode = 'silent';
  const keys = createIssuerKeys(Date.now, true);
  const began = performance.now();
  assert.equal(await keys.keysAt(issuer.jwksUri, false), null);
  assert.ok(performance.now() - began < issuerKeyLimits.waitMs + 3000);
  assert.equal(await keys.keysAt('http://192.0.2.1/keys', false), null);
});
