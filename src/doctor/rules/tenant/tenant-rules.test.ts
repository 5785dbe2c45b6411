/** What is found of what was read, from facts alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholePolicy } from '../../../directory/conditional-access-policy.ts';
import { settingsInForce, tenantSettings, userSettings } from '../../../directory/settings.ts';
import type { Attempt } from '../../../sign-in/attempt.ts';
import type { Finding } from '../../findings/finding.ts';
import type { RecordedAttempt } from '../../providers/tenant-provider.ts';
import type { MailApplication } from '../../tenant/application-reading.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import type { Hole, Read, TenantReading, UserReading } from '../../tenant/tenant-reading.ts';
import { findingsOfTenant } from './all.ts';
import { unknownOf } from './gates.ts';

const now = Date.UTC(2026, 2, 5);
const dayMs = 86_400_000;

function seen<T>(value: T, evidence = JSON.stringify(value)): Read<T> {
  return { known: true, value, evidence, setBy: null, setAt: null };
}

function hole(because: Hole): { readonly known: false; readonly because: Hole } {
  return { known: false, because };
}

function readAll(table: Parameters<typeof settingsInForce>[0], values: object): Record<string, Read<unknown>> {
  const defaults = settingsInForce(table, []) as Record<string, { readonly value: unknown }>;
  return Object.fromEntries(
    Object.entries({
      ...Object.fromEntries(Object.entries(defaults).map(([name, { value }]) => [name, value])),
      ...values,
    }).map(([name, value]) => [name, isRead(value) ? value : seen(value, `${name} = ${JSON.stringify(value)}`)]),
  );
}

function isRead(value: unknown): value is Read<unknown> {
  return typeof value === 'object' && value !== null && 'known' in value;
}

const attempt: Attempt = {
  mechanism: 'LOGIN',
  credential: { kind: 'password', verdict: 'right' },
  tls: 'TLSv1.2',
  address: '203.0.113.7',
  endpoint: 'submission',
  clearTextAllowed: false,
  lockout: 'open',
};

interface Given extends Partial<Omit<TenantFacts, 'reading' | 'user'>> {
  readonly tenant?: object;
  readonly user?: object | null;
  readonly unforeseen?: TenantReading['unforeseen'];
}

/** A tenant whose every setting lets a password in, but for what is given. */
function factsOf({ tenant = {}, user = {}, unforeseen = [], ...given }: Given): TenantFacts {
  const reading = {
    tenant: { id: 't', domain: 'x.example', displayName: 'X' },
    controls: readAll(tenantSettings, { smtpAuth: 'on', ...tenant }),
    users: seen(2),
    unforeseen,
  } as unknown as TenantReading;
  const own = {
    id: 'u',
    userPrincipalName: 'scan@x.example',
    controls: readAll(userSettings, { mfaMethods: [], mailboxSmtpAuth: 'on', ...user }),
    sendAs: hole({ kind: 'not-offered' }),
  } as unknown as UserReading;
  return {
    reading,
    sought: 'scan@x.example',
    user: user === null ? null : own,
    attempt,
    log: null,
    logDays: 7,
    applications: null,
    appId: null,
    from: null,
    wire: null,
    now,
    ...given,
  };
}

function found(given: Given): Finding[] {
  return findingsOfTenant(factsOf(given));
}

function ids(findings: readonly Finding[]): string[] {
  return findings.map(({ id, severity }) => `${severity} ${id}`);
}

const said = (cause: NonNullable<TenantFacts['wire']>['cause']) => ({ cause, evidence: ['as it was said'] });

function row(errorCode: number, more: Partial<RecordedAttempt> = {}): RecordedAttempt {
  const outcome = errorCode === 0 ? 'allowed' : 'refused';
  const untold = { mechanism: null, tls: null, endpoint: null, credential: null };
  const gate = errorCode === 50_126 || errorCode === 50_034 ? 'credentials' : null;
  return {
    at: now,
    userPrincipalName: 'scan@x.example',
    address: '203.0.113.7',
    outcome,
    gate,
    errorCode,
    ...untold,
    ...more,
  };
}

