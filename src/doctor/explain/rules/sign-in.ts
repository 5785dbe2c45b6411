/** What Exchange Online and Entra say when they refuse a sign-in (MICROSOFT 365 replies 5.7.139, 5.7.3, 5.7.30). */
import type { Context } from '../context.ts';
import { saysSomething } from '../last-refusal.ts';
import { code, type Rule, stated, symptom, vague } from '../rule.ts';
import { localizedWords } from './localized-words.ts';

const notOther = ({ provider }: Context): boolean => provider !== 'other';

/** The reason behind 5.7.139, in the server's words. */
const reasons: readonly Rule[] = [
  stated('tenant-smtp-auth-disabled', 'SmtpClientAuthentication is disabled for the Tenant'),
  stated('mailbox-smtp-auth-disabled', 'SmtpClientAuthentication is disabled for the Mailbox'),
  code('tenant-smtp-auth-disabled', /aka\.ms\/smtp_auth_disabled|SmtpClientAuthentication/i),
  stated(
    'security-defaults',
    "organization's security defaults policy",
    "organisation's security defaults policy",
    'locked by your organization',
  ),
  stated(
    'conditional-access-or-policy',
    'the request did not meet the criteria to be authenticated',
    'did not meet the criteria to be authenticated',
    'blocked by Conditional Access',
    'blocked by a conditional access',
  ),
  stated('bad-credentials', 'the user credentials were incorrect', 'user credentials were incorrect'),
  stated(
    'account-locked',
    'unsuccessful, account locked',
    'account is temporarily locked',
    'account has been locked',
    'account is locked',
  ),
  stated('account-disabled', 'account has an issue', 'user account is disabled', 'account has been disabled by'),
  stated(
    'password-expired',
    'password has expired',
    'password is expired',
    'password must be changed',
    'user must change password',
  ),
  stated('federation-sts-failure', 'federated STS', 'STS service was unreachable', 'federation server'),
  {
    cause: 'federation-sts-failure',
    weight: 'code',
    pattern:
      /federated[_ ]service|federation service (?:at|returned)|ws-?_?trust.{0,60}(?:error|fail|response)|\bID3242\b|\badfs\b.{0,40}(?:error|fail|unreachable)/i,
  },
  stated('basic-auth-retired', 'Basic authentication is not supported for Client Submission'),
  {
    cause: 'basic-auth-retired',
    weight: 'stated',
    words: ['basic authentication is disabled'],
    when: ({ isConsumer }) => isConsumer,
  },
  {
    cause: 'basic-auth-disabled-by-policy',
    weight: 'stated',
    words: ['basic authentication is disabled', 'basic authentication is blocked', 'basic auth is disabled'],
    when: ({ isConsumer }) => !isConsumer,
  },
  code('basic-auth-retired', /\b5\.7\.30\b/),
  {
    cause: 'mfa-needs-app-password',
    weight: 'stated',
    words: [
      'app password is required',
      'application-specific password required',
      'app password required',
      'multi-factor authentication is required',
      'multifactor authentication is required',
    ],
    when: ({ provider }) => provider !== 'other',
  },
];

/** An application that signs in as itself, and gets no reason: Exchange does not know its service principal, or not for this mailbox. */
const applicationOnly: Rule = code(
  'oauth-service-principal-not-registered',
  /5\.7\.3 Authentication unsuccessful/i,
  ({ flat }) => /SMTP\.SendAsApp|client[_ ]credentials|New-ServicePrincipal|service principal/i.test(flat),
);

/** The reply that gives no reason, in its several languages and wrappings. */
const unspecified: readonly Rule[] = [
  code(
    'auth-failed-unspecified',
    /5\.7\.3 (?:Authentication unsuccessful|Autenticaci|Authentifizierung|Échec|Неудач)/i,
  ),
  {
    cause: 'auth-failed-unspecified',
    weight: 'code',
    pattern: /5\.7\.139 Authentication unsuccessful(?!,? ?\.?\s?[\w ,]*(?:is|are|was|were|has|did|locked))/i,
  },
  {
    cause: 'basic-auth-retired',
    weight: 'symptom',
    words: [
      'SASL authentication failed',
      'Login not possible',
      'Authentication failed',
      'Username and Password not accepted',
    ],
    when: ({ isConsumer, provider, usesOAuth }) => isConsumer && provider === 'microsoft' && !usesOAuth,
  },
  vague('auth-failed-unspecified', 'Неудачная проверка подлинности', 'Authentication unsuccessful'),
  {
    cause: 'auth-failed-unspecified',
    weight: 'vague',
    pattern:
      /\b535\b.{0,80}(?:auth|credential|login|password)|EAUTH|AuthenticationException|AuthenticationFailedException|SMTPAuthenticationError|Invalid login|Could not authenticate|authentication fail/i,
    when: notOther,
  },
];

/** The number alone, as panels show it (RFC 4954 §6). */
const numberAlone: readonly Rule[] = [
  {
    cause: 'auth-failed-unspecified',
    weight: 'vague',
    pattern: /\b53[45]\b/,
    when: ({ provider, refusal }) =>
      provider !== 'other' && refusal !== null && /^53[45]$/.test(refusal.code) && !saysSomething(refusal),
  },
  {
    cause: 'not-authenticated',
    weight: 'vague',
    pattern: /\b530\b/,
    when: ({ provider, refusal }) =>
      provider !== 'other' && refusal !== null && refusal.code === '530' && !saysSomething(refusal),
  },
];

