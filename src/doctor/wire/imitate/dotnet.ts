/** `System.Net.Mail.SmtpClient` of .NET, and what is built on it: PowerShell's Send-MailMessage, many business applications. */
import type { ClientProfile } from './client-profile.ts';

export const dotnet = {
  name: 'dotnet',
  // §1.3: `AUTH login` with the user name; §2.2 B3: goes on after a refused AUTH.
  sources: ['MICROSOFT-365 §1.3 and §2.2', 'docs/client-quirks.md', 'rnwood/smtp4dev#3', 'cosullivan/SmtpServer#31'],
  hello: 'EHLO',
  clientName: 'WORKSTATION',
  startTls: 'required',
  oldestTls: 'TLSv1.2',
  newestTls: 'TLSv1.3',
  checksCertificate: true,
  passwordForms: ['login-initial'],
  tokenForm: null,
  mechanismInLowerCase: true,
  wantsExactChallenge: false,
  goesOnUnsigned: true,
  path: 'plain',
} as const satisfies ClientProfile;
