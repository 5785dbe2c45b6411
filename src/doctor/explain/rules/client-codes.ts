/** Numbers and names that clients, libraries and systems give to a failure, as their makers document them: one table, cause by code. */
import type { Cause } from '../cause.ts';
import type { Rule } from '../rule.ts';

interface Code {
  readonly cause: Cause;
  /** The codes; their case does not matter. */
  readonly codes: readonly string[];
}

/** Sockets: what Windows and libuv number, and POSIX names. */
const sockets: readonly Code[] = [
  {
    cause: 'dns-failure',
    codes: ['11001', '11002', '11003', '11004', 'WSAHOST_NOT_FOUND', 'WSATRY_AGAIN', 'WSANO_DATA'],
  },
  { cause: 'connection-refused', codes: ['10061', 'WSAECONNREFUSED', 'ECONNREFUSED'] },
  { cause: 'connection-timeout', codes: ['10060', 'WSAETIMEDOUT'] },
  {
    cause: 'connection-dropped',
    codes: ['10053', '10054', 'WSAECONNRESET', 'WSAECONNABORTED', 'ECONNRESET', 'ECONNABORTED'],
  },
  {
    cause: 'network-unreachable-ipv6',
    codes: ['10047', '10049', '10051', '10065', 'WSAENETUNREACH', 'WSAEHOSTUNREACH', 'EAFNOSUPPORT'],
  },
];

/** Outlook, Windows Live Mail and CDO: HRESULTs of MAPI and of the Internet mail of Windows. */
const outlook: readonly Code[] = [
  { cause: 'dns-failure', codes: ['0x800CCC0D'] },
  {
    cause: 'connection-timeout',
    codes: ['0x800CCC0E', '0x800CCC19', '0x80040213', '0x80042108', '0x80042109', '0x8004210B'],
  },
  { cause: 'connection-dropped', codes: ['0x800CCC0F', '0x80042110'] },
  { cause: 'tls-implicit-vs-starttls-mismatch', codes: ['0x800CCC1A', '0x800CCC7D'] },
  { cause: 'auth-failed-unspecified', codes: ['0x800CCC90', '0x800CCC92', '0x80040217', '0x800CCC18', '0x80040920'] },
  { cause: 'auth-mechanism-unsupported', codes: ['0x800CCC80', '0x800CCC81'] },
];

/** Schannel, OpenSSL and GnuTLS. */
const tls: readonly Code[] = [
  {
    cause: 'tls-certificate-untrusted',
    codes: [
      '0x80090325',
      '0x80090328',
      '0x800B0109',
      '0x800B010A',
      '0x80092012',
      '0x80092013',
      'SEC_E_UNTRUSTED_ROOT',
      'SEC_E_CERT_EXPIRED',
      'CERT_E_UNTRUSTEDROOT',
      'CRYPT_E_NO_REVOCATION_CHECK',
      'CRYPT_E_REVOCATION_OFFLINE',
      'GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR',
    ],
  },
  {
    cause: 'tls-hostname-mismatch',
    codes: ['0x80090322', '0x800B010F', 'SEC_E_WRONG_PRINCIPAL', 'CERT_E_CN_NO_MATCH'],
  },
  {
    cause: 'tls-too-old',
    codes: [
      '0x80090331',
      'SEC_E_ALGORITHM_MISMATCH',
      'SEC_E_UNSUPPORTED_FUNCTION',
      'GNUTLS_E_UNSUPPORTED_VERSION_PACKET',
    ],
  },
  {
    cause: 'tls-implicit-vs-starttls-mismatch',
    codes: [
      '0x80090308',
      'SEC_E_INVALID_TOKEN',
      'GNUTLS_E_UNEXPECTED_PACKET_LENGTH',
      'GNUTLS_E_UNEXPECTED_PACKET',
      'GNUTLS_E_RECORD_OVERFLOW',
    ],
  },
];

/** libcurl: CURLE_…, of which the number stands in front, as `curl: (7)`. */
const curl: readonly Code[] = [
  {
    cause: 'client-bug-or-config',
    codes: ['curl: (1)', 'curl: (3)', 'CURLE_URL_MALFORMAT', 'CURLE_UNSUPPORTED_PROTOCOL'],
  },
  { cause: 'dns-failure', codes: ['curl: (5)', 'curl: (6)', 'CURLE_COULDNT_RESOLVE_HOST'] },
  { cause: 'connection-refused', codes: ['curl: (7)', 'CURLE_COULDNT_CONNECT'] },
  { cause: 'connection-timeout', codes: ['curl: (28)', 'CURLE_OPERATION_TIMEDOUT'] },
  {
    cause: 'tls-certificate-untrusted',
    codes: ['curl: (51)', 'curl: (60)', 'curl: (77)', 'CURLE_PEER_FAILED_VERIFICATION'],
  },
  { cause: 'tls-implicit-vs-starttls-mismatch', codes: ['curl: (35)', 'CURLE_SSL_CONNECT_ERROR'] },
  { cause: 'starttls-required', codes: ['curl: (64)', 'CURLE_USE_SSL_FAILED'] },
  {
    cause: 'connection-dropped',
    codes: ['curl: (52)', 'curl: (55)', 'curl: (56)', 'CURLE_RECV_ERROR', 'CURLE_SEND_ERROR'],
  },
];

/** Names that nodemailer and the resolver of Node give. */
const libraries: readonly Code[] = [{ cause: 'dns-failure', codes: ['EDNS', 'ENODATA', 'EAI_FAIL', 'EAI_NODATA'] }];

/** Neither a longer number nor a part of a name. */
function patternOf(codes: readonly string[]): RegExp {
  const escaped = codes.map((each) => each.replaceAll(/[()]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\w.:/-]|\bport )(?:${escaped.join('|')})(?![\w]|\.\d)`, 'i');
}

export const clientCodeRules: readonly Rule[] = [...sockets, ...outlook, ...tls, ...curl, ...libraries].map(
  ({ cause, codes }) => ({ cause, weight: 'symptom', pattern: patternOf(codes) }),
);
