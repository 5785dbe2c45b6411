/** Each gate of Entra's part has its AADSTS number; what Exchange's part refuses has none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateNames } from '../contract/words.ts';
import type { Decision } from './decision.ts';
import { entraErrorCode, isSeenByEntra } from './entra-error-code.ts';
import type { GateName } from './gates/gate-names.ts';

function refusedBy(gate: GateName, key = `gate.${gate}.any`): Decision {
  const because = { key, parameters: {} };
  return {
    allowed: false,
    gate,
    reply: 'criteriaNotMet',
    trace: [{ gate, verdict: 'shut', because, setting: null, remedies: [] }],
  };
}

test('the numbers are those of M365 §6', () => {
  const rows: readonly [Decision | null, number][] = [
    [{ allowed: true, trace: [] }, 0],
    [refusedBy('credentials', 'gate.credentials.wrong'), 50126],
    [refusedBy('credentials', 'gate.credentials.unknown-account'), 50034],
    [refusedBy('smart-lockout'), 50053],
    [refusedBy('account-state', 'gate.account-state.disabled'), 50057],
    [refusedBy('account-state', 'gate.account-state.password-expired'), 50055],
    [refusedBy('multi-factor', 'gate.multi-factor.enforced'), 50076],
    [refusedBy('conditional-access'), 53003],
    [refusedBy('security-defaults'), 530035],
    [refusedBy('smtp-auth'), 0],
    [refusedBy('mailbox'), 0],
    [null, 50000],
  ];
  for (const [decision, code] of rows) assert.equal(entraErrorCode(decision), code, JSON.stringify(decision));
});

test('a gate that stands before Entra has no number', () => {
  for (const gate of gateNames) if (!isSeenByEntra(gate)) assert.equal(entraErrorCode(refusedBy(gate)), 0, gate);
  assert.equal(isSeenByEntra('authentication-policy'), false);
  assert.equal(isSeenByEntra('smtp-auth'), true);
});
