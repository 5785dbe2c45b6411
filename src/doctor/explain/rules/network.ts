/** What a client sees when it cannot reach the server, or loses it. */
import type { Context } from '../context.ts';
import { type Rule, stated, vague } from '../rule.ts';
import { localizedWords } from './localized-words.ts';

const nameFailures = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NONAME',
  'getaddrinfo',
  'gaierror',
  'Name or service not known',
  'nodename nor servname',
  'could not be resolved',
  'could not resolve',
  'no such host',
  'Temporary failure in name resolution',
  'UnknownHostException',
  'name resolution',
  'Host or domain name not found',
  'DNS query failed',
  'Could not resolve host',
  'No address associated',
  'nxdomain',
  'unable to look up',
  'Host not found',
  'cannot resolve',
  'Unable to resolve',
  'dial tcp: lookup',
  'non-existent domain',
  'DNS error',
  'not known: ',
  'Name service error',
  'could not translate host name',
  'cannot find host',
  'No MX record',
  'DNS domain does not exist',
  'is unknown. The server may be incorrectly configured',
  'server name not found',
  'host name not found',
  'name could not be found',
  ...localizedWords.nameUnknown,
] as const;

const timeOuts = [
  'ETIMEDOUT',
  'timed out',
  'timeout exceeded',
  'timeout expired',
  'timeout error',
  'timeouterror',
  'timeoutexception',
  'timeout while',
  'timeout waiting',
  'timed-out',
  'did not respond in time',
  'connection timeout',
  'i/o timeout',
  'time-out',
  ', :timeout',
  'operation timeout',
  'read timeout',
  'connect timeout',
  'execution expired',
  'OpenTimeout',
  'deadline exceeded',
  'deadline has elapsed',
  'time limit exceeded',
  'took too long',
  'server timeout',
  'SMTP timeout',
  'timeout occurred',
  'request timeout',
  'Greeting never received',
  'did not properly respond after a period of time',
  ...localizedWords.timedOut,
] as const;

const refusals = [
  'ECONNREFUSED',
  'actively refused',
  'Connection refused',
  '[Errno 111]',
  ...localizedWords.refused,
] as const;

const unreachable = [
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'Network is unreachable',
  'No route to host',
  'network unreachable',
  'host is unreachable',
  'Cannot assign requested address',
  'unreachable network',
  'Network unreachable',
  ...localizedWords.unreachable,
] as const;

const lost = [
  'ECONNRESET',
  'Connection reset',
  'unexpectedly disconnected',
  'Connection unexpectedly closed',
  'socket hang up',
  'lost connection',
  'Broken pipe',
  'EPIPE',
  'forcibly closed',
  'Connection closed',
  'Remote host closed',
  'peer closed',
  'SMTPServerDisconnected',
  'disconnected unexpectedly',
  'existing connection was forcibly',
  'connection aborted',
  'closed the connection',
  'no response from server',
  'dropped connection',
  'net_io_connectionclosed',
  'end of file reached',
  'EOFError',
  'EOFException',
  'Server not connected',
  'empty response',
  'closed abruptly',
  'but got code "", with message ""',
  'connection was closed',
  'connection lost',
  'lost the connection',
  'server hung up',
  'closed session',
  'close_notify',
  'error, :closed',
  'socket closed',
  'stream closed',
  'read EOF',
  'Unable to read data from the transport connection',
  ...localizedWords.lost,
] as const;

/** A port of this machine or house: no carrier blocks it. */
const isNear = /\b(?:localhost|127\.0\.0\.1|10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3})\b[^\d]{0,12}25\b/;

const isToPort25 = ({ ports, isToExchanger, flat }: Context): boolean =>
  !isNear.test(flat) &&
  ((ports.has(25) && !ports.has(587) && !ports.has(465)) || (isToExchanger && !/:(?:587|465)\b/.test(flat)));

/** Microsoft's host and 465, where it does not listen. */
const isClosedPort = ({ ports, meantMicrosoft, flat }: Context): boolean =>
  ports.has(465) && (meantMicrosoft || /\b(?:52\.9[6-9]|40\.9[6-9]|40\.10[0-4])\./.test(flat));

const isSubmissionToExchanger = ({ ports, isToExchanger }: Context): boolean =>
  isToExchanger && (ports.has(587) || ports.has(465)) && !ports.has(25);

const isOtherDoor = ({ ports }: Context): boolean => ports.has(443) || ports.has(993);

