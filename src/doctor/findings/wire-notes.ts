/** Findings about what a server does on the wire that are no causes. Pure. */
import type { Note } from './note.ts';

const note = { severity: 'note', steps: [], sources: [] } as const;

export const wireNotes = {
  // The host
  'host-takes-no-sign-in': {
    severity: 'note',
    steps: ['authenticate-instead'],
    sources: ['MFD'],
    example: 'contoso-com.mail.protection.outlook.com',
  },
  'host-wants-opt-in': {
    severity: 'risk',
    steps: ['use-tls-1-2', 'use-legacy-endpoint'],
    sources: ['LEGACY'],
    example: 'smtp-legacy.office365.com',
  },
  'host-is-internal-only': { ...note, sources: ['MFD'], example: 'smtp.hve.mx.microsoft' },
  'host-wants-its-own-account': { ...note, example: 'smtp.azurecomm.net' },
  'other-port-open': {
    severity: 'note',
    steps: ['use-starttls-587'],
    sources: ['RFC6409', 'RFC8314'],
    example: '192.0.2.1:587: ✓ (12 ms)',
  },
  // What answered
  'server-silent': {
    severity: 'stops',
    steps: ['exempt-from-inspection', 'use-the-right-host', 'try-again'],
    sources: ['RFC5321'],
    example: 'banner: ETIMEDOUT (25 s)',
  },
  'server-falls-silent': {
    severity: 'stops',
    steps: ['try-again', 'exempt-from-inspection', 'look-at-the-connection'],
    sources: ['RFC5321'],
    example: 'TLS: ETIMEDOUT (25 s)',
  },
  'server-speaks-no-smtp': {
    severity: 'stops',
    steps: ['use-the-right-host', 'open-the-firewall'],
    sources: ['RFC5321'],
    example: 'HTTP/1.1 400 Bad Request',
  },
  'server-answer-without-end': {
    severity: 'stops',
    steps: ['use-the-right-host', 'exempt-from-inspection'],
    sources: ['RFC5321'],
    example: 'banner: xxxxxxxxxxxx…',
  },
  'server-answers-out-of-step': {
    severity: 'stops',
    steps: ['use-the-right-host', 'exempt-from-inspection'],
    sources: ['RFC5321'],
    example: 'EHLO: 220 ready',
  },
  'server-refuses-to-talk': {
    severity: 'stops',
    steps: ['delist-the-address', 'try-again'],
    sources: ['RFC5321'],
    example: '554 No SMTP service here',
  },
  'server-slow': {
    severity: 'risk',
    steps: ['look-at-the-connection'],
    sources: ['RFC5321'],
    example: 'banner: 220 mail.example (21000 ms)',
  },
  'dialogue-rewritten': {
    severity: 'stops',
    steps: ['exempt-from-inspection'],
    sources: ['RFC3207'],
    example: '220 ********************',
  },
  'time-ran-out': { ...note, steps: ['give-more-time'], example: '60 s' },
  // TLS
  'words-before-tls': {
    severity: 'stops',
    steps: ['exempt-from-inspection', 'use-the-right-host'],
    sources: ['RFC3207'],
    example: 'TLS: 220 ready 250-mail.example 250 AUTH LOGIN',
  },
  'starttls-refused': {
    severity: 'stops',
    steps: ['try-again', 'offer-starttls', 'exempt-from-inspection'],
    sources: ['RFC3207'],
    example: 'STARTTLS: 454 4.7.0 TLS not available due to temporary reason',
  },
  'starttls-not-offered': {
    severity: 'stops',
    steps: ['exempt-from-inspection', 'use-the-right-host', 'offer-starttls'],
    sources: ['RFC3207', 'RFC8314'],
    example: 'EHLO: PIPELINING, SIZE 10240000, AUTH LOGIN',
  },
  'tls-handshake-failed': {
    severity: 'stops',
    steps: ['exempt-from-inspection', 'look-at-the-connection', 'offer-newer-tls'],
    sources: ['RFC8314'],
    example: 'TLS: ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
  },
  'server-tls-too-old': {
    severity: 'stops',
    steps: ['offer-newer-tls'],
    sources: ['RFC8996'],
    example: 'TLS: ERR_SSL_UNSUPPORTED_PROTOCOL',
  },
  'tls-old-taken': {
    ...note,
    steps: ['offer-newer-tls'],
    sources: ['RFC8996', 'LEGACY'],
    example: 'TLSv1: ECDHE-RSA-AES256-SHA',
  },
  'certificate-expired': {
    severity: 'stops',
    steps: ['renew-the-certificate', 'update-trust-store'],
    sources: ['RFC8314'],
    example: 'notAfter: 2026-01-31',
  },
  'certificate-expires-soon': {
    severity: 'risk',
    steps: ['renew-the-certificate'],
    sources: ['RFC8314'],
    example: 'notAfter: 2026-11-30',
  },
  'certificate-known-here-only': {
    severity: 'risk',
    steps: ['exempt-from-inspection', 'update-trust-store'],
    sources: ['RFC8314'],
    example: 'issuer: CN=Contoso Inspection CA',
  },
  'auth-offered-in-clear': {
    severity: 'risk',
    steps: ['offer-starttls'],
    sources: ['RFC4954', 'RFC8314'],
    example: 'EHLO: STARTTLS, AUTH LOGIN PLAIN',
  },
  // Sign-in
  'sign-in-not-tried': { ...note, steps: ['sign-in-with-the-doctor'], example: 'AUTH LOGIN XOAUTH2' },
  'secret-withheld': {
    severity: 'stops',
    steps: ['use-starttls-587', 'trust-that-authority'],
    sources: ['RFC4954'],
    example: 'AUTH LOGIN',
  },
  'auth-not-offered': {
    severity: 'stops',
    steps: ['use-the-right-host', 'use-starttls-587', 'offer-auth'],
    sources: ['RFC4954'],
    example: 'EHLO: PIPELINING, SIZE 10240000, 8BITMIME',
  },
  'sign-in-works': { ...note, example: 'AUTH login: 235 2.7.0 Authentication successful' },
  'sign-in-refused': {
    severity: 'stops',
    steps: ['correct-password', 'ask-that-provider'],
    sources: ['RFC4954'],
    example: 'AUTH login: 535 5.7.8 Error: authentication failed',
  },
  'challenge-unusual': {
    severity: 'stops',
    steps: ['offer-auth', 'choose-another-form'],
    sources: ['RFC4954'],
    example: 'AUTH login (challenge "User Name"): 334 VXNlciBOYW1l',
  },
  'initial-response-refused': {
    severity: 'stops',
    steps: ['choose-another-form', 'offer-auth'],
    sources: ['RFC4954'],
    example: 'AUTH login-initial: 501 5.5.4 Syntax: AUTH LOGIN',
  },
  'form-not-taken': {
    severity: 'risk',
    steps: ['choose-another-form'],
    sources: ['RFC4954'],
    example: 'AUTH login-initial: 501 5.5.4 Syntax: AUTH LOGIN',
  },
  'client-sees-no-extensions': {
    severity: 'stops',
    steps: ['mend-the-client', 'authenticate-instead'],
    sources: ['RFC5321', 'RFC4954'],
    example: 'HELO scanner: 250 mail.example',
  },
  'client-shows-other-error': {
    ...note,
    steps: ['read-the-first-refusal'],
    sources: ['FIX'],
    example: 'MAIL FROM:<a@contoso.example>: 530 5.7.57 Client not authenticated to send mail.',
  },
  // Envelope and message
  'envelope-refused': {
    severity: 'stops',
    steps: ['correct-the-recipient', 'ask-that-provider'],
    sources: ['RFC5321'],
    example: 'RCPT TO:<b@y.example>: 550 5.1.1 No such user',
  },
  'envelope-accepted': { ...note, sources: ['RFC5321'], example: 'RCPT TO:<b@y.example>: 250 2.1.5 Recipient OK' },
  'message-accepted': {
    ...note,
    steps: ['look-into-the-queue'],
    sources: ['RFC6409'],
    example: 'DATA: 250 2.0.0 OK <ID>',
  },
  'message-found': { ...note, example: 'ID' },
  'message-not-found': { severity: 'risk', steps: ['look-into-the-queue'], sources: [], example: 'ID' },
} as const satisfies Record<string, Note>;
