/** Findings about a tenant that are no causes. Pure. */
import type { Note } from './note.ts';

export const tenantNotes = {
  // What stops, and has no reply of its own
  'user-unknown': {
    severity: 'stops',
    steps: ['check-user-and-tenant'],
    sources: ['AAD'],
    example: 'scaner@contoso.example: not in contoso.example',
  },
  'application-disabled': {
    severity: 'stops',
    steps: ['enable-application'],
    sources: ['OAUTH'],
    example: 'servicePrincipals/5f2d…: accountEnabled = false',
  },
  'application-cannot-open-mailbox': {
    severity: 'stops',
    steps: ['grant-full-access'],
    sources: ['OAUTH'],
    example: 'Get-MailboxPermission: nobody',
  },
  'entra-refused': {
    severity: 'stops',
    steps: ['read-sign-in-log'],
    sources: ['AAD'],
    example: '2026-03-05T11:41:09.483Z 203.0.113.7 AADSTS90094',
  },
  'simulated-failure': {
    severity: 'stops',
    steps: ['end-simulated-failure'],
    sources: [],
    example: 'locked@contoso.example: simulatedFailure = "accountLocked"',
  },
  'sending-restricted': {
    severity: 'stops',
    steps: ['lift-sending-restriction'],
    sources: [],
    example: 'spam@contoso.example: sendingRestriction = "outboundSpam"',
  },
  // The server beside the settings
  'wire-agrees': {
    severity: 'note',
    steps: [],
    sources: [],
    example: 'SmtpClientAuthentication is disabled for the Tenant',
  },
  'wire-disagrees': {
    severity: 'risk',
    steps: ['wait-for-change', 'check-user-and-tenant', 'read-every-switch'],
    sources: ['BASIC', 'ACSS'],
    example: 'the server: security defaults; isEnabled = false',
  },
  'no-sign-in-row': {
    severity: 'note',
    steps: ['read-every-switch', 'check-user-and-tenant'],
    sources: ['BASIC'],
    example: 'refused at the server; no row of Authenticated SMTP in 7 days',
  },
  'log-says-success': {
    severity: 'note',
    steps: ['read-every-switch'],
    sources: ['ACSS'],
    example: '2026-03-05T11:41:09.483Z 203.0.113.7 allowed',
  },
  'refused-before-change': {
    severity: 'risk',
    steps: ['try-again', 'wait-for-change'],
    sources: [],
    example: '2026-03-05T11:41:09.483Z 203.0.113.7 refused; printer@tailspin.example: mailboxSmtpAuth = "on"',
  },
  // What will stop it, or weakens something
  'policy-report-only': {
    severity: 'risk',
    steps: ['use-oauth', 'exclude-from-conditional-access'],
    sources: ['FIX'],
    example: 'Block legacy authentication: report-only',
  },
  'security-defaults-beside-policies': {
    severity: 'risk',
    steps: ['use-oauth'],
    sources: ['SD'],
    example: 'isEnabled = true; Block legacy authentication: enabled',
  },
  'secret-ends-soon': {
    severity: 'risk',
    steps: ['renew-the-secret'],
    sources: ['AAD'],
    example: 'secret scanner ends 2026-04-01T00:00:00.000Z',
  },
  'legacy-tls-allowed': {
    severity: 'risk',
    steps: ['use-tls-1-2'],
    sources: ['LEGACY'],
    example: 'Get-TransportConfig: AllowLegacyTLSClients = true',
  },
  'mailbox-inherits': {
    severity: 'note',
    steps: ['enable-smtp-auth-mailbox'],
    sources: ['ACSS'],
    example: 'Get-CASMailbox: SmtpClientAuthenticationDisabled = null',
  },
  // What is not known
  'policy-not-foreseen': {
    severity: 'note',
    steps: ['read-sign-in-log'],
    sources: ['FIX'],
    example: 'Block risky sign-ins: risk',
  },
  'permission-missing': {
    severity: 'note',
    steps: ['grant-the-permission'],
    sources: [],
    example: 'Policy.Read.All: securityDefaults, conditionalAccessPolicies',
  },
  'reading-failed': {
    severity: 'note',
    steps: ['try-again'],
    sources: [],
    example: '/v1.0/users/$count: no answer in 20 s',
  },
  'control-not-told': { severity: 'note', steps: [], sources: [], example: 'basicAuthentication' },
} as const satisfies Record<string, Note>;
