/** What is advised on Home. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AdviceFacts, adviceFor } from './advice.ts';

const nothing: AdviceFacts = { settings: {}, refused: null, dead: null };

function open(facts: Partial<AdviceFacts>): string[] {
  return adviceFor({ ...nothing, ...facts }).flatMap(({ name, isDone }) => (isDone ? [] : [name]));
}

test('of what may not be read nothing is said', () => assert.deepEqual(adviceFor(nothing), []));

test('the weightiest stands first, and what is done last', () => {
  const advice = adviceFor({
    settings: { legacyTlsClients: true, smtpAuth: 'on', securityDefaults: true },
    refused: { count: 2, gate: 'smtp-auth' },
    dead: 0,
  });
  assert.deepEqual(
    advice.map(({ name, isDone }) => `${name} ${isDone}`),
    ['refused false', 'smtp-auth-by-mailbox false', 'legacy-tls false', 'dead-letters true', 'legacy-sign-in true'],
  );
});

test('a policy that blocks legacy authentication for all does what security defaults do; one that only reports does not', () => {
  const policy = { state: 'enabled', grant: 'block', clientApps: ['other'], includedUsers: ['All'] };
  const settings = (conditionalAccessPolicies: unknown) => ({ securityDefaults: false, conditionalAccessPolicies });
  assert.deepEqual(open({ settings: settings([policy]) }), []);
  for (const other of [
    { state: 'report-only' },
    { grant: 'mfa' },
    { clientApps: ['browser'] },
    { includedUsers: ['ann'] },
  ])
    assert.deepEqual(
      open({ settings: settings([{ ...policy, ...other }]) }),
      ['legacy-sign-in'],
      JSON.stringify(other),
    );
  assert.deepEqual(open({ settings: settings('nonsense') }), ['legacy-sign-in']);
});
