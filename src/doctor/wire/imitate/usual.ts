/** No client in particular: what a correct one does, step by step as swaks does it. */
import type { ClientProfile } from './client-profile.ts';

export const usual = {
  name: 'usual',
  sources: ['RFC 5321', 'RFC 4954', 'RFC 3207'],
  hello: 'EHLO',
  clientName: 'postern-doctor',
  startTls: 'where-offered',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.3',
  checksCertificate: true,
  passwordForms: ['login', 'plain', 'cram-md5'],
  tokenForm: 'xoauth2',
  mechanismInLowerCase: false,
  wantsExactChallenge: false,
  goesOnUnsigned: false,
  path: 'plain',
} as const satisfies ClientProfile;
