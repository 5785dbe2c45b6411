/** Whether a `client_assertion` is signed by a certificate of an application (RFC 7523 §3), each fault with Entra's number. */
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { ApplicationCertificate } from '../../directory/application.ts';
import type { EntraFaultName } from './entra-error.ts';

export interface AssertionFacts {
  readonly assertion: string;
  readonly appId: string;
  readonly certificates: readonly ApplicationCertificate[];
  /** What `aud` may be: the token endpoint, the issuer. */
  readonly audiences: readonly string[];
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

export type AssertionVerdict =
  | { readonly kind: 'right'; readonly jti: string; readonly expiresAt: number }
  | { readonly kind: 'wrong'; readonly fault: EntraFaultName; readonly about: string };

const algorithms = ['RS256', 'PS256'];
type Header = ReturnType<typeof decodeProtectedHeader>;

/** Longer than any client needs; what is remembered of assertions is bounded by it. */
const maximumLifetimeSeconds = 86_400;
const toleranceSeconds = 300;

export async function verifyAssertion(facts: AssertionFacts): Promise<AssertionVerdict> {
  const { assertion, appId, certificates, audiences, now } = facts;
  const wrong = (fault: EntraFaultName, about: string): AssertionVerdict => ({ kind: 'wrong', fault, about });
  const read = readAssertion(assertion);
  if (read === null) return wrong('malformedAssertion', 'it is no JSON Web Token');
  const { header, claims } = read;
  if (!algorithms.includes(header.alg ?? ''))
    return wrong('malformedAssertion', `alg must be ${algorithms.join(' or ')}`);
  if (claims.iss !== appId || claims.sub !== appId) return wrong('assertionOfAnother', appId);
  const named = certificates.find((each) => isNamed(header, each));
  if (named === undefined) return wrong('assertionCertificateUnknown', nameOf(header));
  if (named.endsAt <= now) return wrong('assertionCertificateExpired', named.thumbprint);
  try {
    const key = createPublicKey(named.certificate);
    await jwtVerify(assertion, key, { algorithms, clockTolerance: toleranceSeconds, currentDate: new Date(now) });
  } catch (error) {
    const timely = error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
    return timely ? wrong('assertionOutOfTime', '') : wrong('assertionSignatureWrong', named.thumbprint);
  }
  const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud ?? ''];
  if (!audience.some((each) => audiences.includes(each))) return wrong('assertionAudience', audiences.join(' or '));
  if (claims.exp === undefined || claims.exp - now / 1000 > maximumLifetimeSeconds)
    return wrong('assertionOutOfTime', '');
  if (typeof claims.jti !== 'string' || claims.jti === '') return wrong('malformedAssertion', 'it has no jti');
  return { kind: 'right', jti: claims.jti, expiresAt: (claims.exp + toleranceSeconds) * 1000 };
}

/** Whose an assertion says that it is; empty: it says nothing that can be read. */
export function subjectOfAssertion(assertion: string): string {
  return readAssertion(assertion)?.claims.sub ?? '';
}

function readAssertion(assertion: string): { header: Header; claims: JWTPayload } | null {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    return null;
  }
}

/** `x5t#S256` or `x5t` (RFC 7515 §4.1.7, §4.1.8); else `kid`, in which clients write either thumbprint in hex or base64url. */
function isNamed(header: Header, { certificate, thumbprint }: ApplicationCertificate): boolean {
  const { raw } = new X509Certificate(certificate);
  const sha256 = createHash('sha256').update(raw).digest();
  // Not for security: it is the name by which older clients call a certificate.
  const sha1 = createHash('sha1').update(raw).digest();
  if (header['x5t#S256'] !== undefined) return header['x5t#S256'] === sha256.toString('base64url');
  if (header.x5t !== undefined) return header.x5t === sha1.toString('base64url');
  const names = [sha256.toString('base64url'), sha1.toString('base64url')];
  const inHex = [thumbprint, sha1.toString('hex').toUpperCase()];
  return names.includes(header.kid ?? '') || inHex.includes((header.kid ?? '').toUpperCase());
}

function nameOf({ 'x5t#S256': sha256, x5t, kid }: Header): string {
  return [sha256, x5t, kid].find((name) => typeof name === 'string') ?? 'none';
}
