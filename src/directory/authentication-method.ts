/** The second factors of a user, and what the directory needs of a store to keep them. */
import type { NewAuditEntry } from './audit-log.ts';

/** `phone` stands for a method that was registered elsewhere: it is known of, and cannot be asked. */
export type AuthenticationMethodKind = 'totp' | 'passkey' | 'recovery-code' | 'phone';

export interface AuthenticationMethod {
  readonly id: string;
  readonly userId: string;
  readonly kind: AuthenticationMethodKind;
  readonly name: string;
  readonly createdAt: number;
}

export interface AuthenticationMethodStore {
  /** `secret`: what the method is checked against, sealed by the caller where it must not be read. */
  addMethod(method: AuthenticationMethod, secret: string, entry: NewAuditEntry): Promise<void>;
  listMethods(userId: string): Promise<(AuthenticationMethod & { readonly secret: string })[]>;
  /** Replaces the secret (a passkey's counter, a used recovery code); not in the audit log. */
  setMethodSecret(id: string, secret: string): Promise<void>;
  removeMethod(userId: string, id: string, entry: NewAuditEntry): Promise<boolean>;
}
