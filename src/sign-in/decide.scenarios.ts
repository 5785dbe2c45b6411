/** Who may sign in, row by row: what differs from a device that just works, and what comes of it. */

import type { AuthenticationMethodKind } from '../directory/authentication-method.ts';
import { type WrittenPolicy, wholePolicy } from '../directory/conditional-access-policy.ts';
import type { TenantSettings, UserSettings } from '../directory/settings.ts';
import type { ReplyName } from '../smtp/replies.ts';
import type { Attempt, Credential, TokenFault } from './attempt.ts';
import type { GateName } from './gates/gate-names.ts';

export interface Scenario {
  readonly title: string;
  /** Settings that differ from the defaults; SMTP AUTH of the organization is on. */
  readonly given: Partial<TenantSettings> &
    Partial<Pick<UserSettings, UserControl>> & {
      unknownAccount?: boolean;
      mfaMethods?: readonly AuthenticationMethodKind[];
    };
  /** What differs from LOGIN with the right password under TLS 1.3 from 192.0.2.10. */
  readonly attempt: Partial<Attempt>;
  readonly expected: 'allowed' | readonly [GateName, ReplyName];
}

type UserControl =
  | 'accountEnabled'
  | 'passwordExpired'
  | 'licensed'
  | 'perUserMfa'
  | 'authenticationPolicy'
  | 'mailboxSmtpAuth'
  | 'simulatedFailure';

function row(
  title: string,
  given: Scenario['given'],
  attempt: Partial<Attempt>,
  ...expected: [] | [GateName, ReplyName]
): Scenario {
  return { title, given, attempt, expected: expected.length === 0 ? 'allowed' : expected };
}

const right: Credential = { kind: 'password', verdict: 'right' };
const wrong = { credential: { kind: 'password', verdict: 'wrong' } } as const;
const unchecked = { credential: { kind: 'password', verdict: 'unchecked' } } as const;
const app = { credential: { kind: 'app-password', verdict: 'right', name: 'scanner' } } as const;
const oauth = { mechanism: 'XOAUTH2', credential: { kind: 'token', verdict: 'right', by: 'user' } } as const;
const byApplication = {
  mechanism: 'XOAUTH2',
  credential: { kind: 'token', verdict: 'right', by: 'application', opensMailbox: true },
} as const;
const bad = (fault: TokenFault): Partial<Attempt> => ({
  mechanism: 'XOAUTH2',
  credential: { kind: 'token', verdict: 'wrong', fault },
});
const legacy = { endpoint: 'legacy-tls' } as const;
const ca = (...changes: Partial<WrittenPolicy>[]): Scenario['given'] => ({
  conditionalAccessPolicies: changes.map((change) => wholePolicy({ name: 'No legacy', state: 'enabled', ...change })),
});
const place = (trusted: boolean, ...ranges: string[]): Scenario['given'] => ({
  namedLocations: [{ id: 'office', name: 'Office', trusted, ranges, createdAt: null, modifiedAt: null }],
});
const policies = [
  { name: 'Block', allowBasicAuthSmtp: false },
  { name: 'Allow', allowBasicAuthSmtp: true },
];
const origin = { securityDefaults: true, mailboxSmtpAuth: 'off', perUserMfa: 'enforced' } as const;

