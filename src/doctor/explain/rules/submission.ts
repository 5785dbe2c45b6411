/** What Exchange Online says of a message at or after the end of DATA: sender, limits, content. */
import type { Context } from '../context.ts';
import { code, type Rule, stated, symptom } from '../rule.ts';

const notOther = ({ provider }: Context): boolean => provider !== 'other';

const sender: readonly Rule[] = [
  stated(
    'send-as-denied',
    'SendAsDenied',
    'send on behalf of the specified',
    'send the message on behalf of',
    'not have the right to send mail on behalf',
    'not allowed to send as',
  ),
  code('send-as-denied', /\b5\.7\.60\b/),
  stated('oauth-service-principal-not-registered', 'MapiExceptionLogonFailed', 'mailbox logon failure'),
  stated(
    'mailbox-unlicensed-or-missing',
    'Mailbox cannot be accessed',
    'continuous invalid license',
    'invalid license',
  ),
  stated(
    'account-verification-required',
    'HipNotify',
    'sign in to your account',
    'to verify your account',
    'verify your account',
    'HipSend',
  ),
  stated(
    'rate-limit-messages',
    'WASCL UserAction verdict is not None. Actual verdict is RefuseQuota',
    'SubmissionQuotaExceeded',
    'submission quota was exceeded',
    'SubmissionQuotaExceededException',
  ),
  stated('server-temporary', 'Actual verdict is TransientError', 'transient error. Please try again later (0x'),
  stated(
    'sender-blocked-spam',
    'bad outbound sender',
    'Actual verdict is Suspend',
    'expéditeur sortant incorrect',
    'spam abuse detected',
    'OutboundSpamException',
    'ErrorMessageSubmissionBlocked',
  ),
  {
    cause: 'sender-blocked-spam',
    weight: 'code',
    pattern: /\b5\.1\.8\b|\b5\.7\.50[123]\b/,
    when: ({ flat, provider }) => provider !== 'other' && !/Sender address rejected/i.test(flat),
  },
  stated('tenant-outbound-blocked', 'tenant has exceeded threshold', 'traffic not accepted from this IP'),
  code('tenant-outbound-blocked', /\b5\.7\.70[58]\b/),
  stated(
    'sender-mailbox-full',
    'ErrorQuotaExceeded',
    'STOREDRV.Submission.Exception:QuotaExceededException',
    'continuous mailbox full',
  ),
];

const limits: readonly Rule[] = [
  stated(
    'concurrent-connections',
    'Concurrent connections limit exceeded',
    'sender thread limit exceeded',
    'maximum number of concurrent connections',
    'maximum number of concurrent server connections',
    'concurrent server connections has exceeded',
    'aka.ms/concurrent_sending',
  ),
  { cause: 'concurrent-connections', weight: 'code', pattern: /\b43[02] 4\.3\.2\b/, when: notOther },
  {
    cause: 'concurrent-connections',
    weight: 'symptom',
    words: ['too many concurrent', 'too many connections', 'Too many simultaneous'],
    when: notOther,
  },
  code(
    'recipient-limit',
    /\b5\.7\.23[23]\b|\b5\.1\.90\b|\b5\.5\.3\b|\b4\.5\.3\b|too many recipients|TooManyRecipients|daily (?:message\/)?(?:limit for message )?recipient|Recipient limit exceeded|ErrorExceededMaxRecipientLimit|reached your daily limit for message recipients/i,
  ),
  stated(
    'recipient-limit',
    'Daily Message/Recipient limit exceeded',
    'daily limit for sending email to external recipients',
    'external recipient rate limit',
    'continuous too many recipients',
  ),
  stated(
    'rate-limit-messages',
    'ErrorExceededMessageLimit',
    'exceeded the limit for the number of messages they can send',
    'message rate limit',
    'sending limit',
    'exceeds the maximum message rate',
    'too many messages',
    'Message submission rate',
  ),
  code('rate-limit-messages', /\b5\.2\.121\b|\b4\.4\.2 Message submission rate/i),
  stated(
    'message-too-large',
    'MaxSubmissionExceeded',
    'message size exceeds',
    'RecipSizeLimit',
    'SendSizeLimit',
    'message too large',
    'Message size limit',
    'exceeds fixed maximum message size',
    'ErrorMessageSizeExceeded',
    'maximum message size',
    'message file too big',
  ),
  // 552 is said of a full mailbox, too (RFC 5321 §4.2.3): it counts alone, or beside words for size.
  code('message-too-large', /\b552\b(?:\W*$|.{0,80}?\b(?:size|large|big|bytes|attachment))|\b5\.3\.4\b|\b5\.2\.3\b/i),
];

const content: readonly Rule[] = [
  stated(
    'message-invalid',
    'Multiple From addresses',
    'Invalid message content',
    'not RFC 5322 compliant',
    'not RFC 2822 compliant',
    'missing a valid From',
    'multiple addresses in From',
    'ErrorMimeContentInvalid',
    'bare LF',
    'InvalidContent',
    'message is missing',
    'From header is missing',
  ),
  code('message-invalid', /\b5\.6\.[0-9]\b|\b5\.1\.20\b|\b5\.6\.11\b/),
  stated(
    'client-bug-or-config',
    'Bad HELO',
    'Invalid domain name',
    "Unrecognized command 'unknown'",
    'bad/illegal format or missing URL',
  ),
  symptom(
    'client-bug-or-config',
    'Unrecognized command',
    'Send hello first',
    'Bad sequence of commands',
    'Attempts to complete SSL handshake',
  ),
];

const faults: readonly Rule[] = [
  stated(
    'server-temporary',
    'Temporary server error',
    'Temporary authentication failure',
    'No healthy secondary server',
    'Insufficient system resources',
    'Organization queue quota exceeded',
    'Service not active',
    'Service not available',
    'temporary server error. Please try again',
    'ErrorServerBusy',
    'ErrorInternalServerTransientError',
    'ErrorMailboxStoreUnavailable',
    'temporarily unavailable due to',
  ),
  {
    cause: 'server-temporary',
    weight: 'symptom',
    pattern: /\b4(?:21|5[0-2])\b.{0,6}\b4\.(?:3|4|7)\.\d+\b/,
    when: notOther,
  },
  {
    cause: 'server-temporary',
    weight: 'vague',
    pattern:
      /"?code"?: ?"?(?:UnknownError|InternalServerError|ErrorInternalServerError|serviceNotAvailable|ServiceUnavailable|generalException)|\b50[0234] (?:Service Unavailable|Bad Gateway|Gateway Time-?out|Internal Server Error)/i,
  },
  { cause: 'server-temporary', weight: 'faint', pattern: /\b4\.4\.7\b|Action: delayed/i },
];

export const submissionRules: readonly Rule[] = [...sender, ...limits, ...content, ...faults];
