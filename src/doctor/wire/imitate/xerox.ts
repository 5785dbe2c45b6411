/** A Xerox printer: gives up where the challenge of AUTH LOGIN is not `Username:` to the letter. */
import type { ClientProfile } from './client-profile.ts';

export const xerox = {
  name: 'xerox',
  sources: ['docs/client-quirks.md', 'MICROSOFT-365 §10.16', 'JustinIven/smtp-oauth-relay#57'],
  hello: 'EHLO',
  clientName: 'XC-B8C463',
  startTls: 'where-offered',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.2',
  checksCertificate: false,
  passwordForms: ['login'],
  tokenForm: null,
  mechanismInLowerCase: false,
  wantsExactChallenge: true,
  goesOnUnsigned: false,
  path: 'blank-before',
} as const satisfies ClientProfile;
