/** What a person is asked for when they sign in, row by row: what differs from a user without MFA, and what comes of it. */
import type { InteractiveControls, InteractiveProof, MfaReason } from './decide-interactive.ts';

export interface InteractiveScenario {
  readonly title: string;
  /** What differs from an enabled user without a role, without methods, in a tenant that demands nothing. */
  readonly given: Partial<InteractiveControls>;
  /** What differs from the right password, nothing more. */
  readonly proof: Partial<InteractiveProof>;
  readonly expected:
    | 'first-factor'
    | 'single-factor'
    | 'multi-factor'
    | readonly ['second-factor' | 'register', MfaReason, number]
    | number;
}

function row(
  title: string,
  given: Partial<InteractiveControls>,
  proof: Partial<InteractiveProof>,
  expected: InteractiveScenario['expected'],
): InteractiveScenario {
  return { title, given, proof, expected };
}

const administrator = { isAdministrator: true } as const;
const totp = { methods: ['totp'] } as const;
const phone = { methods: ['phone'] } as const;
const defaults = { securityDefaults: true } as const;
const wrong = { first: 'wrong' } as const;
const nothing = { first: 'nothing' } as const;
const passkey = { first: 'passkey' } as const;
const code = { second: 'totp' } as const;

export const interactiveScenarios: readonly InteractiveScenario[] = [
  row('nobody has said anything yet', {}, nothing, 'first-factor'),
  row('an unknown account is asked like any other', { account: 'unknown' }, nothing, 'first-factor'),
  row('a user without MFA', {}, {}, 'single-factor'),
  row('a method of their own choice is not asked for', totp, {}, 'single-factor'),
  row('a passkey alone is both factors', {}, passkey, 'multi-factor'),

  row('a wrong password', {}, wrong, 50126),
  row('an unknown account', { account: 'unknown' }, wrong, 50034),
  row('an unknown account, whatever the check said', { account: 'unknown' }, {}, 50034),
  row('locked', {}, { lockout: 'locked' }, 50053),
  row('locked, before any password', {}, { ...nothing, lockout: 'locked' }, 50053),
  row('locked, a passkey', {}, { ...passkey, lockout: 'locked' }, 'multi-factor'),
  row('a disabled account', { accountEnabled: false }, {}, 50057),
  row('a disabled account, a wrong password', { accountEnabled: false }, wrong, 50126),
  row('a disabled account, a passkey', { accountEnabled: false }, passkey, 50057),
  row('an expired password', { passwordExpired: true }, {}, 50055),
  row('an expired password, a wrong one', { passwordExpired: true }, wrong, 50126),
  row('an expired password, a passkey', { passwordExpired: true }, passkey, 'multi-factor'),

  row('security defaults, not registered', defaults, {}, ['register', 'security-defaults', 50072]),
  row('security defaults, registered', { ...defaults, ...totp }, {}, 'single-factor'),
  row('security defaults, registered elsewhere', { ...defaults, ...phone }, {}, 'single-factor'),
  row('security defaults, recovery codes are no method', { ...defaults, methods: ['recovery-codes'] }, {}, [
    'register',
    'security-defaults',
    50072,
  ]),
  row('security defaults, just registered', defaults, code, 'multi-factor'),
  row('security defaults, administrator', { ...defaults, ...administrator, ...totp }, {}, [
    'second-factor',
    'security-defaults',
    50074,
  ]),
  row('security defaults, administrator with a passkey', { ...defaults, ...administrator }, passkey, 'multi-factor'),
  row('security defaults, administrator, a code', { ...defaults, ...administrator, ...totp }, code, 'multi-factor'),
  row('security defaults, administrator, not registered', { ...defaults, ...administrator }, {}, [
    'register',
    'security-defaults',
    50072,
  ]),
  row(
    'security defaults ask administrators whatever the trial says',
    { ...defaults, ...administrator, ...totp, administratorMfa: 'off' },
    {},
    ['second-factor', 'security-defaults', 50074],
  ),

  row('an administrator', { ...administrator, ...totp }, {}, ['second-factor', 'administrator', 50074]),
  row('an administrator, not registered', administrator, {}, ['register', 'administrator', 50072]),
  row('an administrator, registered elsewhere', { ...administrator, ...phone }, {}, [
    'register',
    'administrator',
    50072,
  ]),
  row('an administrator on trial', { ...administrator, administratorMfa: 'off' }, {}, 'single-factor'),
  row('an administrator, a recovery code', { ...administrator, ...totp }, { second: 'recovery-code' }, 'multi-factor'),
  row('an administrator, a wrong code', { ...administrator, ...totp }, { second: 'wrong' }, 500_121),

  row('per-user MFA disabled', { perUserMfa: 'disabled' }, {}, 'single-factor'),
  row('per-user MFA enabled, not registered', { perUserMfa: 'enabled' }, {}, ['register', 'per-user-mfa', 50079]),
  row('per-user MFA enabled, registered', { perUserMfa: 'enabled', ...totp }, {}, [
    'second-factor',
    'per-user-mfa',
    50076,
  ]),
  row('per-user MFA enforced', { perUserMfa: 'enforced', ...totp }, {}, ['second-factor', 'per-user-mfa', 50076]),
  row('per-user MFA enforced, not registered', { perUserMfa: 'enforced' }, {}, ['register', 'per-user-mfa', 50079]),
  row('per-user MFA enforced, registered elsewhere', { perUserMfa: 'enforced', ...phone }, {}, [
    'register',
    'per-user-mfa',
    50079,
  ]),
  row('per-user MFA, a passkey as second factor', { perUserMfa: 'enforced' }, { second: 'passkey' }, 'multi-factor'),
  row('per-user MFA, a disabled account', { perUserMfa: 'enforced', accountEnabled: false }, {}, 50057),

  row('Conditional Access blocks', { conditionalAccess: 'block' }, {}, 53003),
  row('Conditional Access blocks a passkey', { conditionalAccess: 'block' }, passkey, 53003),
  row('Conditional Access blocks, a wrong password', { conditionalAccess: 'block' }, wrong, 50126),
  row('Conditional Access demands MFA', { conditionalAccess: 'mfa', ...totp }, {}, [
    'second-factor',
    'conditional-access',
    50076,
  ]),
  row('Conditional Access demands MFA, not registered', { conditionalAccess: 'mfa' }, {}, [
    'register',
    'conditional-access',
    50079,
  ]),
  row('Conditional Access demands MFA, a passkey', { conditionalAccess: 'mfa' }, passkey, 'multi-factor'),
];
