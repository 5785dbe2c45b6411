/** What a mail exchanger says of a recipient, of the sending address and of the sending domain. */
import type { Context } from '../context.ts';
import { code, type Rule, stated, symptom } from '../rule.ts';

const notOther = ({ provider }: Context): boolean => provider !== 'other';

const recipient: readonly Rule[] = [
  stated(
    'recipient-mailbox-full',
    'STOREDRV.Deliver',
    'recipient mailbox is full',
    "recipient's mailbox is full",
    'Mailbox Full',
    'mailbox full',
    'over quota',
    'quota exceeded (mailbox',
    'user is over quota',
  ),
  code(
    'recipient-mailbox-full',
    /\bover ?quota\b|quota (?:exceeded|violation|reached)|(?:mailbox|inbox) (?:\w+ ){0,4}full|storage allocation|mailbox (?:size )?limit exceeded/i,
    ({ flat }) => !/Submission|ErrorQuotaExceeded|queue quota|submission quota|message rate/i.test(flat),
  ),
  {
    cause: 'recipient-mailbox-full',
    weight: 'code',
    pattern: /\b[45]\.2\.2\b/,
    when: ({ flat }) => !/STOREDRV\.Submission/i.test(flat),
  },
  stated(
    'recipient-restricted',
    'RESOLVER.RST.AuthRequired',
    'RESOLVER.RST.NotAuthorized',
    'RESOLVER.RST.RestrictedToRecipientsPermission',
    'not have permission to send to this',
    'exceeded their limit for the number of messages they can receive',
    'TRANSPORT.RULES.RejectMessage',
    'sender not authenticated for group',
    "isn't accepting messages from",
    'only accepts messages from',
  ),
  code(
    'recipient-restricted',
    /\b5\.2\.122\b|\b5\.7\.12[489]?\b|\b5\.7\.13[3-6]\b|\b5\.7\.193\b|\b5\.7\.703\b/,
    notOther,
  ),
  stated('recipient-restricted', 'Tenant Allow/Block List'),
  stated(
    'invalid-recipient',
    'RecipNotFound',
    'RecipientNotFound',
    'Recipient address rejected: Access denied',
    'recipient addresses rejected',
    'user unknown',
    'unknown recipient',
    'Unknown To address',
    'recipient not found',
    'not found by SMTP address lookup',
    'no such user',
    'mailbox not found',
    'does not exist at',
    'ErrorInvalidRecipients',
    "address couldn't be found",
    "wasn't found at",
    'continuous invalid recipients',
    'address is incorrect or does',
    'not in the form required for an e-mail address',
    'not a valid e-mail address',
    'invalid e-mail address',
    'No recipients defined',
    'Please specify a recipient',
    'contains no recipients',
    'recipient is not valid',
    "recipient isn't valid",
    'recipient isn’t valid',
    'Invalid recipient',
    'Addressee unknown',
    'unknown local part',
    'unknown user',
    'no mailbox here by that name',
    'user not found',
    'bad destination mailbox',
    'adresse introuvable',
    'Empfänger unbekannt',
    'usuario desconocido',
  ),
  code('invalid-recipient', /\b5\.1\.(?:1|10|2|3|351)\b|\b5\.4\.1\b|\b5\.5\.4 Invalid address/),
  {
    cause: 'invalid-recipient',
    weight: 'code',
    pattern: /mailbox unavailable/i,
    when: ({ flat }) => !/Failure sending mail|-Requested action not taken/i.test(flat),
  },
];

const attribution: readonly Rule[] = [
  stated('direct-send-rejected', 'TenantInboundAttribution', 'Direct Send not allowed'),
  code('direct-send-rejected', /\b5\.7\.68\b/),
  stated(
    'relay-denied-unverified-domain',
    'TenantAttribution',
    'Relay Access Denied ATTR',
    'domain not registered',
    'unregistered domain',
  ),
  code('relay-denied-unverified-domain', /\b5\.7\.(?:64|54|750|367)\b|ATTR3[0-9]/),
];

const reputation: readonly Rule[] = [
  stated(
    'sending-ip-blocked',
    'banned sending IP',
    'banned sender',
    'Spamhaus',
    'on our block list',
    'blocked using',
    'listed in',
    'delist',
    'sender.office.com',
    'block list (S3',
    'is on our block',
    'blacklist',
  ),
  { cause: 'sending-ip-blocked', weight: 'stated', pattern: /(?<!Allow\/)\bblock ?list/i },
  code('sending-ip-blocked', /\b5\.7\.(?:508|511|512|513|60[6-9]|6[1-4]\d)\b|\bAS3140\b|\bS31[45]0\b/),
  stated('sending-ip-throttled', 'rate limited due to IP reputation', 'Server busy. Please try again later from'),
  code('sending-ip-throttled', /\b4\.7\.(?:5\d\d|6\d\d|8[5-9]\d)\b/, notOther),
  stated(
    'sender-domain-auth-failed',
    'does not pass DMARC',
    "doesn't meet the required authentication level",
    "per it's SPF",
    'per its SPF',
    'SPF Record',
    'mismatches client ip',
    'SPF check failed',
    'SPF validation',
    'DMARC policy of reject',
    'DKIM',
    'SPF fail',
  ),
  code('sender-domain-auth-failed', /\b5\.7\.(?:509|515|23|26|25)\b/, notOther),
];

/** A server of Microsoft's that could not hand the message on. */
const onward: readonly Rule[] = [
  code('connection-refused', /\b[45]\.4\.316\b/),
  code(
    'dns-failure',
    /\b[45]\.4\.31[02]\b|\b[45]\.7\.324\b|dnssec-invalid|domain is not reachable|domain not reachable|(?:DNS )?domain \S{1,255} does not exist/i,
  ),
  code('connection-dropped', /\b[45]\.4\.31[89]\b/),
  code('starttls-required', /\b[45]\.7\.321\b/),
  code('tls-certificate-untrusted', /\b[45]\.7\.32[23]\b/),
  code('tls-hostname-mismatch', /\b[45]\.7\.325\b/),
  {
    cause: 'connection-timeout',
    weight: 'code',
    pattern: /QUEUE\.Expired|Winsock error code: 10060|\b441 4\.4\.1\b|\b5\.4\.30[08]\b/i,
  },
  symptom('connection-timeout', 'Message expired'),
];

export const deliveryRules: readonly Rule[] = [...recipient, ...attribution, ...reputation, ...onward];
