/** A scanner that says HELO alone: it sees no extensions, and so neither STARTTLS nor AUTH. */
import type { ClientProfile } from './client-profile.ts';

export const heloOnly = {
  name: 'helo-only',
  sources: ['docs/client-quirks.md', 'MICROSOFT-365 §1.2', 'simonrob/email-oauth2-proxy#232'],
  hello: 'HELO',
  clientName: 'scanner',
  startTls: 'never',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.2',
  checksCertificate: false,
  passwordForms: [],
  tokenForm: null,
  mechanismInLowerCase: false,
  wantsExactChallenge: false,
  goesOnUnsigned: true,
  path: 'without-brackets',
} as const satisfies ClientProfile;
