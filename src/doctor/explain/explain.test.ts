/** The cause is named from the text alone, whatever client wrapped it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as hold, property, string } from 'fast-check';
import { causes } from './cause.ts';
import { explain } from './explain.ts';

const suffix = '[AB0P000CA0001.ABCP000.PROD.OUTLOOK.COM 2026-11-20T09:00:00.000Z 08DE000000000001]';
const refusal = (reason: string): string => `535 5.7.139 Authentication unsuccessful, ${reason} ${suffix}`;

const scenarios: readonly (readonly [name: string, text: string, cause: keyof typeof causes])[] = [
  [
    'nodemailer',
    `Error: Invalid login: ${refusal('the user credentials were incorrect.')}\n    at SMTPConnection`,
    'bad-credentials',
  ],
  [
    'smtplib',
    `smtplib.SMTPAuthenticationError: (535, b'5.7.139 Authentication unsuccessful, account locked. Contact your administrator. ${suffix}')`,
    'account-locked',
  ],
  [
    '.NET, with the reason inside',
    `MustIssueStartTlsFirst: The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.57 Client not authenticated to send mail. Error: ${refusal('SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.')}`,
    'tenant-smtp-auth-disabled',
  ],
  [
    '.NET, in German',
    'System.Net.Mail.SmtpException: Der SMTP-Server erfordert eine sichere Verbindung, oder der Client wurde nicht authentifiziert. Die Serverantwort war: 5.7.57 Client not authenticated to send mail.',
    'not-authenticated',
  ],
  [
    'a narrow panel that breaks words',
    "535 5.7.139 Authen\ntication unsuccessfu\nl, user is locked by\nyour organization's s\necurity defaults poli\ncy.",
    'security-defaults',
  ],
  [
    'quoted-printable',
    '535 5.7.139 Authentication unsuccessful, the request did not meet the crit=\r\neria to be authenticated successfully.',
    'conditional-access-or-policy',
  ],
  [
    'JSON with escapes',
    JSON.stringify({
      level: 'error',
      msg: `auth: "${refusal('SmtpClientAuthentication is disabled for the Mailbox.')}"`,
    }),
    'mailbox-smtp-auth-disabled',
  ],
  ['no reason given', `535 5.7.3 Authentication unsuccessful ${suffix}`, 'auth-failed-unspecified'],
  [
    'a consumer mailbox',
    `smtp-mail.outlook.com: ${refusal('basic authentication is disabled.')}`,
    'basic-auth-retired',
  ],
  ['an organization', refusal('basic authentication is disabled.'), 'basic-auth-disabled-by-policy'],
  [
    'Google',
    '535-5.7.8 Username and Password not accepted. 535 5.7.8 https://support.google.com/mail/?p=BadCredentials x - gsmtp',
    'other-provider',
  ],
  ["a Postfix of one's own", '554 5.7.1 <ann@fabrikam.example>: Relay access denied', 'other-provider'],
  [
    'Go, plain answer to TLS',
    'tls: first record does not look like a TLS handshake',
    'tls-implicit-vs-starttls-mismatch',
  ],
  ['the closed port', 'connect ETIMEDOUT smtp.office365.com:465', 'tls-implicit-vs-starttls-mismatch'],
  ['a name that is not there', 'java.net.UnknownHostException: smtp.office365.com', 'dns-failure'],
  ['the token endpoint', '{"error":"invalid_client","error_codes":[7000222]}', 'oauth-app-secret-invalid-or-expired'],
  ['Graph', '{"error":{"code":"ErrorSendAsDenied","message":"…"}}', 'send-as-denied'],
  [
    'a panel that ends within the sentence',
    '535 5.7.139 Authentication unsuccessful, the request did not meet the crit…',
    'conditional-access-or-policy',
  ],
  [
    'a refusal of several lines',
    '535-5.7.139 Authentication unsuccessful, SmtpClientAuthentication is\n535 5.7.139 disabled for the Mailbox.',
    'mailbox-smtp-auth-disabled',
  ],
  ['a mail exchanger, asked for submission', 'fabrikam-com.mail.protection.outlook.com:587 timed out', 'wrong-host'],
  ['a device that has to be authorised anew', 'Notification: Authorization has expired.', 'oauth-token-expired'],
  [
    'typed off a screen',
    '535 5.7.139 Authentication unsuccesful, the user credentails were incorect',
    'bad-credentials',
  ],
  [
    'typed off a screen, two that are alike',
    'SmtpClientAuthentification is disabeld for the Mailbox',
    'mailbox-smtp-auth-disabled',
  ],
  ['a panel that ends before the reason', '535 5.7.139 Authentication unsuccessful, acc', 'auth-failed-unspecified'],
  [
    'Windows in Japanese: the wait',
    'System.Net.Mail.SmtpException: 操作がタイムアウトしました。',
    'connection-timeout',
  ],
  ['Windows in Portuguese: the name', "O nome remoto não pôde ser resolvido: 'smtp.fabrikam.example'", 'dns-failure'],
  [
    'Windows in Polish: the refusal',
    'Nie można nawiązać połączenia, ponieważ komputer docelowy aktywnie go odmawia',
    'connection-refused',
  ],
  [
    'Windows in French: the loss',
    'Impossible de lire les données de la connexion de transport : connexion fermée.',
    'connection-dropped',
  ],
  [
    'Windows in Italian: the mode',
    'Handshake non riuscito a causa di un formato di pacchetto imprevisto.',
    'tls-implicit-vs-starttls-mismatch',
  ],
  [
    'Windows in Spanish: the protocol',
    'El cliente y el servidor no pueden comunicarse porque no disponen de un algoritmo en común',
    'tls-too-old',
  ],
  ['the server for reading mail', 'Connected. << * OK IMAP4rev1 service ready', 'wrong-host'],
  [
    "a Postfix's restriction",
    '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.8]',
    'other-provider',
  ],
  ['a sending service', '403 The sending domain is not verified for this account', 'other-provider'],
  ['a service known by its name', 'smtp.sendgrid.net said: Authentication failed: account suspended', 'other-provider'],
  [
    "a connector's domain",
    `550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain ${suffix}`,
    'relay-denied-unverified-domain',
  ],
  [
    "a certificate, in a device's words",
    'TLS: the mail server certificate could not be validated',
    'tls-certificate-untrusted',
  ],
  [
    'a certificate without the address',
    'certificate verify failed: certificate is not valid for 192.0.2.9',
    'tls-hostname-mismatch',
  ],
  ['no mechanism in common', 'No authentication methods supported by both sides', 'auth-mechanism-unsupported'],
  [
    'an application as itself',
    `client_credentials, SMTP.SendAsApp: 535 5.7.3 Authentication unsuccessful ${suffix}`,
    'oauth-service-principal-not-registered',
  ],
  [
    'a federation server',
    'Federation service at https://sts.fabrikam.example returned error',
    'federation-sts-failure',
  ],
  ['a firewall that rewrites', '220 *****************\n500 5.3.3 Unrecognized command', 'client-bug-or-config'],
  ['settings that contradict', 'USE_TLS and USE_SSL are mutually exclusive', 'client-bug-or-config'],
  ['settings that are not there', 'The SMTP server is not configured', 'client-bug-or-config'],
  ['a password hidden by its owner', 'pass: XXXXXXXXXX sent', 'unknown'],
  ['nothing to go by', 'The scan could not be sent.', 'unknown'],
  ['an empty text', '', 'unknown'],
];

for (const [name, text, cause] of scenarios) test(`${name}: ${cause}`, () => assert.equal(explain(text).cause, cause));

test('the last error counts: what came before it did not end the attempt', () => {
  const text = `connect ECONNREFUSED 192.0.2.1:587\nretrying\ngetaddrinfo ENOTFOUND smtp.office365.com`;
  assert.equal(explain(text).cause, 'dns-failure');
});

test('a token for Graph explains a 5.7.3, and only its claims are shown', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ aud: 'https://graph.microsoft.com', scp: 'Mail.Send', upn: 'a@x.example', exp: 1_795_000_000 })}.c2lnbmF0dXJl`;
  const explanation = explain(`auth=Bearer ${token}\n535 5.7.3 Authentication unsuccessful`);
  assert.equal(explanation.cause, 'oauth-wrong-scope-or-audience');
  assert.deepEqual(
    explanation.tokens.map(({ audience, permissions }) => [audience, permissions]),
    [['https://graph.microsoft.com', ['Mail.Send']]],
  );
  assert.ok(!JSON.stringify(explanation).includes('c2lnbmF0dXJl'));
});

test('whatever is pasted, there is an answer, in bounded time', () => {
  hold(
    property(string({ unit: 'binary', maxLength: 5000 }), (text) => {
      assert.ok(explain(text).cause in causes);
    }),
    { numRuns: 300 },
  );
  for (const text of [
    'A'.repeat(3_000_000),
    '=0D'.repeat(300_000),
    'eyJ.'.repeat(200_000),
    '5.7.139 '.repeat(100_000),
    '...'.repeat(40_000),
    'AUTH XOAUTH2 '.repeat(8_000),
    'certificate '.repeat(9_000),
  ]) {
    const began = performance.now();
    explain(text);
    assert.ok(performance.now() - began < 5000);
  }
});
