/** A Canon imageRUNNER: CRAM-MD5 before PLAIN before LOGIN under TLS. */
import type { ClientProfile } from './client-profile.ts';

export const canon = {
  name: 'canon',
  // The order of mechanisms as the manual has it; NTLM and GSSAPI, which stand between, are left out.
  sources: ['Canon, service manual of the Color Send Kit-Y1, "Authentication at TX"'],
  hello: 'EHLO',
  clientName: 'canon-ir',
  startTls: 'where-offered',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.2',
  checksCertificate: false,
  passwordForms: ['cram-md5', 'plain', 'login'],
  tokenForm: null,
  mechanismInLowerCase: false,
  wantsExactChallenge: false,
  goesOnUnsigned: false,
  path: 'plain',
} as const satisfies ClientProfile;
