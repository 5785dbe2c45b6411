/** The scenario table, and what holds for every decision. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { controlsWith } from '../../test/fixtures/controls.ts';
import { gateNames } from '../contract/words.ts';
import { applyRemedy } from './apply-remedy.ts';
import type { Attempt } from './attempt.ts';
import type { Controls } from './controls.ts';
import { type Scenario, scenarios } from './decide.scenarios.ts';
import { decide } from './decide.ts';

const texts = JSON.parse(readFileSync(new URL('../../locales/en.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

function controlsOf({ unknownAccount, ...given }: Scenario['given']): Controls {
  return {
    ...controlsWith({ smtpAuth: 'on', ...given }),
    account: unknownAccount ? 'unknown' : 'known',
  };
}

const works: Attempt = {
  mechanism: 'LOGIN',
  credential: { kind: 'password', verdict: 'right' },
  tls: 'TLSv1.3',
  address: '192.0.2.10',
  endpoint: 'submission',
  clearTextAllowed: false,
  lockout: 'open',
};

for (const { title, given, attempt, expected } of scenarios) {
  test(`scenario: ${title}`, () => {
    const decision = decide(controlsOf(given), { ...works, ...attempt });
    assert.deepEqual(decision.allowed ? 'allowed' : [decision.gate, decision.reply], expected);
    assert.deepEqual(decision.trace.map(({ gate }) => gate).sort(), [...gateNames].sort());
    for (const entry of decision.trace) {
      for (const { key, parameters } of [entry.because, ...entry.remedies.map((remedy) => remedy.message)]) {
        for (const [, name = ''] of (texts[key] ?? assert.fail(`no text for ${key}`)).matchAll(/\{(\w+)\}/g))
          assert.ok(name in parameters, `${key} lacks ${name}`);
      }
    }
  });
}

const anyGiven = fc
  .constantFrom(...scenarios)
  .chain((one) =>
    fc.constantFrom(...scenarios).map((other) => ({ ...one.given, ...other.given, unknownAccount: false })),
  );

test('remedies that are settings, applied one after the other, open every gate to a right password', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      let situation = { controls: controlsOf(given), attempt: works };
      for (let step = 0; step <= gateNames.length; step++) {
        const decision = decide(situation.controls, situation.attempt);
        if (decision.allowed) return;
        const remedy = decision.trace
          .find(({ gate }) => gate === decision.gate)
          ?.remedies.find((each) => each.kind === 'set');
        assert.ok(remedy?.kind === 'set', decision.gate);
        situation = applyRemedy(situation, remedy);
      }
      assert.fail('never allowed');
    }),
  );
});

test('what is wrong or was not checked is never allowed, and the same question has the same answer', () => {
  const credential = fc.constantFrom<Attempt['credential']>(
    { kind: 'password', verdict: 'wrong' },
    { kind: 'password', verdict: 'unchecked' },
  );
  fc.assert(
    fc.property(anyGiven, credential, fc.constantFrom(...scenarios), (given, credential, { attempt }) => {
      const asked: Attempt = { ...works, ...attempt, mechanism: 'PLAIN', credential };
      const decision = decide(controlsOf(given), asked);
      assert.equal(decision.allowed, false);
      assert.deepEqual(decide(controlsOf(given), asked), decision);
    }),
  );
});
