/** Access tokens of our own authority: signed, and verified. */
import { createLocalJWKSet, errors, type JWK, jwtVerify, SignJWT } from 'jose';
import type { AccessToken, AccessTokenVerdict } from './access-token.ts';
import { claimsOf, readClaims } from './claims.ts';
import { type TokenKeys, tokenAlgorithm } from './token-keys.ts';

export interface OwnTokens {
  sign(token: AccessToken): Promise<string>;
  verify(token: string): Promise<AccessTokenVerdict>;
  /** What everybody may see of the keys. */
  publicKeys(): readonly JWK[];
}

/** `issuersOf`: the issuers of a tenant's tokens, one for each address that clients know us by; the first one signs here. */
export function createOwnTokens(
  keys: TokenKeys,
  issuersOf: (tenantId: string) => readonly string[],
  now: () => number,
): OwnTokens {
  const publicKeys = (): JWK[] =>
    keys.current().map(({ jwk: { kty, n, e, kid, use, alg } }) => ({ kty, n, e, kid, use, alg }) as JWK);
  return {
    publicKeys,
    async sign(token) {
      const newest = keys.current()[0];
      if (newest === undefined) throw new Error('there is no key to sign with');
      return new SignJWT(claimsOf(token))
        .setProtectedHeader({ alg: tokenAlgorithm, kid: newest.jwk.kid, typ: 'JWT' })
        .setIssuer(issuersOf(token.tenantId)[0] ?? '')
        .setIssuedAt(Math.floor(token.issuedAt / 1000))
        .setExpirationTime(Math.floor(token.expiresAt / 1000))
        .sign(newest.jwk);
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: publicKeys() }), {
          algorithms: [tokenAlgorithm],
          currentDate: new Date(now()),
        });
        const verdict = readClaims(payload);
        const trusted = verdict.kind === 'wrong' || issuersOf(verdict.token.tenantId).includes(payload.iss ?? '');
        return trusted ? verdict : { kind: 'wrong', fault: 'untrusted-issuer' };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          const at = new Date((error.payload.exp ?? 0) * 1000).toISOString();
          return { kind: 'wrong', fault: 'expired', about: { at } };
        }
        const foreign =
          error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed;
        return { kind: 'wrong', fault: foreign ? 'untrusted-issuer' : 'malformed' };
      }
    },
  };
}
