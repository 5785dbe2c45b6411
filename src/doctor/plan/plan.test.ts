/** No list of changes that is shorter, or as short and less harmful, would do: every one is tried. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlsWith, type GivenControls, scanner } from '../../../test/fixtures/controls.ts';
import { allOf, pairwise } from '../../../test/fixtures/pairwise.ts';
import { wholePolicy } from '../../directory/conditional-access-policy.ts';
import { applyChanges, type Situation } from '../../sign-in/apply-remedy.ts';
import type { Attempt } from '../../sign-in/attempt.ts';
import { decide } from '../../sign-in/decide.ts';
import type { SettingValue, Weakens } from '../../sign-in/decision.ts';
import { alternativeTo } from './alternative.ts';
import { compareWithArticle } from './article.ts';
import { changesOf, type Plan, plan } from './plan.ts';

const works: Attempt = {
  mechanism: 'LOGIN',
  credential: { kind: 'password', verdict: 'right' },
  tls: 'TLSv1.2',
  address: '192.0.2.10',
  endpoint: 'submission',
  clearTextAllowed: false,
  lockout: 'open',
};

function situationOf(given: GivenControls, attempt: Partial<Attempt> = {}): Situation {
  return { controls: controlsWith(given), attempt: { ...works, ...attempt } };
}

/** What anybody might change, whatever the gates advise. */
interface Change {
  readonly weakens: Weakens;
  readonly apply: (situation: Situation) => Situation;
  readonly atDevice: boolean;
}

function setting(
  weakens: Weakens,
  ...values: (readonly ['tenant' | 'user', SettingValue['setting']['name'], unknown])[]
) {
  const changes = values.map(([scope, name, value]) => ({ setting: { scope, name }, value }));
  const apply = ({ controls, attempt }: Situation) => ({ controls: applyChanges(controls, changes), attempt });
  return { weakens, apply, atDevice: false };
}

function device(weakens: Weakens, becomes: Partial<Attempt>): Change {
  return {
    weakens,
    apply: ({ controls, attempt }) => ({ controls, attempt: { ...attempt, ...becomes } }),
    atDevice: true,
  };
}

const allow = { name: 'Allow', allowBasicAuthSmtp: true };
const block = { name: 'Block', allowBasicAuthSmtp: false };
const noLegacy = [
  wholePolicy({ name: 'No legacy', state: 'enabled' }),
  wholePolicy({ name: 'MFA', state: 'enabled', grant: 'mfa' }),
  wholePolicy({ name: 'Elsewhere', state: 'enabled', blockedRanges: ['198.51.100.0/24'] }),
];

const anything: readonly Change[] = [
  setting('organization', ['tenant', 'securityDefaults', false]),
  setting('organization', ['tenant', 'smtpAuth', 'on']),
  setting('organization', ['tenant', 'basicAuthentication', 'available']),
  setting('organization', ['tenant', 'legacyTlsClients', true]),
  setting('organization', ['tenant', 'defaultAuthenticationPolicy', null]),
  setting('organization', ['tenant', 'authenticationPolicies', [allow, { ...block, allowBasicAuthSmtp: true }]]),
  setting('organization', ['tenant', 'conditionalAccessPolicies', []]),
  setting('user', [
    'tenant',
    'conditionalAccessPolicies',
    noLegacy.map((each) => ({ ...each, excludedUsers: [scanner.id] })),
  ]),
  setting('user', ['tenant', 'authenticationPolicies', [block, allow]], ['user', 'authenticationPolicy', 'Allow']),
  setting('user', ['user', 'authenticationPolicy', null]),
  setting('user', ['user', 'perUserMfa', 'disabled']),
  setting('user', ['user', 'accountEnabled', true]),
  setting('user', ['user', 'passwordExpired', false]),
  setting('mailbox', ['user', 'mailboxSmtpAuth', 'on']),
  setting('nothing', ['user', 'licensed', true]),
  setting('nothing', ['user', 'simulatedFailure', null]),
  device('nothing', { credential: { kind: 'password', verdict: 'right' } }),
  device('mailbox', { credential: { kind: 'app-password', verdict: 'right', name: 'device' } }),
  device('nothing', { tls: 'TLSv1.2' }),
  device('nothing', { endpoint: 'submission', tls: 'TLSv1.2' }),
  device('nothing', { endpoint: 'legacy-tls' }),
  device('nothing', { lockout: 'open' }),
];

