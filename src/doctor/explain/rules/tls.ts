/** What a client sees when TLS does not come about. */
import type { Context } from '../context.ts';
import { code, type Rule, stated, symptom, vague } from '../rule.ts';
import { localizedWords } from './localized-words.ts';

const plainWhereTls = [
  'wrong version number',
  'WRONG_VERSION_NUMBER',
  'first record does not look like a TLS handshake',
  'unexpected packet format',
  'packet length too long',
  'unknown protocol',
  'Unrecognized SSL message',
  'plaintext connection?',
  'unexpected TLS packet',
  "tls_alert, 'bad record mac'",
  'bad record mac',
  'http request',
  'ssl3_get_record',
  'SSL_R_UNKNOWN_PROTOCOL',
  'Unsupported or unrecognized SSL message',
  'unsupported_record_version',
  'unsupported_record_type',
  'alert unexpected message',
  'not an SSL/TLS record',
  'received a record with a version that was out of range',
  'record with an unknown content type',
  'tls: oversized record',
  'invalid packet',
  'corrupt frame',
  'reserved for plain-text connections',
  '无法识别的SSL',
  'Cannot determine the frame size',
  ...localizedWords.unexpectedPacket,
] as const;

const untrusted = [
  'certificate verify failed',
  'CERTIFICATE_VERIFY_FAILED',
  'unable to get local issuer certificate',
  'unable to get issuer certificate',
  'self signed certificate',
  'self-signed certificate',
  'PKIX path building failed',
  'unable to find valid certification path',
  'RemoteCertificateChainErrors',
  'remote certificate is invalid',
  'certificate signed by unknown authority',
  'unable to verify the first certificate',
  'certificate has expired',
  'certificate is not trusted',
  'certificate not trusted',
  'server certificate not trusted',
  'untrusted certificate',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'DEPTH_ZERO_SELF_SIGNED',
  'SELF_SIGNED_CERT',
  'revocation',
  'certificate is not yet valid',
  'CERT_HAS_EXPIRED',
  'no trusted certificate',
  'bad certificate',
  'unknown ca',
  "certificate chain couldn't",
  'could not be established for the SSL/TLS secure channel',
  'Unable to get certificate',
  'failed to load system roots',
  ...localizedWords.certificateInvalid,
] as const;

const otherName = [
  'did not match expected CN',
  'does not match certificate',
  'Hostname/IP does not match',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'hostname mismatch',
  "hostname doesn't match",
  'No subject alternative',
  'No name matching',
  'RemoteCertificateNameMismatch',
  'owner does not match hostname',
  'certificate is valid for',
  'certificate name mismatch',
  'CN mismatch',
  'not match the target host',
  'subjectAltName does not match',
  'certificate common name',
  'not valid for the name',
  'host name did not match',
  'IP address mismatch',
  'certificate is not valid for',
  'certificate does not cover',
  'legacy Common Name field',
  'certificate-host-mismatch',
  'certificate name does not',
  'common name invalid',
  'common name mismatch',
] as const;

const middleBoxes =
  /avast|avg |kaspersky|bitdefender|eset|fortinet|fortigate|zscaler|sophos|blue ?coat|netskope|mail shield|mailshield|palo alto|checkpoint|untangle|web shield|web\/mail shield|norton|mcafee/i;

/** The client asked for Microsoft's server, and was shown somebody else's certificate. */
function isSomebodyElses({ flat }: Context): boolean {
  const isAsked =
    /(?:expected CN ?= ?'?|not |for |host(?:name)?:? ?'?|altnames.{0,10}Host: )(?:smtp[\w-]*\.(?:office365|outlook)\.com|smtp\.live\.com)/i.test(
      flat,
    );
  return isAsked && !/CN ?= ?'?(?:\*\.)?(?:outlook|office365|mail\.protection\.outlook)\.com/i.test(flat);
}

/** Plain text on the port of implicit TLS, or the other way about, gives itself away by silence. */
function isWrongMode({ ports, flat }: Context): boolean {
  if (ports.has(465) && !ports.has(587))
    return !/(?:secure|ssl)\W{1,4}(?:true|on|yes|1)\b|SMTP_SSL|SslOnConnect|ssl:\/\//i.test(flat);
  return ports.has(587) && isFromFirstOctet.test(flat) && !/starttls/i.test(flat);
}

/** A setting or a call by which TLS begins with the connection. */
const isFromFirstOctet =
  /\btrue\b|SMTP_SSL|SSL: Sim|\bsmtps\b|implicit|SslOnConnect|ssl:\/\/|(?:secure|use_?ssl)\W{1,4}(?:true|on|yes|1)\b/i;