function ordinary(context: Context): boolean {
  return !isToPort25(context) && !isClosedPort(context) && !isOtherDoor(context);
}

/** Names of Microsoft's that are no more, and slips of the pen. */
const wrongName =
  /smtp-(?:emea|apac|namprd|nam|eu|na)\w*\.outlook\.com|smtp\.office365\.(?!com\b|us\b)\w+|smtp\.(?:office356|offic365|ofice365|outlook365|office-365|o365)\.com|(?:imap|pop3?)\.(?:office365|outlook)\.com|outlook\.office365\.com.{0,6}\b443|pod\d+\.outlook\.com/i;

export const networkRules: readonly Rule[] = [
  { cause: 'wrong-host', weight: 'stated', pattern: wrongName },
  { cause: 'wrong-host', weight: 'code', words: timeOuts, when: isOtherDoor },
  // Mail exchangers listen on 25 alone.
  { cause: 'wrong-host', weight: 'code', words: [...timeOuts, ...refusals], when: isSubmissionToExchanger },
  // The greeting of a server from which mail is read: RFC 9051 §7.1.5, RFC 1939 §4.
  { cause: 'wrong-host', weight: 'code', pattern: /(?:greeting|response|banner|received|220)\b.{0,40}\bHTTP\/\d/i },
  { cause: 'wrong-host', weight: 'stated', pattern: /\* OK .{0,60}\bIMAP4?|\+OK .{0,60}\bPOP3?\b/i },
  // A mail exchanger takes no sign-in: whoever looks for AUTH there has the wrong host.
  {
    cause: 'wrong-host',
    weight: 'symptom',
    pattern: /Hello \[[\d.]+\].{0,400}(?:no compatible|not support|AUTH|authenticat)/i,
    when: ({ flat }) => /mail\.protection\.outlook\.com Hello/i.test(flat) && !/\bRCPT TO\b/i.test(flat),
  },
  { cause: 'dns-failure', weight: 'symptom', words: nameFailures },
  {
    cause: 'dns-failure',
    weight: 'symptom',
    pattern:
      /\b(?:host|server|domain|DNS)(?: ?name)? [^.\n]{0,60}?(?:(?:could|can) ?not|cannot|can't|couldn't|unable to|failed to) (?:be )?(?:resolve|found|look|find)|\b(?:resolve|look ?up|find) (?:the )?(?:SMTP |mail |remote |server )*(?:host|server|domain|DNS)(?: ?name)?\b[^.\n]{0,30}(?:fail|error|not)|\b(?:could|can) ?not (?:resolve|look ?up|find) (?:the )?(?:SMTP |mail |remote |server )*(?:host|server|domain|address)\b/i,
  },
  {
    cause: 'port-25-blocked',
    weight: 'stated',
    words: ['port 25 is blocked', 'outbound port 25', 'blocks port 25', 'port 25 blocked'],
  },
  {
    cause: 'port-25-blocked',
    weight: 'symptom',
    words: [...timeOuts, ...unreachable, 'Unable to connect', 'Cannot connect to', 'Could not open connection'],
    when: isToPort25,
  },
  { cause: 'tls-implicit-vs-starttls-mismatch', weight: 'code', words: [...timeOuts, ...refusals], when: isClosedPort },
  { cause: 'connection-refused', weight: 'symptom', words: refusals, when: (context) => !isClosedPort(context) },
  { cause: 'network-unreachable-ipv6', weight: 'symptom', words: unreachable, when: (context) => !isToPort25(context) },
  { cause: 'connection-timeout', weight: 'symptom', words: timeOuts, when: ordinary },
  { cause: 'connection-dropped', weight: 'symptom', words: lost },
  {
    cause: 'connection-dropped',
    weight: 'symptom',
    pattern: /(?:error|server|eof)["': =]*\bEOF\b|\bEOF["']?\s*(?:$|[},])|unexpected EOF|\[EOF\]/i,
  },
  stated('smtp-intercepted-by-host', 'SMTP restrictions', 'WebHost Manager', 'smtp redirection'),
  vague(
    'connection-timeout',
    'Failed to connect',
    'Could not connect to SMTP host',
    'Unable to connect to the remote server',
    'SMTP connect() failed',
    'could not connect',
    'Could not open connection',
    'Failed to connect socket',
    "Couldn't connect to host",
    'Unable to connect to the SMTP server',
    'cannot connect to the SMTP server',
    'cannot connect to server',
    'Mail server connection failed',
    'Unable to contact the SMTP server',
    'server is not responding',
    'no connection to the server',
  ),
];
