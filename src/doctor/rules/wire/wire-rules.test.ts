/** Findings from facts alone: hosts of Microsoft's, ports that do not answer, boxes in between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostKindOf } from '../../wire/host-kind.ts';
import type { CertificateFacts, DialogueStep, Reached, StepName, WireFacts } from '../../wire/wire-facts.ts';
import { findingsOfWire } from './all.ts';
import { wayOf } from './way.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-28T12:00:00Z');

const good: CertificateFacts = {
  subject: 'CN=outlook.com',
  issuer: 'CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1',
  names: ['outlook.com', '*.office365.com'],
  validFrom: now - 100 * day,
  validTo: now + 100 * day,
  sha256: 'AA',
  trust: 'public',
  problem: null,
  coversHost: true,
};

function said(
  name: StepName,
  sent: string | null,
  code: number,
  text: string,
  enhanced: string | null = null,
): DialogueStep {
  return { name, sent, outcome: { kind: 'reply', code, enhanced, lines: text.split('\n') }, tookMs: 20 };
}

/** Microsoft 365 as it answers, with nobody to sign in. */
function facts(given: Partial<WireFacts> = {}): WireFacts {
  const host = given.host ?? 'smtp.office365.com';
  const open = (port: number): Reached => ({ port, address: '192.0.2.1', failure: null, tookMs: 12 });
  return {
    host,
    port: 587,
    mode: 'starttls',
    profile: 'usual',
    startedAt: now,
    tookMs: 900,
    limitMs: 60_000,
    outOfTime: false,
    names: { kind: hostKindOf(host), addresses: ['192.0.2.1'], alias: null, failure: null, tookMs: 5 },
    reach: [open(587)],
    steps: [
      said('greeting', null, 220, 'FE.outlook.office365.com Microsoft ESMTP MAIL Service ready'),
      said('hello', 'EHLO postern-doctor', 250, 'FE.outlook.office365.com Hello [address]\nSTARTTLS'),
    ],
    offers: { beforeTls: ['SIZE 157286400', 'STARTTLS'], afterTls: ['SIZE 157286400', 'AUTH LOGIN XOAUTH2'] },
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', certificate: good },
    tlsVersions: [],
    speaksImplicitTls: null,
    signIn: null,
    message: null,
    transcript: [],
    ...given,
  };
}

function ids(given: Partial<WireFacts>): string[] {
  return findingsOfWire(facts(given)).map(({ id, severity }) => `${severity} ${id}`);
}

/** A sign-in that was answered so. */
function refusedWith(code: number, enhanced: string, text: string): Partial<WireFacts> {
  const outcome = { kind: 'reply', code, enhanced, lines: [text] } as const;
  const attempt = { form: 'login', verdict: 'refused', outcome, challenge: null, tookMs: 5100 } as const;
  return { signIn: { user: 'a@contoso.com', credential: 'password', withheld: null, attempts: [attempt] } };
}

test('Microsoft’s own server, up to the sign-in', () => {
  assert.deepEqual(ids({}), ['note sign-in-not-tried']);
});

test('each refusal of a sign-in has the cause that explain names', () => {
  const rows: readonly (readonly [number, string, string, string])[] = [
    [
      535,
      '5.7.139',
      'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      'tenant-smtp-auth-disabled',
    ],
    [
      535,
      '5.7.139',
      'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
      'mailbox-smtp-auth-disabled',
    ],
    [
      535,
      '5.7.139',
      "Authentication unsuccessful, user is locked by your organization's security defaults policy.",
      'security-defaults',
    ],
    [
      535,
      '5.7.139',
      'Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
      'conditional-access-or-policy',
    ],
    [535, '5.7.139', 'Authentication unsuccessful, the user credentials were incorrect.', 'bad-credentials'],
    [535, '5.7.3', 'Authentication unsuccessful', 'auth-failed-unspecified'],
    [550, '5.7.30', 'Basic authentication is not supported for Client Submission.', 'basic-auth-retired'],
    [
      421,
      '4.7.66',
      'TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.',
      'tls-too-old',
    ],
  ];
  for (const [code, enhanced, text, cause] of rows)
    assert.equal(ids(refusedWith(code, enhanced, text))[0], `stops ${cause}`);
});

test('what a host’s name says', () => {
  const rows = {
    'contoso-com.mail.protection.outlook.com': 'note host-takes-no-sign-in',
    'smtp-legacy.office365.com': 'risk host-wants-opt-in',
    'smtp.hve.mx.microsoft': 'note host-is-internal-only',
    'smtp.azurecomm.net': 'note host-wants-its-own-account',
    'smtp-mail.outlook.com': 'risk basic-auth-retired',
    'smtp-emea.outlook.com': 'stops wrong-host',
  };
  for (const [host, expected] of Object.entries(rows)) assert.ok(ids({ host }).includes(expected), host);
});