export const tlsRules: readonly Rule[] = [
  { cause: 'tls-implicit-vs-starttls-mismatch', weight: 'stated', words: plainWhereTls },
  {
    cause: 'tls-implicit-vs-starttls-mismatch',
    weight: 'code',
    words: [
      'unexpectedly disconnected',
      'Connection unexpectedly closed',
      'Greeting never received',
      'socket hang up',
      'ECONNRESET',
      'end of file reached',
      'EOFError',
      'response: -1',
    ],
    pattern: /\bEOF\b/,
    when: isWrongMode,
  },
  {
    // TLS from the first octet was asked for on the port of STARTTLS, and did not come about, whatever the client says of why.
    cause: 'tls-implicit-vs-starttls-mismatch',
    weight: 'symptom',
    pattern:
      /SslHandshakeException|establish an SSL or TLS connection|handshake (?:failed|failure)|SSL_connect|TLS negotiation/i,
    when: ({ ports, flat }) => ports.has(587) && isFromFirstOctet.test(flat) && !/starttls/i.test(flat),
  },
  vague('tls-implicit-vs-starttls-mismatch', 'port which does not support SSL', 'does not support SSL/TLS'),
  { cause: 'smtp-intercepted-by-host', weight: 'stated', words: otherName, when: isSomebodyElses },
  {
    cause: 'tls-hostname-mismatch',
    weight: 'stated',
    words: otherName,
    // A server, too, may say of a name that it does not match: that of the client.
    when: (context) =>
      !isSomebodyElses(context) &&
      (context.refusal === null || /certif|altname|CN ?=|x509|ssl|tls/i.test(context.flat)),
  },
  {
    cause: 'tls-intercepted-by-proxy',
    weight: 'stated',
    pattern: middleBoxes,
    when: ({ flat }) => /certificat|handshake|issuer|CN ?=/i.test(flat),
  },
  stated('tls-intercepted-by-proxy', 'downgrade attack'),
  { cause: 'tls-certificate-untrusted', weight: 'code', words: untrusted },
  code(
    'tls-certificate-untrusted',
    /certificate-expired|tlsa-invalid|(?:issuer|certificate|authority) (?:\w+ ){0,4}(?:not trusted|untrusted|unknown|revoked|expired)|CRL\b.{0,40}(?:unavailable|fail|unable)|unable to (?:get|check) (?:\w+ ){0,3}(?:CRL|revocation)|verify error:num=\d+|certificate (?:\w+ ){0,4}(?:could not|cannot|can't|can not|not) be (?:verified|validated|trusted|checked)|certificate (?:verification|validation) (?:failed|error)|(?:could not|cannot|failed to|unable to) (?:verify|validate) (?:\w+ ){0,4}certificate|no trusted root|(?:root|intermediate) certificate (?:is )?missing/i,
  ),
  code(
    'tls-too-old',
    /\b4\.7\.66\b|\b5\.7\.67\b|protocol version\b[^.\n]{0,30}\bnot (?:enabled|supported|allowed)|\bonly (?:offers|speaks|supports) (?:TLS ?v?1\.?[01]?|SSL ?v?[23])\b/i,
  ),
  stated(
    'tls-too-old',
    'TLS 1.0 and 1.1 are not supported',
    'aka.ms/smtp_auth_tls',
    'unsupported protocol',
    'alert protocol version',
    'protocol_version',
    'no protocols available',
    'TLSV1_ALERT_PROTOCOL_VERSION',
    'do not possess a common algorithm',
    'no cipher',
    'no shared cipher',
    'no common',
    'UNSUPPORTED_PROTOCOL',
    'No appropriate protocol',
    'protocol version not supported',
    'protocol is disabled',
    'dh key too small',
    'tls: protocol version',
    'only supports TLS',
    'unsupported protocol version',
    'legacy sigalg',
    'ee key too small',
    'ca md too weak',
    'unsafe legacy renegotiation',
    'no suitable protocol',
    'inappropriate cipher',
    'cipher suites are inappropriate',
    'no cipher suites in common',
    'TLS version',
    'TLSv1 is not supported',
    ...localizedWords.noCommonAlgorithm,
  ),
  symptom(
    'tls-too-old',
    'handshake_failure',
    'handshake failure',
    'SSLV3_ALERT_HANDSHAKE_FAILURE',
    'closed connection during handshake',
    'SSL alert number 40',
    'SSL alert number 70',
  ),
  vague(
    'tls-too-old',
    'SSL協商失敗',
    'SSL协商失败',
    'SSL negotiation failed',
    'TLS negotiation failed',
    'could not negotiate',
  ),
  vague(
    'tls-certificate-untrusted',
    'Could not convert socket to TLS',
    'stream_socket_enable_crypto',
    'TLS handshake failed',
    'Failed to open TLS connection',
    'SSL/TLS connection failed',
    'failed to receive handshake',
    'SSL handshake failed',
    'SslHandshakeException',
    'SSLHandshakeException',
    'establish an SSL or TLS connection',
    'SSL connect error',
    'SSL error',
    'TLS error',
    'SSL_connect',
  ),
  {
    // Somebody else's server greets where Microsoft's was called.
    cause: 'smtp-intercepted-by-host',
    weight: 'symptom',
    pattern: /\b220[ -][\w-]+(?:\.[\w-]+)+ /,
    when: ({ greeter, flat }) =>
      greeter !== null &&
      /smtp[\w-]*\.(?:office365|outlook|live)\.com/i.test(flat) &&
      !/(?:outlook|office365|hotmail|exchangelabs|microsoft)\.(?:com|de|cn)$/i.test(greeter) &&
      !/localhost|\.(?:local|lan|internal|localdomain)$/i.test(greeter),
  },
  {
    // The dialogue ends where TLS should have begun.
    cause: 'tls-certificate-untrusted',
    weight: 'symptom',
    pattern: /SMTP server ready.{0,80}(?:SMTP Error: )?Could not connect/i,
  },
];
