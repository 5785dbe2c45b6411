/** Applications that sign in with OAuth, as Entra has them: a registration, and a service principal in each tenant that uses it. */
import type { Permission } from './permission.ts';

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
  readonly createdAt: number;
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
