/** Attempts that were recorded, decided again after a change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlsWith, type GivenControls } from '../../../test/fixtures/controls.ts';
import type { TenantSettings } from '../../directory/settings.ts';
import type { Controls } from '../../sign-in/controls.ts';
import type { RecordedAttempt } from '../providers/tenant-provider.ts';
import { type ForeseenChange, whatIf } from './what-if.ts';

function person(name: string, given: GivenControls): [string, Controls] {
  const user = { id: name, name: `${name}@a.example` };
  return [user.name, controlsWith({ smtpAuth: 'on', ...given }, user)];
}

function attempt(name: string, more: Partial<RecordedAttempt> = {}): RecordedAttempt {
  return {
    at: 1,
    userPrincipalName: `${name}@a.example`,
    address: '192.0.2.1',
    mechanism: 'LOGIN',
    tls: 'TLSv1.3',
    endpoint: 'submission',
    outcome: 'allowed',
    gate: null,
    errorCode: 0,
    credential: 'password',
    ...more,
  };
}

const ofTenant = (name: keyof TenantSettings, value: unknown): ForeseenChange => ({
  setting: { scope: 'tenant', name },
  value,
  user: null,
});

test('security defaults shut out who signs in with a password, and nobody else', () => {
  const people = new Map([person('printer', {}), person('app', {}), person('off', { mailboxSmtpAuth: 'off' })]);
  const found = whatIf(
    [ofTenant('securityDefaults', true)],
    [
      attempt('printer', { at: 5 }),
      attempt('Printer', { at: 7 }),
      attempt('printer', { address: '192.0.2.2' }),
      attempt('printer', { outcome: 'refused', gate: 'credentials', errorCode: 50126 }),
      attempt('app', { mechanism: 'XOAUTH2', credential: 'token' }),
      attempt('off', { outcome: 'refused', gate: 'smtp-auth' }),
      attempt('nobody'),
    ],
    people,
  );
  assert.deepEqual(
    found.shutOut.map(({ address, attempts, at, before, after }) => [address, attempts, at, before, after]),
    [
      ['192.0.2.1', 2, 7, null, 'security-defaults'],
      ['192.0.2.2', 1, 1, null, 'security-defaults'],
    ],
  );
  assert.deepEqual(
    found.elsewhere.map(({ userPrincipalName, before, after }) => [userPrincipalName, before, after]),
    [['off@a.example', 'smtp-auth', 'security-defaults']],
  );
  assert.deepEqual([found.letIn, found.stayIn, found.stayOut, found.unknown], [[], 1, 1, 1]);
});

test('a change for one user moves that user alone; a password that nobody looked at counts as right, and is marked', () => {
  const people = new Map([
    person('one', { simulatedFailure: 'accountLocked' }),
    person('other', { simulatedFailure: 'accountLocked' }),
  ]);
  const refused = { outcome: 'refused', gate: 'simulated-failure' } as const;
  const change: ForeseenChange = { setting: { scope: 'user', name: 'simulatedFailure' }, value: null, user: 'one' };
  const found = whatIf([change], [attempt('one', refused), attempt('other', refused)], people);
  assert.deepEqual(
    found.letIn.map(({ userPrincipalName, assumed }) => [userPrincipalName, assumed]),
    [['one@a.example', true]],
  );
  assert.equal(found.stayOut, 1);
});

test('an app password stays one, a wrong token stays wrong, an old TLS stays old', () => {
  const people = new Map([person('mfa', {})]);
  const { shutOut, stayIn, stayOut } = whatIf(
    [{ setting: { scope: 'user', name: 'perUserMfa' }, value: 'enforced', user: 'mfa' }],
    [
      attempt('mfa', { credential: 'app-password' }),
      attempt('mfa'),
      attempt('mfa', { mechanism: 'XOAUTH2', outcome: 'refused', gate: 'token', credential: 'token' }),
      attempt('mfa', { tls: 'TLSv1', outcome: 'refused', gate: 'tls-version' }),
    ],
    people,
  );
  assert.deepEqual([shutOut.length, shutOut[0]?.after, stayIn, stayOut], [1, 'multi-factor', 1, 2]);
});
