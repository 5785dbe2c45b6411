/** The scenario table, and what holds for every step. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { interactiveScenarios } from './decide-interactive.scenarios.ts';
import { decideInteractive, type InteractiveControls, type InteractiveProof } from './decide-interactive.ts';

const ordinary: InteractiveControls = {
  account: 'known',
  isAdministrator: false,
  securityDefaults: false,
  administratorMfa: 'on',
  accountEnabled: true,
  passwordExpired: false,
  perUserMfa: 'disabled',
  conditionalAccess: 'nothing',
  methods: [],
};
const password: InteractiveProof = { lockout: 'open', first: 'password', second: 'nothing' };

for (const { title, given, proof, expected } of interactiveScenarios) {
  test(`scenario: ${title}`, () => {
    const step = decideInteractive({ ...ordinary, ...given }, { ...password, ...proof });
    const shown = {
      'first-factor': () => 'first-factor',
      done: () => 'authentication' in step && step.authentication,
      refused: () => 'errorCode' in step && step.errorCode,
      'second-factor': () => 'because' in step && [step.kind, step.because, step.errorCode],
      register: () => 'because' in step && [step.kind, step.because, step.errorCode],
    }[step.kind]();
    assert.deepEqual(shown, expected);
  });
}

const anyGiven = fc
  .constantFrom(...interactiveScenarios)
  .chain((one) =>
    fc.constantFrom(...interactiveScenarios).map((other) => ({ ...ordinary, ...one.given, ...other.given })),
  );

test('who proved nothing, or something wrong, is never done', () => {
  const proof = fc.record({
    lockout: fc.constantFrom('open', 'locked'),
    first: fc.constantFrom('nothing', 'wrong', 'password'),
    second: fc.constantFrom('nothing', 'wrong', 'totp', 'recovery-code', 'passkey'),
  });
  fc.assert(
    fc.property(anyGiven, proof, (controls, proof) => {
      const { kind } = decideInteractive(controls, proof);
      if (kind === 'done')
        assert.ok(proof.first === 'password' && proof.second !== 'wrong' && proof.lockout === 'open');
    }),
  );
});

test('an administrator under security defaults is never let in by a password alone', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const step = decideInteractive({ ...given, isAdministrator: true, securityDefaults: true }, password);
      assert.ok(step.kind !== 'done');
    }),
  );
});
