/**
 * SASL mechanisms as challenge/response objects: a response in, a step out. They know no socket, no user and no store;
 * what SCRAM needs of cryptography is handed in.
 */

import type { ReplyName } from '../replies.ts';
import type { Credentials } from './credentials.ts';

/** What a mechanism wants next. */
export type SaslStep =
  /** Send this challenge; where `reply` is given, its text is the challenge to the letter. */
  | { readonly kind: 'challenge'; readonly challenge: Buffer; readonly reply?: ReplyName }
  /** Ask the application for the verifiers of `login`, and hand them to `continueWith`. */
  | { readonly kind: 'lookup'; readonly login: string }
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  /** The client's response cannot be understood. */
  | { readonly kind: 'malformed' };

export interface SaslMechanism {
  /** RFC 4954 §4: `initial` is null where the command carried none. */
  start(initial: Buffer | null): SaslStep;
  next(response: Buffer): SaslStep;
  /** Only after `lookup`. */
  continueWith?(credential: ScramServerCredential): SaslStep;
}

/** Verifiers of one login: one salt, and a key for each password that may be used. */
export interface ScramServerCredential {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly keys: readonly { readonly name: string; readonly storedKey: Buffer; readonly serverKey: Buffer }[];
}

/** The cryptography of RFC 5802 for SHA-256, handed in so that the mechanism stays pure. */
export interface ScramCrypto {
  nonce(): string;
  hmac(key: Buffer, data: string | Buffer): Buffer;
  hash(data: Buffer): Buffer;
  equal(one: Buffer, other: Buffer): boolean;
}