test('what the server says and the settings do not is both told, with what would explain it', () => {
  const conflict = found({ wire: said('security-defaults') });
  assert.deepEqual(ids(conflict), ['stops security-defaults', 'risk wire-disagrees']);
  assert.match(String(conflict[1]?.parameters['reply']), /^235 2\.7\.0/);
  const unread = hole({ kind: 'permission', permission: 'Policy.Read.All' });
  const [, explained] = found({ tenant: { securityDefaults: unread }, wire: said('security-defaults') });
  assert.equal(explained?.parameters['suspects'], 'securityDefaults');
  const dark = found({
    unforeseen: [{ policy: 'Risky', conditions: ['risk'] }],
    wire: said('conditional-access-or-policy'),
  });
  assert.equal(dark.find(({ id }) => id === 'wire-disagrees')?.parameters['suspects'], 'Risky');
  const letIn = found({ tenant: { securityDefaults: true }, wire: said(null) });
  assert.deepEqual(ids(letIn), ['stops security-defaults', 'risk wire-disagrees']);
});

test('replies that stand for several causes disagree with none of them', () => {
  assert.deepEqual(ids(found({ user: { perUserMfa: 'enforced' }, wire: said('bad-credentials') })), [
    'stops mfa-needs-app-password',
    'note wire-agrees',
  ]);
  assert.deepEqual(ids(found({ user: { mailboxSmtpAuth: 'off' }, wire: said('auth-failed-unspecified') })), [
    'stops mailbox-smtp-auth-disabled',
    'note wire-agrees',
  ]);
  assert.deepEqual(ids(found({ wire: said('bad-credentials') })), ['stops bad-credentials']);
  assert.deepEqual(ids(found({ wire: said('dns-failure') })), [], 'it did not come to a sign-in');
});

test('a failure without a row was refused before Entra; a row of success, behind it', () => {
  assert.deepEqual(ids(found({ log: seen([]), wire: said('auth-failed-unspecified') })), [
    'stops auth-failed-unspecified',
    'note no-sign-in-row',
  ]);
  assert.deepEqual(
    ids(found({ log: seen([row(0)]), user: { mailboxSmtpAuth: 'off' }, wire: said('mailbox-smtp-auth-disabled') })),
    ['stops mailbox-smtp-auth-disabled', 'note wire-agrees', 'note log-says-success'],
  );
  assert.deepEqual(ids(found({ log: seen([]) })), [], 'nobody says that it failed');
});

test('a row names its cause, and an older failure that was followed by a success is over', () => {
  assert.deepEqual(ids(found({ log: seen([row(50_126)]) })), ['stops bad-credentials']);
  assert.deepEqual(ids(found({ log: seen([row(50_034)]) })), ['stops user-unknown']);
  // Whether a password has expired is not told everywhere.
  const untold = { user: { passwordExpired: hole({ kind: 'not-offered' }) } };
  assert.ok(
    ids(found({ ...untold, log: seen([row(50_055, { gate: 'account-state' })]) })).includes('stops password-expired'),
  );
  const [other] = found({ log: seen([row(90_094, { said: 'Admin consent' })]) });
  assert.deepEqual([other?.id, other?.parameters['code']], ['entra-refused', 90_094]);
  assert.match(other?.evidence[0] ?? '', /AADSTS90094: Admin consent/);
  assert.deepEqual(ids(found({ log: seen([row(0), row(50_126, { at: now - dayMs })]) })), []);
  assert.deepEqual(ids(found({ log: seen([row(0), row(50_126, { address: '198.51.100.1', at: now - dayMs })]) })), [
    'stops bad-credentials',
  ]);
});

