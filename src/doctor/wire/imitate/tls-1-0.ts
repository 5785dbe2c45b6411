/** A device whose firmware speaks TLS 1.0 and nothing newer. */
import type { ClientProfile } from './client-profile.ts';

export const tls10 = {
  name: 'tls-1-0',
  // The handshake completes there, and the refusal comes at AUTH.
  sources: ['MICROSOFT-365 §1.1 and §2.1 A12'],
  hello: 'EHLO',
  clientName: 'old-mfp',
  startTls: 'where-offered',
  oldestTls: 'TLSv1',
  newestTls: 'TLSv1',
  checksCertificate: false,
  passwordForms: ['login', 'plain'],
  tokenForm: null,
  mechanismInLowerCase: false,
  wantsExactChallenge: false,
  goesOnUnsigned: false,
  path: 'plain',
} as const satisfies ClientProfile;