function harmOf(changes: readonly { readonly weakens: Weakens }[]): number {
  const weight = { organization: 10_000, user: 100, mailbox: 1, nothing: 0 };
  return changes.reduce((sum, { weakens }) => sum + weight[weakens], 0);
}

function* subsetsOf(changes: readonly Change[], size: number, from = 0): Generator<Change[]> {
  if (size === 0) yield [];
  else
    for (let i = from; i < changes.length; i += 1)
      for (const rest of subsetsOf(changes, size - 1, i + 1)) yield [changes[i] as Change, ...rest];
}

function isAllowed(situation: Situation, changes: readonly Change[]): boolean {
  const { controls, attempt } = changes.reduce((before, { apply }) => apply(before), situation);
  return decide(controls, attempt).allowed;
}

/** Whether nobody finds anything better; how many lists were tried. */
function assertSmallest(situation: Situation, found: Plan, deviceAsIs: boolean, title: string): number {
  const before = JSON.stringify(situation);
  const changes = anything.filter(
    ({ apply, atDevice }) => !(deviceAsIs && atDevice) && JSON.stringify(apply(situation)) !== before,
  );
  const { steps, after } = found;
  let tried = 0;
  for (let size = 0; size <= (after.allowed ? steps.length : 4); size += 1)
    for (const subset of subsetsOf(changes, size)) {
      tried += 1;
      if (!isAllowed(situation, subset)) continue;
      assert.ok(after.allowed, `${title}: a way was not found`);
      assert.equal(size, steps.length, `${title}: ${size} changes are enough`);
      assert.ok(harmOf(subset) >= harmOf(steps.map(({ remedy }) => remedy)), `${title}: less harm would do`);
    }
  return tried;
}

/** The plan as what it says of itself: its steps, applied, lead to what it promises. */
function planned(situation: Situation, deviceAsIs: boolean): Plan {
  const found = plan(situation, { deviceAsIs });
  if (deviceAsIs) assert.ok(found.steps.every(({ remedy }) => remedy.kind === 'set'));
  const controls = applyChanges(situation.controls, changesOf(found.steps));
  assert.deepEqual(decide(controls, found.situation.attempt), found.after);
  return found;
}

const origin = {
  securityDefaults: [false, true],
  smtpAuth: ['on', 'off'],
  mailboxSmtpAuth: ['inherit', 'on', 'off'],
  mfa: [{}, { perUserMfa: 'enabled' }, { perUserMfa: 'enabled', mfaMethods: ['totp'] }, { perUserMfa: 'enforced' }],
} as const;

test("every combination of the origin article's controls: the plan is the smallest, and of those the least harmful", () => {
  let tried = 0;
  for (const { mfa, ...given } of allOf(origin))
    for (const deviceAsIs of [false, true]) {
      const situation = situationOf({ ...given, ...mfa });
      const found = planned(situation, deviceAsIs);
      const title = JSON.stringify({ ...given, ...mfa, deviceAsIs });
      assert.ok(found.after.allowed, title);
      tried += assertSmallest(situation, found, deviceAsIs, title);
    }
  assert.ok(tried > 1000, `${tried} lists of changes`);
});

const everything = {
  ...origin,
  accountEnabled: [true, false],
  passwordExpired: [false, true],
  licensed: [true, false],
  basicAuthentication: ['available', 'retired'],
  simulatedFailure: [null, 'accountLocked'],
  legacyTlsClients: [false, true],
  policy: [
    {},
    { authenticationPolicies: [block], defaultAuthenticationPolicy: 'Block' },
    { authenticationPolicies: [block, allow], defaultAuthenticationPolicy: 'Block' },
    { authenticationPolicies: [block, allow], defaultAuthenticationPolicy: 'Allow', authenticationPolicy: 'Block' },
  ],
  conditionalAccessPolicies: [[], noLegacy.slice(0, 1), noLegacy.slice(1), noLegacy],
  credential: [
    { kind: 'password', verdict: 'right' },
    { kind: 'password', verdict: 'wrong' },
    { kind: 'app-password', verdict: 'right', name: 'scanner' },
  ],
  tls: ['TLSv1.2', 'TLSv1', 'none'],
  endpoint: ['submission', 'legacy-tls'],
  lockout: ['open', 'locked'],
} as const;