test('a refusal by settings that have been changed since stops nothing; one that still holds is named as it is now', () => {
  const refused = (gate: RecordedAttempt['gate']) => seen([row(1, { gate, errorCode: null, mechanism: 'LOGIN' })]);
  const log = refused('smtp-auth');
  assert.deepEqual(ids(found({ log })), ['risk refused-before-change']);
  const changed = { known: true, value: 'on', evidence: 'mailboxSmtpAuth = on', setBy: 'root', setAt: now + 1 };
  const [since] = found({ log, user: { mailboxSmtpAuth: changed } });
  assert.deepEqual(
    [since?.id, since?.severity, since?.evidence.at(-1)],
    ['refused-before-change', 'note', `${new Date(now + 1).toISOString()} root`],
  );
  assert.deepEqual(ids(found({ log, user: { mailboxSmtpAuth: 'off' } })), ['stops mailbox-smtp-auth-disabled']);
  // What was not read may still be as it was then.
  const unread = hole({ kind: 'permission', permission: 'Policy.Read.All' });
  assert.ok(
    ids(found({ log: refused('security-defaults'), tenant: { securityDefaults: unread } })).includes(
      'stops security-defaults',
    ),
  );
  // Neither do settings lift a lock, nor make a password right.
  assert.deepEqual(ids(found({ log: refused('smart-lockout') })), ['stops account-locked']);
});

test('a failure that was asked for is none of the server’s, and whatever it answers agrees with it', () => {
  const locked = { user: { simulatedFailure: 'accountLocked' } };
  assert.deepEqual(ids(found(locked)), ['stops simulated-failure']);
  assert.deepEqual(ids(found({ ...locked, wire: said('account-locked') })), [
    'stops simulated-failure',
    'note wire-agrees',
  ]);
});

test('a mailbox that may not send stops it behind the sign-in', () => {
  const [restricted] = found({ user: { sendingRestriction: 'outboundSpam' } });
  assert.deepEqual([restricted?.id, restricted?.severity], ['sending-restricted', 'stops']);
  assert.match(String(restricted?.parameters['reply']), /^5\d\d 5/);
});

test('a control that somebody might read and nobody did leaves open whether anything stops it', () => {
  const unread = hole({ kind: 'permission', permission: 'Policy.Read.All' });
  const unknown = (given: Given) => unknownOf(factsOf(given)).map(({ name }) => name);
  assert.deepEqual(unknown({ tenant: { securityDefaults: unread }, user: { perUserMfa: unread } }), [
    'securityDefaults',
    'perUserMfa',
  ]);
  assert.deepEqual(unknown({ tenant: { securityDefaults: unread }, wire: said(null) }), [], 'it is in');
  assert.deepEqual(
    unknown({ tenant: { basicAuthentication: hole({ kind: 'not-offered' }) } }),
    [],
    'nobody can read it',
  );
  assert.deepEqual(unknown({ tenant: { smtpAuth: unread } }), [], 'the mailbox overrides it');
  assert.deepEqual(unknown({ user: { mfaMethods: unread } }), [], 'MFA is off');
});

test('holes are grouped by what they want, and none of them stops anything', () => {
  const wants = hole({ kind: 'permission', permission: 'Policy.Read.All' });
  const broken = hole({ kind: 'failed', detail: 'no answer in 20 s' });
  const findings = found({
    tenant: {
      securityDefaults: wants,
      conditionalAccessPolicies: wants,
      basicAuthentication: hole({ kind: 'not-offered' }),
    },
    user: { licensed: broken },
    log: wants,
  });
  assert.deepEqual(ids(findings), ['note permission-missing', 'note reading-failed', 'note control-not-told']);
  assert.equal(findings[0]?.parameters['what'], 'securityDefaults, conditionalAccessPolicies, sign-in log');
  assert.deepEqual(findings[1]?.evidence, ['no answer in 20 s']);
});