test('whoever signs in at a mail exchanger has the wrong host', () => {
  const signIn = { user: 'a@contoso.com', credential: 'password', withheld: 'not-offered', attempts: [] } as const;
  assert.equal(ids({ host: 'contoso-com.mail.protection.outlook.com', signIn })[0], 'stops wrong-host');
});

test('ports that do not answer: blocked, refused, and Microsoft’s 465, which is none', () => {
  const shut = (port: number, failure: string): Reached => ({ port, address: '192.0.2.1', failure, tookMs: 10_000 });
  const nothing = { steps: [], offers: { beforeTls: null, afterTls: null }, tls: null } as const;
  const open = facts().reach;
  assert.equal(ids({ ...nothing, reach: [shut(587, 'ETIMEDOUT')] })[0], 'stops connection-timeout');
  assert.equal(ids({ ...nothing, reach: [shut(587, 'ECONNREFUSED')] })[0], 'stops connection-refused');
  assert.equal(ids({ ...nothing, port: 25, reach: [shut(25, 'ETIMEDOUT')] })[0], 'stops port-25-blocked');
  assert.deepEqual(ids({ ...nothing, port: 465, reach: [shut(465, 'ETIMEDOUT'), ...open] }), [
    'stops tls-implicit-vs-starttls-mismatch',
    'note other-port-open',
  ]);
  assert.ok(ids({ reach: [...open, shut(25, 'ETIMEDOUT')] }).includes('note port-25-blocked'));
});

test('a certificate of somebody else’s in place of Microsoft’s', () => {
  const shown = (given: Partial<CertificateFacts>): Partial<WireFacts> => ({
    tls: { version: 'TLSv1.2', cipher: 'x', certificate: { ...good, ...given } },
  });
  const own = { issuer: 'CN=Contoso Inspection CA' };
  assert.equal(ids(shown({ ...own, trust: 'machine' }))[0], 'stops tls-intercepted-by-proxy');
  assert.equal(
    ids(shown({ ...own, trust: 'nobody', problem: 'SELF_SIGNED_CERT_IN_CHAIN' }))[0],
    'stops tls-intercepted-by-proxy',
  );
  assert.equal(ids(shown({ issuer: 'CN=R11, O=Let us', coversHost: false }))[0], 'stops smtp-intercepted-by-host');
  const elsewhere = { ...shown({ ...own, trust: 'machine' }), host: 'mail.example' };
  assert.ok(ids(elsewhere).includes('risk certificate-known-here-only'));
});

test('a certificate stops the client that checks it, and is a risk for one that does not', () => {
  const expired = { ...good, problem: 'CERT_HAS_EXPIRED', validTo: now - day };
  const tls = { version: 'TLSv1.2', cipher: 'x', certificate: expired };
  assert.equal(ids({ tls, profile: 'dotnet' })[0], 'stops certificate-expired');
  assert.equal(ids({ tls, profile: 'xerox' })[0], 'risk certificate-expired');
});

test('slow replies are a risk', () => {
  const [greeting, hello] = facts().steps;
  assert.ok(greeting && hello);
  assert.ok(ids({ steps: [{ ...greeting, tookMs: 21_000 }, hello] }).includes('risk server-slow'));
});

test('time that ran out is said', () => {
  assert.ok(ids({ outOfTime: true }).includes('note time-ran-out'));
});

test('an error of the store comes with the message, and has its cause', () => {
  const attempt = {
    form: 'login',
    verdict: 'accepted',
    outcome: { kind: 'reply', code: 235, enhanced: '2.7.0', lines: ['ok'] },
    challenge: null,
    tookMs: 1,
  } as const;
  const steps = [
    ...facts().steps,
    said('mail', 'MAIL FROM:<b@contoso.com>', 250, 'Sender OK', '2.1.0'),
    said('rcpt', 'RCPT TO:<c@y.example>', 250, 'Recipient OK', '2.1.5'),
    said('data', 'DATA', 354, 'Start mail input'),
    said('message', null, 554, 'SendAsDenied; a@contoso.com not allowed to send as b@contoso.com', '5.2.252'),
  ];
  const signIn = { user: 'a@contoso.com', credential: 'password', withheld: null, attempts: [attempt] } as const;
  assert.deepEqual(ids({ steps, signIn }), ['stops send-as-denied', 'note sign-in-works']);
  assert.deepEqual(
    wayOf(facts({ steps, signIn })).map(({ stage, state }) => `${stage} ${state}`),
    [
      'name passed',
      'port passed',
      'greeting passed',
      'hello passed',
      'tls passed',
      'sign-in passed',
      'envelope passed',
      'message failed',
    ],
  );
});
