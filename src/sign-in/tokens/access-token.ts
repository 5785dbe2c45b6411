/** An access token as Postern reads it, and what can be wrong with one. */
import type { Permission } from '../../directory/permission.ts';

export interface AccessToken {
  readonly tenantId: string;
  readonly audience: string;
  /** The client id of the application that asked for it. */
  readonly appId: string;
  readonly subject:
    | { readonly kind: 'user'; readonly id: string; readonly userPrincipalName: string }
    /** `id`: the object id of its service principal. */
    | { readonly kind: 'application'; readonly id: string };
  /** Delegated scopes of a user, application permissions of an application. */
  readonly permissions: readonly Permission[];
  /** Milliseconds since 1970, UTC. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export type AccessTokenFault = 'malformed' | 'expired' | 'untrusted-issuer' | 'wrong-audience';

export type AccessTokenVerdict =
  | { readonly kind: 'right'; readonly token: AccessToken }
  | {
      readonly kind: 'wrong';
      readonly fault: AccessTokenFault;
      /** What came and what would be right, where it is known. */
      readonly about?: Readonly<Record<string, string>>;
    };

/** Says whether a token is one of ours, for one of our APIs, and still good. */
export type VerifyAccessToken = (token: string) => Promise<AccessTokenVerdict>;
