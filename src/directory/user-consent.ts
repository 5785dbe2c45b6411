/** What a user let an application do on their behalf: for themselves alone, beside what an administrator granted for everybody. */
import type { NewAuditEntry } from './audit-log.ts';
import type { Permission } from './permission.ts';

export interface UserConsent {
  readonly tenantId: string;
  readonly userId: string;
  readonly appId: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: number;
}

/** What the directory needs of a store for them. `store/directory/user-consent-store.ts` implements it. */
export interface UserConsentStore {
  find(userId: string, appId: string): Promise<UserConsent | null>;
  /** Of an application in a tenant; at most `limit`, ordered by user. */
  list(tenantId: string, appId: string, limit: number): Promise<UserConsent[]>;
  /** Adds its permissions to what was consented to before, whatever else is at the same moment. */
  add(consent: UserConsent, entry: NewAuditEntry): Promise<void>;
  /** Takes permissions out; a consent to nothing does not stay. */
  drop(userId: string, appId: string, permissions: readonly Permission[], entry: NewAuditEntry): Promise<void>;
}