export const scenarios: readonly Scenario[] = [
  row('a device with the right password', {}, {}),
  row('PLAIN', {}, { mechanism: 'PLAIN' }),
  row('SCRAM', {}, { mechanism: 'SCRAM-SHA-256', credential: right }),
  row('an app password', {}, app),
  row('OAuth', {}, oauth),

  row('no TLS', {}, { tls: 'none' }, 'encryption', 'encryptionRequired'),
  row('no TLS, OAuth', {}, { ...oauth, tls: 'none' }, 'encryption', 'encryptionRequired'),
  row('no TLS where the listener allows it', {}, { tls: 'none', clearTextAllowed: true }),
  row('TLS 1.0', {}, { tls: 'TLSv1' }, 'tls-version', 'legacyTls'),
  row('TLS 1.1', {}, { tls: 'TLSv1.1' }, 'tls-version', 'legacyTls'),
  row('TLS 1.1, OAuth', {}, { ...oauth, tls: 'TLSv1.1' }, 'tls-version', 'legacyTls'),
  row('TLS 1.2', {}, { tls: 'TLSv1.2' }),
  row(
    'TLS 1.0 although opted in, at the ordinary door',
    { legacyTlsClients: true },
    { tls: 'TLSv1' },
    'tls-version',
    'legacyTls',
  ),
  row('legacy endpoint, not opted in', {}, { ...legacy, tls: 'TLSv1' }, 'tls-version', 'legacyTlsByOrganization'),
  row('legacy endpoint, not opted in, TLS 1.3', {}, legacy, 'tls-version', 'legacyTlsByOrganization'),
  row('legacy endpoint, opted in', { legacyTlsClients: true }, { ...legacy, tls: 'TLSv1' }),

  row(
    'simulated server error',
    { simulatedFailure: 'temporaryServerError' },
    {},
    'simulated-failure',
    'temporaryServerError',
  ),
  row('simulated draining', { simulatedFailure: 'serviceNotActive' }, wrong, 'simulated-failure', 'serviceNotActive'),
  row(
    'simulated failure, OAuth',
    { simulatedFailure: 'authenticationUnsuccessful' },
    oauth,
    'simulated-failure',
    'authenticationUnsuccessful',
  ),

  row(
    'basic retired',
    { basicAuthentication: 'retired' },
    {},
    'basic-authentication-retired',
    'basicAuthenticationRetired',
  ),
  row(
    'basic retired, app password',
    { basicAuthentication: 'retired' },
    app,
    'basic-authentication-retired',
    'basicAuthenticationRetired',
  ),
  row(
    'basic retired with another reply',
    { basicAuthentication: 'retired', retiredReply: 'basicAuthenticationDisabled' },
    wrong,
    'basic-authentication-retired',
    'basicAuthenticationDisabled',
  ),
  row('basic retired, OAuth', { basicAuthentication: 'retired' }, oauth),

  row(
    'default policy blocks',
    { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Block' },
    {},
    'authentication-policy',
    'basicAuthenticationDisabled',
  ),
  row(
    'default policy blocks a wrong password as well',
    { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Block' },
    wrong,
    'authentication-policy',
    'basicAuthenticationDisabled',
  ),
  row(
    'default policy blocks app passwords',
    { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Block' },
    app,
    'authentication-policy',
    'basicAuthenticationDisabled',
  ),
  row(
    'own policy allows what the default blocks',
    { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Block', authenticationPolicy: 'Allow' },
    {},
  ),
  row(
    'own policy blocks what the default allows',
    { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Allow', authenticationPolicy: 'block' },
    {},
    'authentication-policy',
    'basicAuthenticationDisabled',
  ),
  row('a policy that does not exist', { authenticationPolicy: 'Gone' }, {}),
  row('policy, OAuth', { authenticationPolicies: policies, defaultAuthenticationPolicy: 'Block' }, oauth),

  row('locked, right password', {}, { lockout: 'locked' }, 'smart-lockout', 'accountLocked'),
  row('locked, unchecked password', {}, { ...unchecked, lockout: 'locked' }, 'smart-lockout', 'accountLocked'),
  row('locked, OAuth', {}, { ...oauth, lockout: 'locked' }),
  row('wrong password', {}, wrong, 'credentials', 'credentialsIncorrect'),
  row('wrong SCRAM proof', {}, { ...wrong, mechanism: 'SCRAM-SHA-256' }, 'credentials', 'credentialsIncorrect'),
  row('unknown account', { unknownAccount: true }, wrong, 'credentials', 'credentialsIncorrect'),
  row('unknown account, whatever the check said', { unknownAccount: true }, {}, 'credentials', 'credentialsIncorrect'),
  row('unchecked password', {}, unchecked, 'credentials', 'credentialsIncorrect'),
  row('wrong password, SMTP AUTH off', { mailboxSmtpAuth: 'off' }, wrong, 'credentials', 'credentialsIncorrect'),
  row(
    'wrong password under security defaults',
    { securityDefaults: true },
    wrong,
    'credentials',
    'credentialsIncorrect',
  ),

  row('disabled account', { accountEnabled: false }, {}, 'account-state', 'accountHasIssue'),
  row('disabled account, app password', { accountEnabled: false }, app, 'account-state', 'accountHasIssue'),
  row('disabled account, OAuth', { accountEnabled: false }, oauth, 'account-state', 'accountHasIssue'),
  row('expired password', { passwordExpired: true }, {}, 'account-state', 'accountHasIssue'),
  row('expired password, OAuth', { passwordExpired: true }, oauth),

  row('security defaults', { securityDefaults: true }, {}, 'security-defaults', 'blockedBySecurityDefaults'),
  row(
    'security defaults, app password',
    { securityDefaults: true },
    app,
    'security-defaults',
    'blockedBySecurityDefaults',
  ),
  row('security defaults, OAuth', { securityDefaults: true }, oauth),

  row('CA from everywhere', ca({}), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA, app password', ca({}), app, 'conditional-access', 'criteriaNotMet'),
  row('CA in a blocked range', ca({ blockedRanges: ['192.0.2.0/24'] }), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA outside the blocked range', ca({ blockedRanges: ['198.51.100.0/24'] }), {}),
  row('CA, trusted location', ca({ excludedRanges: ['192.0.2.0/28'] }), {}),
  row('CA, excluded user', ca({ excludedUsers: ['Scanner@fabrikam.example'] }), {}),
  row('CA, excluded by id', ca({ excludedUsers: ['0b7c9a52-4f0e-4f3a-8a52-1d1c6a1b8f10'] }), {}),
  row('CA for somebody else', ca({ includedUsers: ['copier@fabrikam.example'] }), {}),
  row('CA for nobody', ca({ includedUsers: ['None'] }), {}),
  row(
    'CA for this user',
    ca({ includedUsers: ['0B7C9A52-4F0E-4F3A-8A52-1D1C6A1B8F10'] }),
    {},
    'conditional-access',
    'criteriaNotMet',
  ),
  row('CA of all clients', ca({ clientApps: ['all'] }), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA of browsers', ca({ clientApps: ['browser', 'mobileAppsAndDesktopClients'] }), {}),
  row('CA of Exchange ActiveSync alone', ca({ clientApps: ['exchangeActiveSync'] }), {}),
  row('CA that demands MFA', ca({ grant: 'mfa', clientApps: ['all'] }), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA that demands MFA, app password', ca({ grant: 'mfa' }), app, 'conditional-access', 'criteriaNotMet'),
  row('CA that demands MFA of browsers', ca({ grant: 'mfa', clientApps: ['browser'] }), {}),
  row('CA for Office 365', ca({ includedApplications: ['Office365'] }), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA for another application', ca({ includedApplications: ['00000003-0000-0000-c000-000000000000'] }), {}),
  row('CA but for Exchange', ca({ excludedApplications: ['00000002-0000-0ff1-ce00-000000000000'] }), {}),
  row(
    'CA in a named location',
    { ...ca({ includedLocations: ['office'] }), ...place(false, '192.0.2.0/24') },
    {},
    'conditional-access',
    'criteriaNotMet',
  ),
  row(
    'CA outside the named location',
    { ...ca({ includedLocations: ['office'] }), ...place(false, '198.51.100.0/24') },
    {},
  ),
  row(
    'CA but from trusted locations',
    { ...ca({ excludedLocations: ['AllTrusted'] }), ...place(true, '198.51.100.0/24', '192.0.2.0/24') },
    {},
  ),
  row(
    'CA but from trusted locations, which this one is not',
    { ...ca({ excludedLocations: ['AllTrusted'] }), ...place(false, '192.0.2.0/24') },
    {},
    'conditional-access',
    'criteriaNotMet',
  ),
  row('CA, several', ca({ state: 'report-only' }, { grant: 'mfa' }), {}, 'conditional-access', 'criteriaNotMet'),
  row('CA report-only', ca({ state: 'report-only' }), {}),
  row('CA disabled', ca({ state: 'disabled' }), {}),
  row('CA, OAuth', ca({}), oauth),

  row('MFA enforced', { perUserMfa: 'enforced' }, {}, 'multi-factor', 'credentialsIncorrect'),
  row('MFA enforced, app password', { perUserMfa: 'enforced' }, app),
  row('MFA enforced, OAuth', { perUserMfa: 'enforced' }, oauth),
  row('MFA enabled, not registered', { perUserMfa: 'enabled' }, {}),
  row(
    'MFA enabled and registered',
    { perUserMfa: 'enabled', mfaMethods: ['totp'] },
    {},
    'multi-factor',
    'credentialsIncorrect',
  ),

  row('mailbox off', { mailboxSmtpAuth: 'off' }, {}, 'smtp-auth', 'smtpAuthDisabledForMailbox'),
  row('organization off', { smtpAuth: 'off' }, {}, 'smtp-auth', 'smtpAuthDisabledForTenant'),
  row('organization off, mailbox on', { smtpAuth: 'off', mailboxSmtpAuth: 'on' }, {}),
  row(
    'mailbox off, OAuth, before the token',
    { mailboxSmtpAuth: 'off' },
    bad('expired'),
    'smtp-auth',
    'smtpAuthDisabledForMailbox',
  ),
  row('expired token', {}, bad('expired'), 'token', 'authenticationUnsuccessful'),
  row('token of another user', {}, bad('other-user'), 'token', 'authenticationUnsuccessful'),
  row(
    'token for an unknown account',
    { unknownAccount: true, smtpAuth: 'off' },
    oauth,
    'token',
    'authenticationUnsuccessful',
  ),
  row('no licence', { licensed: false }, {}, 'mailbox', 'mailboxCannotBeAccessed'),
  row('no licence, OAuth', { licensed: false }, oauth, 'mailbox', 'mailboxCannotBeAccessed'),
  row('a shared mailbox, an application on its own', { licensed: false, accountEnabled: false }, byApplication),
  row(
    'SMTP AUTH off, an application',
    { mailboxSmtpAuth: 'off' },
    byApplication,
    'smtp-auth',
    'smtpAuthDisabledForMailbox',
  ),

  row('the origin article, at first', origin, {}, 'security-defaults', 'blockedBySecurityDefaults'),
  row(
    'the origin article, security defaults off',
    { ...origin, securityDefaults: false },
    {},
    'multi-factor',
    'credentialsIncorrect',
  ),
  row(
    'the origin article, MFA disabled',
    { ...origin, securityDefaults: false, perUserMfa: 'disabled' },
    {},
    'smtp-auth',
    'smtpAuthDisabledForMailbox',
  ),
  row('the origin article, done', { mailboxSmtpAuth: 'on' }, {}),
];