/** Nobody signed in before MAIL FROM. */
const nobody: readonly Rule[] = [
  code('not-authenticated', /\b5\.7\.57\b/),
  {
    cause: 'not-authenticated',
    weight: 'symptom',
    words: [
      'Client not authenticated to send mail',
      'Client was not authenticated to send anonymous mail',
      'not authenticated to send anonymous mail',
    ],
  },
  {
    cause: 'not-authenticated',
    weight: 'vague',
    words: ['or the client was not authenticated', ...localizedWords.notAuthenticated],
    when: ({ flat }) => !/\b5\.7\.(?!57\b)\d+/.test(flat),
  },
  vague(
    'not-authenticated',
    '530 Authentication required',
    '530 5.7.0 Authentication required',
    'MustIssueStartTlsFirst',
  ),
];

/** What the client and the server could not agree on. */
const mechanisms: readonly Rule[] = [
  code(
    'auth-mechanism-unsupported',
    /\b504\b.{0,8}5\.7\.4|Unrecognized authentication type|Unrecognised authentication type|5\.7\.4 Unrecognized/i,
  ),
  symptom(
    'auth-mechanism-unsupported',
    'offered no compatible authentication',
    'no compatible authentication mechanism',
    'no supported authentication mechanism',
    'No suitable authentication method found',
    'SMTP AUTH extension not supported by server',
    'server does not support authentication',
    "server doesn't support AUTH",
    'None of the authentication mechanisms',
    'no mechanism available',
    'authentication mechanism is not supported',
    'authentication method not supported',
    'unencrypted connection',
    'No worthy mechs found',
    'AUTH not available',
    'AUTH command not',
    'does not support AUTH',
    'does not support authentication',
    'does not support any of the auth',
  ),
  {
    cause: 'auth-mechanism-unsupported',
    weight: 'code',
    pattern:
      /\b(?:500|502|503|504|538)\b[^|]{0,60}(?:\bAUTH\b|authentication (?:mechanism|type|method)|Command not implemented)|Invalid login: 50[0-4]/i,
    when: ({ flat }) => /auth/i.test(flat),
  },
  code(
    'auth-mechanism-unsupported',
    /\b(?:does ?n[o']t|do(?:es)? not|not) support(?:ed)? (?:\w+ ){0,4}?auth|\bauth\w*(?: \w+){0,3} (?:(?:is|are) )?not (?:supported|enabled|available|offered|advertised)|\bno (?:form|kind|type|method|way) of auth|\bno (?:\w+ )?auth\w* (?:mechanism|method|type)s?(?: \w+){0,2} (?:supported|available|in common)|auth\w* (?:mechanism|method) \S{1,20} (?:is )?(?:not supported|unsupported)|not support (?:the )?auth\w* (?:mechanism|method)/i,
  ),
  stated(
    'starttls-required',
    'STARTTLS is required to send mail',
    'Must issue a STARTTLS command first',
    'STARTTLS is required',
    'Must issue STARTTLS',
    'starttls-not-supported',
  ),
  {
    // Either side insists on TLS, and the other does not come along.
    cause: 'starttls-required',
    weight: 'symptom',
    pattern:
      /(?:not|n[o']t) (?:support|offer)(?:ed|ing)? (?:\w+ )?STARTTLS|STARTTLS (?:\w+ ){0,3}(?:not|n[o']t|un) ?(?:supported|offered|available)|TLS is required, but/i,
  },
  code('starttls-required', /missing_requirement.{0,80}\btls\b/i),
  // In whatever language: the code, and the one word that stays.
  code('starttls-required', /\b5\.7\.3\b[^.]{0,60}STARTTLS/i),
  code(
    'starttls-required',
    /establish (?:an )?appropriate TLS channel|(?:requires?|must (?:use|support|first)|needs?) (?:\w+ ){0,4}(?:TLS|SSL|encrypt)|(?:TLS|SSL|encryption|encrypted connection)(?:\/(?:TLS|SSL))? (?:is |are )?(?:required|needed|mandatory)|without (?:SSL|TLS)(?:\/(?:TLS|SSL))? (?:encryption )?is not allowed/i,
    notOther,
  ),
  {
    // AUTH is offered after STARTTLS only (MICROSOFT 365 §1): who does not see it has not started TLS.
    cause: 'starttls-required',
    weight: 'stated',
    words: ['SMTP AUTH extension not supported by server'],
    when: ({ flat, meantMicrosoft }) => meantMicrosoft || /gmail|outlook|hotmail|office ?365/i.test(flat),
  },
  {
    cause: 'starttls-required',
    weight: 'vague',
    words: [
      'Der SMTP-Server erfordert eine sichere Verbindung',
      'The SMTP server requires a secure connection',
      'El servidor SMTP requiere una conexión segura',
      'Le serveur SMTP requiert une connexion sécurisée',
      'Il server SMTP richiede una connessione protetta',
      'O servidor SMTP requer uma conexão segura',
      'SMTP 服务器要求安全连接',
    ],
    when: ({ flat }) => !/authent|cliente|аутент|身份/i.test(flat.replace(/authenticat\w* fail/i, '')),
  },
];

export const signInRules: readonly Rule[] = [
  ...reasons,
  applicationOnly,
  ...unspecified,
  ...numberAlone,
  ...nobody,
  ...mechanisms,
];
