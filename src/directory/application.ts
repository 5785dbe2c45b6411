/** Applications that sign in with OAuth, as Entra has them: a registration, and a service principal in each tenant that uses it. */
import { type Permission, type PermissionKind, permissions } from './permission.ts';

/** The registration; it belongs to one tenant. */
export interface Application {
  /** The object id of the registration, which is not the one that Exchange wants to know. */
  readonly id: string;
  /** The client id. */
  readonly appId: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly redirectUris: readonly string[];
  /** It can keep no secret: device code and PKCE only. */
  readonly publicClient: boolean;
  /** What it asks consent for. */
  readonly requiredPermissions: readonly Permission[];
  readonly details: ApplicationDetails;
  readonly createdAt: number;
}

/** What a registration says of itself beside what decides. */
export interface ApplicationDetails extends Remarks {
  /** Which tenants it may become an application of. */
  readonly signInAudience: 'AzureADMyOrg' | 'AzureADMultipleOrgs';
  /** Of each redirect URI that is not of the kind `web`. */
  readonly redirectKinds: Readonly<Record<string, 'spa' | 'publicClient'>>;
  /** As it was said; null: it was not. */
  readonly isFallbackPublicClient: boolean | null;
  /** Of each required permission that is asked for in one of its kinds alone. */
  readonly requiredKinds: Readonly<Partial<Record<Permission, PermissionKind>>>;
  /** What it asks consent for that is not known here, as it was written. */
  readonly otherAccess: readonly RequiredAccess[];
}

/** For people to read. */
export interface Remarks {
  readonly description: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
}

/** A permission by its id. */
export interface RequiredAccess {
  readonly resourceAppId: string;
  readonly id: string;
  readonly type: 'Scope' | 'Role';
}

export const noRemarks: Remarks = { description: null, notes: null, tags: [] };

export const ordinaryDetails: ApplicationDetails = {
  ...noRemarks,
  signInAudience: 'AzureADMyOrg',
  redirectKinds: {},
  isFallbackPublicClient: null,
  requiredKinds: {},
  otherAccess: [],
};

/** The kinds in which a registration asks for one of its required permissions. */
export function requiredKindsOf(
  { requiredKinds }: Pick<ApplicationDetails, 'requiredKinds'>,
  permission: Permission,
): readonly PermissionKind[] {
  const only = requiredKinds[permission];
  return only === undefined ? permissions[permission].kinds : [only];
}

/** A secret of a registration; itself it is shown once. */
export interface ApplicationSecret {
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
  /** Its first characters, to tell one from another. */
  readonly hint: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

/** A certificate whose key signs the assertions of a registration. */
export interface ApplicationCertificate {
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
  /** SHA-256 of the DER, upper-case hex. */
  readonly thumbprint: string;
  /** PEM. */
  readonly certificate: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

/** An application in a tenant ("Enterprise application"), with what was consented to there. */
export interface ServicePrincipal {
  /** The object id that Exchange wants to know. */
  readonly id: string;
  readonly appId: string;
  readonly tenantId: string;
  readonly displayName: string;
  /** Application permissions that an administrator has granted. */
  readonly applicationPermissions: readonly Permission[];
  /** Delegated permissions granted for every user of the tenant. */
  readonly delegatedPermissions: readonly Permission[];
  readonly details: Remarks;
  readonly createdAt: number;
}

/** An application as Exchange knows it (`New-ServicePrincipal`); with the wrong object id it is of no use (M365 §7). */
export interface ExchangeServicePrincipal {
  readonly tenantId: string;
  readonly appId: string;
  /** As the administrator gave it: right where it is the id of the service principal. */
  readonly objectId: string;
  readonly displayName: string;
  readonly createdAt: number;
}
