/** Findings about what a server does on the wire that are no causes. Pure. */
import type { Note } from './note.ts';

const note = { severity: 'note', steps: [], sources: [] } as const;

export const wireNotes = {
  // The host
  'host-takes-no-sign-in': {
    severity: 'note',
    steps: ['authenticate-instead'],
    sources: ['MFD'],
    example: 'contoso-example.mail.protection.outlook.com: mail exchanger of Microsoft 365',
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
    example: '587: open after 12 ms; 25: no answer in 10 s',
  },
  // What answered
  'server-silent': {
    severity: 'stops',
    steps: ['exempt-from-inspection', 'use-the-right-host', 'try-again'],
    sources: ['RFC5321'],
    example: 'connected to 192.0.2.1:587, then nothing in 25 s',
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
    example: 'a line of more than 2048 octets',
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
    example: 'greeting after 21,000 ms',
  },
  'dialogue-rewritten': {
    severity: 'stops',
    steps: ['exempt-from-inspection'],
    sources: ['RFC3207'],
    example: '220 ********************',
  },
} as const satisfies Record<string, Note>;
