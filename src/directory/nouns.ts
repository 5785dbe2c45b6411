/** Tenant, user and what belongs to a user's mailbox. */
import type { UserProfile } from './user-profile.ts';

/** An organization; nothing of it is visible from another. */
export interface Tenant {
  readonly id: string;
  /** The first of its accepted domains, lower case; administrators name the tenant by it. */
  readonly domain: string;
  readonly displayName: string;
  readonly createdAt: number;
}

/** A person or a machine that signs in, together with the mailbox of the same name. */
export interface User {
  readonly id: string;
  readonly tenantId: string;
  /** `scanner@fabrikam.example`, lower case; also the primary address of the mailbox. */
  readonly userPrincipalName: string;
  readonly displayName: string;
  /** Further addresses of the mailbox, lower case. */
  readonly aliases: readonly string[];
  readonly createdAt: number;
  /** Left out: nothing is known. */
  readonly profile?: UserProfile;
}

/** A password for one client, made by the service and shown once. */
export interface AppPassword {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** App passwords that one user may have (M365 R10). */
export const maximumAppPasswords = 40;
