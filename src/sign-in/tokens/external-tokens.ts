/** Verifies tokens of issuers that a tenant trusts beside our own. */
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { SignInFacts } from '../../directory/directory-store.ts';
import type { TrustedIssuer } from '../../directory/trusted-issuer.ts';
import type { Clock } from '../../lib/clock.ts';
import type { TokenCredential, TokenFault } from '../attempt.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { issuerOfToken, judgeExternalToken } from './judge-external-token.ts';

/** Null: the token names no issuer that the tenant trusts. */
export type VerifyExternalToken = (facts: SignInFacts, token: string) => Promise<TokenCredential | null>;

/** Of public keys only: what is signed with a shared secret could be signed by us as well. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** How far the clocks of the two houses may be apart. */
const clockToleranceSeconds = 60;

export function createVerifyExternalToken(keys: IssuerKeys, clock: Clock): VerifyExternalToken {
  async function claimsOf(token: string, trusted: TrustedIssuer): Promise<JWTPayload | TokenFault> {
    const known = await keys.keysAt(trusted.jwksUri, false);
    if (known === null) return 'issuer-unreachable';
    const claims = await claimsWith(token, trusted, known, clock());
    if (claims !== 'no-key') return claims;
    // It may be a key that is newer than what we have.
    const fresh = await keys.keysAt(trusted.jwksUri, true);
    const again = fresh === null ? 'no-key' : await claimsWith(token, trusted, fresh, clock());
    return again === 'no-key' ? 'untrusted-issuer' : again;
  }

  return async (facts, token) => {
    const trusted = issuerOfToken(facts.tenantSettings.trustedIssuers.value, claimsUnseen(token));
    if (trusted === null) return null;
    const claims = await claimsOf(token, trusted);
    return typeof claims === 'string'
      ? { kind: 'token', verdict: 'wrong', fault: claims }
      : judgeExternalToken(claims, trusted, facts);
  };
}

/** What a token says of itself, which nothing has proven yet. */
function claimsUnseen(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

async function claimsWith(
  token: string,
  { issuer, audience }: TrustedIssuer,
  keys: JSONWebKeySet,
  now: number,
): Promise<JWTPayload | TokenFault | 'no-key'> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['exp'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): TokenFault | 'no-key' {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWKSNoMatchingKey) return 'no-key';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'untrusted-issuer';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') return 'wrong-audience';
  return 'malformed';
}
