/** The second factors of a user, and what the directory needs of a store to keep them. */
import type { NewAuditEntry } from './audit-log.ts';

/** `phone` stands for a method that was registered elsewhere: it is known of, and cannot be asked. */
export type AuthenticationMethodKind = 'totp' | 'passkey' | 'recovery-codes' | 'phone';

export interface AuthenticationMethod {
  readonly id: string;
  readonly userId: string;
  readonly kind: AuthenticationMethodKind;
  readonly name: string;
  readonly createdAt: number;
}

/** With what it is checked against, sealed by the caller where it must not be read. */
export interface AuthenticationMethodWithSecret extends AuthenticationMethod {
  readonly secret: string;
}

/** Methods that one user may have. */
export const maximumMethods = 20;

export interface AuthenticationMethodStore {
  /** Refused when the user has `maximumMethods` already. */
  addMethod(method: AuthenticationMethodWithSecret, entry: NewAuditEntry): Promise<'added' | 'too-many'>;
  listMethods(userId: string): Promise<AuthenticationMethodWithSecret[]>;
  /**
   * Replaces the secret (a passkey's counter, a used code) if it is still `expected`: two uses at once cannot both count.
   * Not in the audit log.
   */
  replaceMethodSecret(id: string, expected: string, secret: string): Promise<boolean>;
  removeMethod(userId: string, id: string, entry: NewAuditEntry): Promise<boolean>;
}