test('each value of each control beside each of every other one: no shorter or less harmful list is found', () => {
  let plans = 0;
  for (const deviceAsIs of [false, true])
    for (const combination of pairwise(everything)) {
      const { mfa, policy, credential, tls, endpoint, lockout, ...given } = combination;
      const situation = situationOf({ ...given, ...mfa, ...policy }, { credential, tls, endpoint, lockout });
      const found = planned(situation, deviceAsIs);
      // Longer lists than these are more than can be tried.
      if (found.steps.length <= 4) {
        assertSmallest(situation, found, deviceAsIs, JSON.stringify({ combination, deviceAsIs }));
        plans += 1;
      }
      if (!deviceAsIs) assert.ok(found.after.allowed, JSON.stringify(combination));
    }
  assert.ok(plans > 20, String(plans));
});

test('where two gates are shut, one change that opens both is the plan', () => {
  const both = situationOf({ smtpAuth: 'on', passwordExpired: true, perUserMfa: 'enforced' });
  const { steps } = plan(both, { deviceAsIs: false });
  assert.deepEqual(
    steps.map(({ remedy }) => remedy.message.key),
    ['remedy.multi-factor.app-password'],
  );
});

test("an authentication policy is made for the one user; the organization's stays shut", () => {
  const { steps, after } = plan(
    situationOf({ smtpAuth: 'on', authenticationPolicies: [block], defaultAuthenticationPolicy: 'Block' }),
    { deviceAsIs: true },
  );
  assert.ok(after.allowed);
  assert.deepEqual(
    changesOf(steps).map(({ setting: { scope, name }, value }) => [scope, name, value]),
    [
      ['tenant', 'authenticationPolicies', [block, { name: 'Allow SMTP AUTH', allowBasicAuthSmtp: true }]],
      ['user', 'authenticationPolicy', 'Allow SMTP AUTH'],
    ],
  );
});

test('a bounded search still answers, with a plan that works', () => {
  const { steps, after } = plan(
    situationOf({ securityDefaults: true, mailboxSmtpAuth: 'off', perUserMfa: 'enforced' }),
    { deviceAsIs: true, maximumDecisions: 1 },
  );
  assert.ok(after.allowed);
  assert.equal(steps.length, 3);
});

test('beside a plan that weakens something stands a way that does not, and works', () => {
  const cases = [
    [{ smtpAuth: 'on', securityDefaults: true }, 'oauth-smtp'],
    [{ smtpAuth: 'on', perUserMfa: 'enforced' }, 'oauth-smtp'],
    [{ smtpAuth: 'off' }, 'graph'],
    [{ mailboxSmtpAuth: 'off', securityDefaults: true }, 'graph'],
    [{ smtpAuth: 'on', accountEnabled: false }, 'graph'],
    [{ smtpAuth: 'on', licensed: false }, null],
    [{ smtpAuth: 'on' }, null],
  ] as const;
  for (const [given, way] of cases) {
    const situation = situationOf(given);
    const found = alternativeTo(plan(situation, { deviceAsIs: true }), situation);
    assert.equal(found?.way ?? null, way, JSON.stringify(given));
  }
});

test("what Microsoft's article would change beyond the plan is named", () => {
  const { controls, attempt } = situationOf({ smtpAuth: 'on', securityDefaults: true, perUserMfa: 'enabled' });
  const { steps } = plan({ controls, attempt }, { deviceAsIs: true });
  const { changes, unneeded } = compareWithArticle(controls, steps);
  assert.equal(changes.length, 3);
  assert.deepEqual(
    unneeded.map(({ control }) => control),
    ['smtp-auth', 'multi-factor'],
  );
});
