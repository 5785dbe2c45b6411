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
  [
    'a variable that is not there',
    'mailer stopped: SMTP_USER or SMTP_HOST missing in the environment',
    'client-bug-or-config',
  ],
  ['settings that are not there', 'The SMTP server is not configured', 'client-bug-or-config'],
  ['a password hidden by its owner', 'pass: XXXXXXXXXX sent', 'unknown'],
  ['nothing to go by', 'The scan could not be sent.', 'unknown'],
  // However it came.
  [
    'through an address',
    'error=535%205.7.139%20Authentication%20unsuccessful%2C%20account%20locked.',
    'account-locked',
  ],
  ['with characters that have no width', 'con\u200bnect ECONN\u200bREFUSED', 'connection-refused'],
  ['typed in full width', '５３５ ５.７.３ Ａｕｔｈｅｎｔｉｃａｔｉｏｎ unsuccessful', 'auth-failed-unspecified'],
  ['quoted in an answer', '> 535 5.7.139 Authentication unsuccessful, account\n> locked.', 'account-locked'],
  ['with another hyphen', 'the server offers a self\u2011signed certificate', 'tls-certificate-untrusted'],
  [
    'cut by columns, within a code',
    'the reply was: 550 5.7.60 SMTP; Client does not have permissions'.replaceAll(/(.{20})/g, '$1\n'),
    'send-as-denied',
  ],
  [
    'base64 of two lines',
    Buffer.from('The mail server of this house said: 550 5.7.60 Client may not send as that sender.')
      .toString('base64')
      .replaceAll(/(.{76})/g, '$1\n'),
    'send-as-denied',
  ],
  // What the client adds of its own.
  [
    'a guess of the client beside the fact',
    'TLS did not start. This usually means that the certificate is self-signed for one of these reasons:\n1. The root certificate is missing.\n2. It has expired.\n ---> the handshake failed due to an unexpected packet format.',
    'tls-implicit-vs-starttls-mismatch',
  ],
  [
    'nothing but the guesses of the client: the first',
    'It failed. One possibility is that the port does not support SSL/TLS. Another possibility is that the certificate is self-signed.',
    'tls-implicit-vs-starttls-mismatch',
  ],
  [
    ".NET's name for the number 550",
    'SmtpException: Mailbox unavailable. The server response was: Log on with POP before you send',
    'other-provider',
  ],
  // Whose refusal it is.
  ['the number alone', 'Scan to e-mail: SMTP 535', 'auth-failed-unspecified'],
  [
    'a reply of several lines, of which the last holds the number alone',
    '550-9.8 We take nothing from you here 550',
    'other-provider',
  ],
  ['a message that goes round', 'the message was returned: hop count exceeded', 'client-bug-or-config'],
  ['words that are not Microsoft’s', '554 This host is not wanted here, go away', 'other-provider'],
  ['a command that was no good SMTP', '501 5.5.4 This parameter is not for that command', 'client-bug-or-config'],
  ['a number that is none of SMTP', 'Uncaught at mailer.php line 554 in function send here', 'unknown'],
  ['a status of HTTP', 'the gateway said HTTP/1.1 502 and nothing besides', 'unknown'],
  [
    'a recipient elsewhere does not make the server another’s',
    '535 5.7.3 Authentication unsuccessful while writing to ann@gmail.com',
    'auth-failed-unspecified',
  ],
  [
    'the last server that spoke, where two did',
    'smtp.office365.com took it. Later: 550 mail from this network is unwelcome - gsmtp',
    'other-provider',
  ],
  [
    'somebody else’s greeting where Microsoft’s server was called',
    'host smtp.office365.com, port 587\n220 box7.webhost.example ESMTP Exim 4.96 ready\nQUIT',
    'smtp-intercepted-by-host',
  ],
  [
    'a switch of a tenant, in the words of another’s server',
    'host mx.zoho.com said: 550 basic authentication is disabled for this user',
    'other-provider',
  ],
  ['a wrong password in other words', 'SMTP 535 Login denied for this user', 'other-provider'],
  [
    'a token endpoint of another provider',
    'POST https://oauth2.googleapis.com/token: invalid_client',
    'other-provider',
  ],
  // Numbers of clients and libraries.
  ['Winsock, a number alone', 'Socket Error # 10061', 'connection-refused'],
  ['a longer number is another', 'order 1006100 was not mailed', 'unknown'],
  ['a code is not found across words', 'mail: 404 page not found', 'unknown'],
  ['a port of that number', 'listening on port 10060, nothing sent', 'unknown'],
  ['Windows Live Mail', 'Protocol: SMTP, Error Number: 0x800CCC0D', 'dns-failure'],
  ['CDO', 'error 80040217 or 0x80040217 from CDO.Message', 'auth-failed-unspecified'],
  ['Schannel', 'the name check ended with SEC_E_WRONG_PRINCIPAL', 'tls-hostname-mismatch'],
  ['curl', 'curl: (28) gave up', 'connection-timeout'],
  // Languages of which the sentence is not known.
  [
    'Dutch: certificate and untrusted',
    'Fout: het certificaat van de server wordt niet vertrouwd',
    'tls-certificate-untrusted',
  ],
  ['Turkish: name and not found', 'Sunucu hatası: host bulunamadı', 'dns-failure'],
  ['Russian: mailbox and full', 'Доставка невозможна, почтовый ящик получателя переполнен', 'recipient-mailbox-full'],
  ['English, in words of a device', 'Server denied the authentication', 'auth-failed-unspecified'],
  ['Korean: sign-in and failed', '메일 서버 인증에 실패', 'auth-failed-unspecified'],
  ['Windows in Dutch: the refusal', 'omdat de doelcomputer de verbinding actief heeft geweigerd', 'connection-refused'],
  ['the C library in Russian', 'smtp.contoso.example: Имя или служба не известны', 'dns-failure'],
  // Port 25 of this house is blocked by no carrier.
  ['port 25 of this machine', 'connect to 127.0.0.1:25 timed out', 'connection-timeout'],
  ['port 25 of another', 'connect to 203.0.113.9:25 timed out', 'port-25-blocked'],
  ['a version of TLS in other words', 'the protocol version of that server is not enabled here', 'tls-too-old'],
  ['a form', 'reason=535+5.7.139+Authentication+unsuccessful,+account+locked.', 'account-locked'],
  // TLS by the port.
  [
    'silence on 465',
    'mail.fabrikam.example:465 said nothing: end of file reached',
    'tls-implicit-vs-starttls-mismatch',
  ],
  [
    'TLS from the first octet on 587',
    'Connect("mail.fabrikam.example", 587, true): SslHandshakeException',
    'tls-implicit-vs-starttls-mismatch',
  ],
  [
    'AUTH is not there before STARTTLS',
    'smtp.office365.com: SMTP AUTH extension not supported by server',
    'starttls-required',
  ],
  ['a number of Entra that is in no table', 'AADSTS999901: something new', 'oauth-app-config'],
  ['out of step', 'Expected response code "354" but got code "250"', 'client-bug-or-config'],
  ['a program that fell over itself', 'KeyError: smtp_host\n  in send()', 'client-bug-or-config'],
  ['552 of a full mailbox', '552 the inbox of this user is full', 'recipient-mailbox-full'],
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

test('where the server is known to be another’s, the explanation says so, whatever the cause', () => {
  assert.equal(explain('connect ECONNREFUSED smtp.gmail.com:587').isElsewhere, true);
  assert.equal(explain('connect ECONNREFUSED smtp.office365.com:587').isElsewhere, false);
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
    'this usually means '.repeat(5_000),
    '550 '.repeat(25_000),
    'сертификат '.repeat(9_000),
    'a@'.repeat(50_000),
  ]) {
    const began = performance.now();
    explain(text);
    assert.ok(performance.now() - began < 5000);
  }
});
