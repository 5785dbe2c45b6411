/** One try to sign in, as `decide` sees it: what the client did, not who it is allowed to be. */

export type Mechanism = 'LOGIN' | 'PLAIN' | 'XOAUTH2' | 'OAUTHBEARER' | 'SCRAM-SHA-256' | 'SCRAM-SHA-256-PLUS';

export type TlsVersion = 'none' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** Why a token was not accepted. */
export type TokenFault =
  | 'malformed'
  | 'expired'
  | 'untrusted-issuer'
  | 'wrong-audience'
  | 'wrong-scope'
  | 'other-user'
  | 'other-tenant'
  | 'no-mailbox-permission'
  /** Exchange was never told of the application, or with another id than that of its service principal. */
  | 'not-in-exchange'
  | 'other-object-id'
  /** From before the moment since which the user's tokens count. */
  | 'revoked'
  /** Of an issuer that is trusted, whose keys cannot be had at the moment. */
  | 'issuer-unreachable';

/** A token that was checked. */
export type TokenCredential =
  | { readonly kind: 'token'; readonly verdict: 'right'; readonly by: 'user' }
  /** `opensMailbox`: it has FullAccess, without which nothing can be sent (M365 §2.3 C3). */
  | {
      readonly kind: 'token';
      readonly verdict: 'right';
      readonly by: 'application';
      readonly opensMailbox: boolean;
    }
  /** `about`: what came and what would be right, for the words of the fault. */
  | {
      readonly kind: 'token';
      readonly verdict: 'wrong';
      readonly fault: TokenFault;
      readonly about?: Readonly<Record<string, string>>;
    };

/**
 * The credential and what became of it. `unchecked` stands where checking it would have been of no use or was not allowed
 * (an earlier gate was shut, or the throttle asked for restraint).
 */
export type Credential =
  | { readonly kind: 'password'; readonly verdict: 'right' | 'wrong' | 'unchecked' }
  | { readonly kind: 'app-password'; readonly verdict: 'right'; readonly name: string }
  | { readonly kind: 'token'; readonly verdict: 'unchecked' }
  | TokenCredential;

export interface Attempt {
  readonly mechanism: Mechanism;
  readonly credential: Credential;
  readonly tls: TlsVersion;
  /** The client's address, without a port. */
  readonly address: string;
  /** Which door it came through: the ordinary one, or the one for clients of TLS 1.0 and 1.1. */
  readonly endpoint: 'submission' | 'legacy-tls';
  /** The listener lets this client's network sign in without TLS. */
  readonly clearTextAllowed: boolean;
  /** What smart lockout says of this account from this address. */
  readonly lockout: 'open' | 'locked';
}

/** The mailbox is opened by an application on its own: its user is not the one who signs in. */
export function isByApplication({ credential }: Attempt): boolean {
  return credential.kind === 'token' && credential.verdict === 'right' && credential.by === 'application';
}

/** Basic authentication in Microsoft's words: a password travels, or is proven, with each sign-in. */
export function isBasic(mechanism: Mechanism): boolean {
  return mechanism !== 'XOAUTH2' && mechanism !== 'OAUTHBEARER';
}
