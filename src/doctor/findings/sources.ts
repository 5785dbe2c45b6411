/** Where the doctor's knowledge is written down, by the names of the fact sheet, and which of it goes with a cause. Pure. */
import type { Cause } from '../explain/cause.ts';

export interface Source {
  readonly title: string;
  readonly url: string;
}

const exchange = 'https://learn.microsoft.com/exchange';
const entra = 'https://learn.microsoft.com/entra';
const rfc = 'https://www.rfc-editor.org/rfc/rfc';

export const sources = {
  ACSS: {
    title: 'Enable or disable SMTP AUTH in Exchange Online',
    url: `${exchange}/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission`,
  },
  BASIC: {
    title: 'Disable basic authentication in Exchange Online',
    url: `${exchange}/clients-and-mobile-in-exchange-online/disable-basic-authentication-in-exchange-online`,
  },
  LEGACY: {
    title: 'Opt in to the endpoint for legacy TLS clients',
    url: `${exchange}/clients-and-mobile-in-exchange-online/opt-in-exchange-online-endpoint-for-legacy-tls-using-smtp-auth`,
  },
  MFD: {
    title: 'Set up a device or application to send email using Microsoft 365',
    url: `${exchange}/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365`,
  },
  FIX: {
    title: 'Fix issues with printers, scanners, and applications that send email',
    url: `${exchange}/mail-flow-best-practices/fix-issues-with-printers-scanners-and-lob-applications-that-send-email-using-off`,
  },
  OAUTH: {
    title: 'Authenticate an IMAP, POP or SMTP connection using OAuth',
    url: `${exchange}/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth`,
  },
  THR: {
    title: 'SMTP submission improvements: limits of client submission',
    url: `${exchange}/troubleshoot/send-emails/smtp-submission-improvements`,
  },
  NDR: {
    title: 'Email non-delivery reports and SMTP errors in Exchange Online',
    url: `${exchange}/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online`,
  },
  SD: { title: 'Security defaults in Microsoft Entra ID', url: `${entra}/fundamentals/security-defaults` },
  PUM: {
    title: 'Per-user multifactor authentication',
    url: `${entra}/identity/authentication/howto-mfa-userstates`,
  },
  AAD: {
    title: 'Microsoft Entra error codes',
    url: `${entra}/identity-platform/reference-error-codes`,
  },
  RFC3207: { title: 'RFC 3207: SMTP over TLS', url: `${rfc}3207` },
  RFC4954: { title: 'RFC 4954: SMTP AUTH', url: `${rfc}4954` },
  RFC5321: { title: 'RFC 5321: SMTP', url: `${rfc}5321` },
  RFC6409: { title: 'RFC 6409: Message Submission', url: `${rfc}6409` },
  RFC8314: { title: 'RFC 8314: TLS for submission and access', url: `${rfc}8314` },
  RFC8996: { title: 'RFC 8996: deprecating TLS 1.0 and 1.1', url: `${rfc}8996` },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;

/** Where more is written about a cause. */
export const sourcesOfCause: Readonly<Partial<Record<Cause, readonly SourceName[]>>> = {
  'wrong-host': ['MFD'],
  'connection-refused': ['FIX', 'MFD'],
  'connection-timeout': ['FIX'],
  'port-25-blocked': ['MFD', 'FIX'],
  'tls-implicit-vs-starttls-mismatch': ['MFD', 'RFC8314'],
  'tls-too-old': ['LEGACY', 'MFD', 'RFC8996'],
  'starttls-required': ['MFD', 'RFC3207'],
  'auth-mechanism-unsupported': ['ACSS', 'RFC4954'],
  'tenant-smtp-auth-disabled': ['ACSS'],
  'mailbox-smtp-auth-disabled': ['ACSS'],
  'security-defaults': ['SD', 'ACSS'],
  'conditional-access-or-policy': ['FIX', 'AAD'],
  'mfa-needs-app-password': ['PUM'],
  'bad-credentials': ['FIX', 'PUM'],
  'password-expired': ['AAD'],
  'account-locked': ['AAD'],
  'account-disabled': ['AAD'],
  'basic-auth-disabled-by-policy': ['BASIC'],
  'basic-auth-retired': ['BASIC', 'OAUTH'],
  'auth-failed-unspecified': ['FIX'],
  'not-authenticated': ['FIX'],
  'send-as-denied': ['FIX', 'MFD'],
  'rate-limit-messages': ['THR'],
  'concurrent-connections': ['THR'],
  'sender-mailbox-full': ['THR'],
  'sender-blocked-spam': ['NDR'],
  'tenant-outbound-blocked': ['NDR'],
  'direct-send-rejected': ['NDR', 'MFD'],
  'relay-denied-unverified-domain': ['FIX', 'NDR'],
  'invalid-recipient': ['NDR'],
  'sending-ip-blocked': ['NDR'],
  'oauth-wrong-scope-or-audience': ['OAUTH'],
  'oauth-consent-missing': ['OAUTH', 'AAD'],
  'oauth-app-secret-invalid-or-expired': ['AAD'],
  'oauth-token-expired': ['OAUTH'],
  'oauth-service-principal-not-registered': ['OAUTH'],
  'oauth-xoauth2-malformed': ['OAUTH'],
  'oauth-mfa-required': ['OAUTH', 'AAD'],
  'oauth-app-config': ['AAD'],
  'oauth-app-or-tenant-not-found': ['AAD'],
};