test('around the gates: what waits to stop it, and what is taken for something else', () => {
  const policy = wholePolicy({ name: 'Soon', state: 'report-only' });
  const cases: [Given, string[]][] = [
    [{ tenant: { conditionalAccessPolicies: [policy] } }, ['risk policy-report-only']],
    [
      {
        tenant: { conditionalAccessPolicies: [policy] },
        attempt: { ...attempt, mechanism: 'XOAUTH2', credential: { kind: 'token', verdict: 'right', by: 'user' } },
      },
      [],
    ],
    [{ tenant: { conditionalAccessPolicies: [{ ...policy, excludedUsers: ['u'] }] } }, []],
    [{ tenant: { legacyTlsClients: true } }, ['risk legacy-tls-allowed']],
    [{ user: { mailboxSmtpAuth: 'inherit' } }, ['note mailbox-inherits']],
    [{ unforeseen: [{ policy: 'Risky', conditions: ['risk'] }] }, ['note policy-not-foreseen']],
    [{ user: null }, ['stops user-unknown']],
    [{ from: { address: 'boss@x.example', allowed: seen(false) } }, ['stops send-as-denied']],
  ];
  for (const [given, expected] of cases) assert.deepEqual(ids(found(given)), expected, JSON.stringify(given));
  const both = { securityDefaults: true, conditionalAccessPolicies: [{ ...policy, state: 'enabled' }] };
  assert.deepEqual(ids(found({ tenant: both })), [
    'stops security-defaults',
    'stops conditional-access-or-policy',
    'risk security-defaults-beside-policies',
  ]);
});

const application: MailApplication = {
  appId: 'app',
  displayName: 'Gateway',
  registrationId: 'registration',
  principalId: 'principal',
  enabled: true,
  credentials: seen([{ kind: 'secret', name: 'one', endsAt: now + 90 * dayMs }]),
  ownPermissions: ['SMTP.SendAsApp'],
  delegatedPermissions: seen([]),
  inExchange: seen(['principal']),
  fullAccess: seen(true),
  sendAs: null,
  accessPolicy: null,
};

test('an application of the device: each thing that keeps it from sending', () => {
  const secret = (days: number) => seen([{ kind: 'secret' as const, name: 'one', endsAt: now + days * dayMs }]);
  const cases: [Partial<MailApplication>, string[]][] = [
    [{}, []],
    [{ registrationId: null, principalId: null, ownPermissions: [] }, ['stops oauth-app-or-tenant-not-found']],
    [{ enabled: false }, ['stops application-disabled']],
    [{ ownPermissions: [], inExchange: seen([]) }, ['stops oauth-consent-missing']],
    [{ inExchange: seen([]) }, ['stops oauth-service-principal-not-registered']],
    [{ inExchange: seen(['registration']) }, ['stops oauth-service-principal-not-registered']],
    [{ fullAccess: seen(false) }, ['stops application-cannot-open-mailbox']],
    [{ sendAs: seen(false) }, ['stops send-as-denied']],
    [
      { ownPermissions: ['Mail.Send'], inExchange: seen([]), fullAccess: seen(false), accessPolicy: seen('denied') },
      ['stops graph-app-access-policy'],
    ],
    [{ credentials: secret(-1) }, ['stops oauth-app-secret-invalid-or-expired']],
    [{ credentials: secret(9) }, ['risk secret-ends-soon']],
    [
      {
        credentials: seen([
          { kind: 'secret', name: 'old', endsAt: now - 1 },
          { kind: 'certificate', name: '', endsAt: now + 90 * dayMs },
        ]),
      },
      ['note oauth-app-secret-invalid-or-expired'],
    ],
  ];
  for (const [change, expected] of cases) {
    const applications = seen([{ ...application, ...change }]);
    assert.deepEqual(ids(found({ applications, appId: 'APP' })), expected, JSON.stringify(change));
    // Of another application than the device's it stops nothing.
    const others = ids(found({ applications })).map((each) => each.replace('note', 'risk'));
    assert.deepEqual(
      others,
      expected.map((each) => each.replace(/stops|note/, 'risk')),
      JSON.stringify(change),
    );
  }
  const [wrong] = found({ applications: seen([{ ...application, inExchange: seen(['registration']) }]), appId: 'app' });
  assert.match(wrong?.evidence[0] ?? '', /registration's; the enterprise application's is principal/);
});
