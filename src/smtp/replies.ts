/**
 * THE reply catalogue: every text that Postern says on the SMTP wire stands here and nowhere else.
 *
 * `text` may hold `{parameters}`; an entry may look different in the profile `microsoft-365`, whose wordings are facts about
 * Exchange Online with a source and a confidence. `docs/generated/replies.md` is made from this table.
 */

/** Which listener manner a reply is spoken in. */
export type Profile = 'postern' | 'microsoft-365';

/** How sure the wording of the profile `microsoft-365` is. */
export type Confidence =
  /** Documented by Microsoft. */
  | 'documented'
  /** Seen in public transcripts. */
  | 'transcript'
  /** From the Exchange Server product line, not seen on Exchange Online. */
  | 'model'
  /** Postern's own wording. */
  | 'own';

/** When in a dialogue the reply can come. */
export type Stage = 'connect' | 'greeting' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'any';

/** What stands in square brackets behind the text: the session (host, time, id), the mailbox host, or nothing. */
export type Suffix = 'session' | 'store' | 'none';

/** One look of a reply. */
interface Look {
  readonly code: number;
  /** RFC 3463; empty where the reply has none (RFC 2034 §4: greetings, EHLO, 3xx). */
  readonly enhanced: string;
  readonly text: string;
  readonly suffix: Suffix;
}

/** A row of the catalogue. */
export interface ReplyEntry extends Look {
  readonly stage: Stage;
  readonly source: string;
  readonly confidence: Confidence;
  /** What differs in the profile `microsoft-365`, and where that is known from. */
  readonly microsoft365?: Partial<Look> & { readonly source: string; readonly confidence: Confidence };
}

type Options = Partial<Pick<ReplyEntry, 'suffix' | 'confidence' | 'microsoft365'>>;

function row(
  code: number,
  enhanced: string,
  text: string,
  stage: Stage,
  source: string,
  options: Options = {},
): ReplyEntry {
  // A refusal names its session, so that `postern why` finds it; a success has nothing to explain.
  const suffix = code >= 400 ? 'session' : 'none';
  return { code, enhanced, text, stage, source, suffix, confidence: 'own', ...options };
}

const transcript = { confidence: 'transcript' } as const;
const documented = { confidence: 'documented' } as const;
const model = { confidence: 'model' } as const;
const atStore = {
  confidence: 'transcript',
  microsoft365: { suffix: 'store', source: 'M365 §2.3', confidence: 'transcript' },
} as const;
const atStoreDocumented = {
  confidence: 'documented',
  microsoft365: { suffix: 'store', source: 'M365 §2.3', confidence: 'documented' },
} as const;

const storeDriver = 'STOREDRV.Submission.Exception:';

