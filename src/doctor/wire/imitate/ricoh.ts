/** A Ricoh multifunction printer: takes CRAM-MD5 where it is offered, and only then LOGIN. */
import type { ClientProfile } from './client-profile.ts';

export const ricoh = {
  name: 'ricoh',
  // The transcript there: EHLO with a full name, AUTH CRAM-MD5 though PLAIN and LOGIN stand beside it, QUIT when something does not suit it.
  sources: ['postalserver/postal#663'],
  hello: 'EHLO',
  clientName: 'ricoh-mfp.local',
  startTls: 'where-offered',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.2',
  checksCertificate: false,
  passwordForms: ['cram-md5', 'login', 'plain'],
  tokenForm: null,
  mechanismInLowerCase: false,
  wantsExactChallenge: false,
  goesOnUnsigned: false,
  path: 'plain',
} as const satisfies ClientProfile;
