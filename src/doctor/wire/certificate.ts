/** What the certificate of a server is: whom it is for, how long, and who vouches for it. */
import {
  checkServerIdentity,
  type DetailedPeerCertificate,
  getCACertificates,
  type PeerCertificate,
  rootCertificates,
  type TLSSocket,
} from 'node:tls';
import type { CertificateFacts, TlsFacts } from './wire-facts.ts';

const maximumNames = 30;
const maximumCharacters = 200;
/** A chain is followed so far. */
const maximumChain = 10;

/** Everybody that may vouch: the authorities that are known everywhere, this machine's, and those that were given. */
export interface Authorities {
  readonly pem: readonly string[];
  readonly given: readonly string[];
}

export function authoritiesWith(given: readonly string[]): Authorities {
  return { pem: [...new Set([...rootCertificates, ...machines(), ...given])], given };
}

/** An empty list where the system's cannot be read. */
function machines(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}

export function tlsFactsOf(socket: TLSSocket, host: string, authorities: Authorities): TlsFacts {
  const peer = socket.getPeerCertificate(true) as DetailedPeerCertificate | Record<string, never>;
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    certificate: 'raw' in peer ? factsOf(peer as DetailedPeerCertificate, socket, host, authorities) : null,
  };
}

function factsOf(
  peer: DetailedPeerCertificate,
  socket: TLSSocket,
  host: string,
  authorities: Authorities,
): CertificateFacts {
  const problem = problemOf(socket);
  const root = rootOf(peer);
  return {
    subject: named(peer.subject),
    issuer: named(peer.issuer),
    names: (peer.subjectaltname ?? '')
      .split(', ')
      .map((each) => each.replace(/^(?:DNS|IP Address):/, ''))
      .filter((each) => each !== '')
      .slice(0, maximumNames)
      .map((each) => each.slice(0, maximumCharacters)),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
    sha256: peer.fingerprint256,
    trust: problem !== null && problem !== 'CERT_HAS_EXPIRED' ? 'nobody' : trustIn(root, authorities),
    problem,
    coversHost: checkServerIdentity(host.replace(/\.$/, ''), peer) === undefined,
  };
}

/** What is wrong with the chain; another name than the host's is no fault of it. */
function problemOf(socket: TLSSocket): string | null {
  const { authorized, authorizationError } = socket as { authorized: boolean; authorizationError: unknown };
  if (authorized || authorizationError === null || authorizationError === undefined) return null;
  const isError = authorizationError instanceof Error;
  const code = isError ? (authorizationError as NodeJS.ErrnoException).code : authorizationError;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return null;
  return typeof code === 'string' ? code.slice(0, maximumCharacters) : 'unknown';
}

function rootOf(peer: DetailedPeerCertificate): DetailedPeerCertificate {
  let top = peer;
  for (let i = 0; i < maximumChain; i += 1) {
    const above = top.issuerCertificate as DetailedPeerCertificate | undefined;
    if (above === undefined || above === top || above.fingerprint256 === top.fingerprint256) break;
    top = above;
  }
  return top;
}

function trustIn(root: DetailedPeerCertificate, { pem, given }: Authorities): CertificateFacts['trust'] {
  const raw = root.raw.toString('base64');
  const holds = (list: readonly string[]): boolean => list.some((each) => bodyOf(each) === raw);
  if (holds(given)) return 'given';
  if (holds(rootCertificates)) return 'public';
  return holds(pem) ? 'machine' : 'nobody';
}

function bodyOf(pem: string): string {
  return pem.replaceAll(/-----[^-]+-----|\s/g, '');
}

function named(name: PeerCertificate['subject']): string {
  const parts = Object.entries(name).flatMap(([key, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.map((each) => `${key}=${String(each)}`);
  });
  return parts.join(', ').slice(0, maximumCharacters);
}