export const replies = {
  // Greeting, EHLO and the like
  banner: row(220, '', '{host} ESMTP Postern ready at {date} [{id}]', 'connect', 'RFC 5321 §4.2', {
    microsoft365: {
      text: '{host} Microsoft ESMTP MAIL Service ready at {date} [{id}]',
      source: 'M365 §1.2',
      confidence: 'transcript',
    },
  }),
  tooManySessions: row(
    421,
    '4.7.0',
    'Too many connections from your address, try again later',
    'connect',
    'RFC 5321 §3.8',
  ),
  serviceFull: row(421, '4.3.2', 'Too many connections, try again later', 'connect', 'RFC 5321 §3.8'),
  serviceNotActive: row(421, '4.3.2', 'Service not active', 'any', 'M365 §2.1 A17', transcript),
  helo: row(250, '', '{host} Hello [{client}]', 'greeting', 'RFC 5321 §4.1.1.1', transcript),
  sendHelloFirst: row(503, '5.5.2', 'Send hello first', 'any', 'M365 §1.6', model),

  // STARTTLS
  startTls: row(220, '2.0.0', 'SMTP server ready', 'tls', 'M365 §1.2', transcript),
  startTlsTwice: row(503, '5.5.2', 'Only one STARTTLS command can be issued per session', 'tls', 'M365 §1.6', model),
  startTlsParameters: row(501, '5.5.4', 'STARTTLS takes no parameters', 'tls', 'RFC 3207 §4'),

  // AUTH: the exchange
  loginUserName: row(334, '', 'VXNlcm5hbWU6', 'auth', 'M365 §1.3', transcript),
  loginPassword: row(334, '', 'UGFzc3dvcmQ6', 'auth', 'M365 §1.3', transcript),
  challenge: row(334, '', '{challenge}', 'auth', 'RFC 4954 §4'),
  authenticated: row(235, '2.7.0', 'Authentication successful', 'auth', 'M365 §1.3', transcript),
  authCancelled: row(501, '5.5.4', 'Authentication cancelled', 'auth', 'M365 §1.6', model),
  authMalformed: row(501, '5.5.2', 'Cannot decode the authentication response', 'auth', 'RFC 4954 §4'),
  authLineTooLong: row(500, '5.5.6', 'Authentication exchange line is too long', 'auth', 'RFC 4954 §6'),
  authTwice: row(503, '5.5.2', 'Auth command already specified', 'auth', 'M365 §1.6', model),
  authInTransaction: row(503, '5.5.1', 'AUTH is not permitted during a mail transaction', 'auth', 'RFC 4954 §4'),
  encryptionRequired: row(
    538,
    '5.7.11',
    'Encryption required for requested authentication mechanism; use STARTTLS first',
    'auth',
    'RFC 4954 §6',
    {
      microsoft365: {
        code: 504,
        enhanced: '5.7.4',
        text: 'Unrecognized authentication type',
        source: 'M365 §1.3, §2.1 A14',
        confidence: 'transcript',
      },
    },
  ),
  unrecognizedMechanism: row(504, '5.7.4', 'Unrecognized authentication type', 'auth', 'M365 §2.1 A14', transcript),
  mechanismParameterMissing: row(501, '5.5.4', 'AUTH needs the name of a mechanism', 'auth', 'RFC 4954 §4'),

  // AUTH: refusals, in the order of the facts
  smtpAuthDisabledForTenant: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
    'auth',
    'M365 §2.1 A1',
    transcript,
  ),
  smtpAuthDisabledForMailbox: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
    'auth',
    'M365 §2.1 A2',
    transcript,
  ),
  blockedBySecurityDefaults: row(
    535,
    '5.7.139',
    "Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
    'auth',
    'M365 §2.1 A3',
    transcript,
  ),
  criteriaNotMet: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.',
    'auth',
    'M365 §2.1 A4',
    transcript,
  ),
  credentialsIncorrect: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, the user credentials were incorrect.',
    'auth',
    'M365 §2.1 A5',
    transcript,
  ),
  basicAuthenticationDisabled: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, basic authentication is disabled.',
    'auth',
    'M365 §2.1 A6',
    transcript,
  ),
  accountLocked: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, account locked. Contact your administrator.',
    'auth',
    'M365 §2.1 A7',
    transcript,
  ),
  accountHasIssue: row(
    535,
    '5.7.139',
    'Authentication unsuccessful, account has an issue. Contact your administrator.',
    'auth',
    'M365 §2.1 A8',
    transcript,
  ),
  authenticationUnsuccessful: row(535, '5.7.3', 'Authentication unsuccessful', 'auth', 'M365 §2.1 A9, A10', documented),
  basicAuthenticationRetired: row(
    550,
    '5.7.30',
    'Basic authentication is not supported for Client Submission.',
    'auth',
    'M365 §2.1 A11',
    documented,
  ),
  legacyTls: row(
    421,
    '4.7.66',
    'TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.',
    'auth',
    'M365 §2.1 A12',
    documented,
  ),
  // The basic code of A13 is not shown in its source; 550 goes with the class of its enhanced code (RFC 2034 §4).
  legacyTlsByOrganization: row(
    550,
    '5.7.67',
    'TLS 1.0 and 1.1 are not supported by your organization',
    'auth',
    'M365 §2.1 A13',
    documented,
  ),
  mailboxCannotBeAccessed: row(550, '5.2.1', 'Mailbox cannot be accessed', 'auth', 'M365 §2.1 A15', transcript),
  temporaryServerError: row(
    451,
    '4.7.0',
    'Temporary server error. Please try again later. PRX4',
    'auth',
    'M365 §2.1 A16',
    transcript,
  ),
  temporaryAuthenticationFailure: row(
    454,
    '4.7.0',
    'Temporary authentication failure',
    'auth',
    'M365 §1.6, RFC 4954 §6',
    model,
  ),

  // MAIL
  senderOk: row(250, '2.1.0', 'Sender OK', 'mail', 'M365 §1.5', transcript),
  tlsRequiredForMail: row(451, '5.7.3', 'STARTTLS is required to send mail', 'mail', 'M365 §2.2 B1', transcript),
  notAuthenticated: row(530, '5.7.57', 'Client not authenticated to send mail.', 'mail', 'M365 §2.2 B2', transcript),
  notAuthenticatedAfter: row(
    530,
    '5.7.57',
    'Client not authenticated to send mail. Error: {error}',
    'mail',
    'M365 §2.2 B3',
    transcript,
  ),
  senderAlreadySpecified: row(503, '5.5.2', 'Sender already specified', 'mail', 'M365 §1.6', model),
  invalidSender: row(501, '5.1.7', 'Invalid address', 'mail', 'M365 §1.6', model),
  unrecognizedParameter: row(555, '5.5.4', 'Unrecognized parameter {parameter}', 'any', 'RFC 5321 §4.1.1.11', {
    microsoft365: { code: 501, text: 'Unrecognized parameter', source: 'M365 §1.6', confidence: 'model' },
  }),
  malformedParameter: row(501, '5.5.4', 'Malformed parameter {parameter}', 'any', 'RFC 5321 §4.2.2'),
  repeatedParameter: row(501, '5.5.4', 'Parameter {parameter} given twice', 'any', 'RFC 5321 §4.1.1.11'),
  utf8Required: row(553, '5.6.7', 'Address needs SMTPUTF8', 'mail', 'RFC 6531 §3.5'),
  requireTlsWithoutTls: row(530, '5.7.10', 'REQUIRETLS needs a session under TLS', 'mail', 'RFC 8689 §4.2.1'),

  // RCPT
  recipientOk: row(250, '2.1.5', 'Recipient OK', 'rcpt', 'M365 §1.5', transcript),
  needMail: row(503, '5.5.2', 'Need mail command', 'rcpt', 'M365 §1.6', model),
  invalidRecipient: row(501, '5.1.3', 'Invalid address', 'rcpt', 'M365 §1.6', model),
  tooManyRecipients: row(452, '4.5.3', 'Too many recipients', 'rcpt', 'M365 §1.6', model),

  // DATA and BDAT
  startMailInput: row(354, '', 'Start mail input; end with <CRLF>.<CRLF>', 'data', 'M365 §1.5', transcript),
  accepted: row(250, '2.0.0', 'OK <{message}>', 'data', 'RFC 6409 §5', {
    microsoft365: {
      text: 'OK <{message}@{mailboxHost}>',
      suffix: 'store',
      source: 'M365 §1.5',
      confidence: 'transcript',
    },
  }),
  chunkReceived: row(250, '2.6.0', 'CHUNK received OK, {octets} octets', 'data', 'M365 §1.6', model),
  needRecipient: row(503, '5.5.2', 'Need rcpt command', 'data', 'M365 §1.6', model),
  dataWithBinary: row(503, '5.5.1', 'BODY=BINARYMIME needs BDAT', 'data', 'RFC 3030 §3'),
  dataAfterBdat: row(503, '5.5.1', 'DATA cannot follow BDAT in one transaction', 'data', 'RFC 3030 §2'),
  messageTooLarge: row(552, '5.3.4', 'Message size exceeds fixed maximum message size', 'data', 'M365 §2.3 C12', model),
  headerTooLarge: row(552, '5.3.4', 'Header size exceeds fixed maximum size', 'data', 'M365 §1.6', model),
  textLineTooLong: row(
    554,
    '5.6.0',
    'A line of the message is longer than {limit} octets',
    'data',
    'RFC 5321 §4.5.3.1.6',
  ),
  bareLineEnd: row(554, '5.6.0', 'Message holds a bare CR or LF; lines end with CRLF', 'data', 'RFC 5321 §2.3.8'),
  invalidContent: row(554, '5.6.0', 'Invalid message content', 'data', 'M365 §1.6', model),
  mailboxLoop: row(554, '5.4.6', 'Too many Received fields, the message is in a loop', 'data', 'RFC 5321 §6.3'),
  storageFull: row(452, '4.3.1', 'Insufficient system storage', 'data', 'RFC 5321 §4.2.3'),
  localError: row(
    451,
    '4.3.0',
    'Local error in processing, nothing was accepted; try again later',
    'any',
    'RFC 5321 §4.2.3',
  ),

  // DATA: refusals of the store
  sendAsDenied: row(
    554,
    '5.2.252',
    `SendAsDenied; {mailbox} not allowed to send as {sender}; ${storeDriver}SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message.[EndDiagnosticData]`,
    'data',
    'M365 §2.3 C1',
    atStore,
  ),
  sendAsDeniedOlder: row(
    554,
    '5.2.0',
    `${storeDriver}SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception`,
    'data',
    'M365 §2.3 C1b',
    atStore,
  ),
  noPermissionAsSender: row(
    550,
    '5.7.60',
    'SMTP; Client does not have permissions to send as this sender',
    'data',
    'M365 §2.3 C2',
    documented,
  ),
  mailboxLogonFailure: row(
    430,
    '4.2.0',
    `STOREDRV; mailbox logon failure; ${storeDriver}ConnectionFailedTransientException.MapiExceptionLogonFailed; Failed to process message due to a transient exception with message [BeginDiagnosticData]Cannot open mailbox.[EndDiagnosticData]`,
    'data',
    'M365 §2.3 C3',
    atStore,
  ),
  concurrentConnections: row(
    432,
    '4.3.2',
    'Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.',
    'data',
    'M365 §2.3 C4',
    atStoreDocumented,
  ),
  senderThreadLimit: row(
    432,
    '4.3.2',
    'STOREDRV.ClientSubmit; sender thread limit exceeded',
    'data',
    'M365 §2.3 C4b',
    documented,
  ),
  submissionQuotaExceeded: row(
    554,
    '5.2.0',
    `${storeDriver}SubmissionQuotaExceededException; Failed to process message due to a permanent exception`,
    'data',
    'M365 §2.3 C5',
    atStoreDocumented,
  ),
  dailyRecipientLimit: row(
    550,
    '5.1.90',
    "Your message can't be sent because you've reached your daily limit for message recipients",
    'data',
    'M365 §2.3 C6',
    documented,
  ),
  mailboxFull: row(
    554,
    '5.2.2',
    'mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    'data',
    'M365 §2.3 C7',
    atStoreDocumented,
  ),
  outboundSpam: row(
    554,
    '5.2.0',
    `${storeDriver}OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is Suspend.`,
    'data',
    'M365 §2.3 C8',
    atStore,
  ),
  throttledMailboxFull: row(
    550,
    '5.2.251',
    'Sender throttled due to continuous mailbox full errors.',
    'data',
    'M365 §2.3 C9',
    documented,
  ),
  throttledSendAsDenied: row(
    550,
    '5.2.252',
    'Sender throttled due to continuous send as denied errors.',
    'data',
    'M365 §2.3 C9',
    documented,
  ),
  throttledInvalidLicense: row(
    550,
    '5.2.253',
    'Sender throttled due to continuous invalid license errors.',
    'data',
    'M365 §2.3 C9',
    documented,
  ),
  throttledTooManyRecipients: row(
    550,
    '5.2.254',
    'Sender throttled due to continuous too many recipients errors.',
    'data',
    'M365 §2.3 C9',
    documented,
  ),
  throttledInvalidRecipients: row(
    550,
    '5.2.255',
    'Sender throttled due to continuous invalid recipients errors.',
    'data',
    'M365 §2.3 C9',
    documented,
  ),
  badOutboundSender: row(550, '5.1.8', 'Access denied, bad outbound sender', 'data', 'M365 §2.3 C10', documented),
  // How Exchange Online answers the 31st message of a minute is not established; this is Postern's.
  messageRateExceeded: row(
    450,
    '4.7.1',
    'Message rate limit exceeded, {limit} messages a minute; try again later',
    'data',
    'RFC 3463 §3.8',
  ),

  // Everything else
  resetting: row(250, '2.0.0', 'Resetting', 'any', 'M365 §1.5', transcript),
  noop: row(250, '2.0.0', 'OK', 'any', 'M365 §1.5', transcript),
  closing: row(221, '2.0.0', 'Service closing transmission channel', 'any', 'M365 §1.5', transcript),
  cannotVerify: row(252, '2.1.5', 'Cannot VRFY user', 'any', 'M365 §1.6', model),
  help: row(214, '2.0.0', 'Commands: {verbs}', 'any', 'RFC 5321 §4.1.1.8'),
  notImplemented: row(502, '5.3.3', 'Command not implemented', 'any', 'M365 §1.6', model),
  unrecognizedCommand: row(500, '5.3.3', "Unrecognized command '{command}'", 'any', 'M365 §1.5', transcript),
  commandLineTooLong: row(500, '5.5.6', 'Command line is longer than {limit} octets', 'any', 'RFC 5321 §4.5.3.1.4'),
  bareLineEndInCommand: row(
    500,
    '5.5.2',
    'Command holds a bare CR or LF; lines end with CRLF',
    'any',
    'RFC 5321 §2.3.8',
  ),
  syntaxError: row(501, '5.5.4', 'Syntax error in parameters', 'any', 'RFC 5321 §4.2.2'),
  badSequence: row(503, '5.5.1', 'Bad sequence of commands', 'any', 'M365 §1.6', model),
  tooManyErrors: row(
    421,
    '4.7.0',
    'Too many errors on this connection, closing transmission channel',
    'any',
    'M365 §1.3',
    model,
  ),
  idleTimeout: row(421, '4.4.1', 'Connection timed out', 'any', 'M365 §2.2 B5', transcript),
  sessionTimeout: row(
    421,
    '4.4.2',
    'Session lasted longer than {minutes} minutes, connection closed',
    'any',
    'RFC 5321 §3.8',
  ),
  shuttingDown: row(421, '4.3.2', 'Service not available', 'any', 'M365 §1.6', model),
} as const satisfies Record<string, ReplyEntry>;

/** The name of a reply in the catalogue. */
export type ReplyName = keyof typeof replies;

/** What fills the `{parameters}` of a reply's text. */
export type ReplyParameters = Readonly<Record<string, string | number>>;

/** How the reply `name` looks in `profile`. */
export function lookOf(name: ReplyName, profile: Profile): Look {
  const entry: ReplyEntry = replies[name];
  return profile === 'microsoft-365' && entry.microsoft365 ? { ...entry, ...entry.microsoft365 } : entry;
}
