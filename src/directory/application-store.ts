/** What the directory needs of a store for applications. `store/application-store.ts` implements it. */
import type {
  Application,
  ApplicationCertificate,
  ApplicationSecret,
  ExchangeServicePrincipal,
  ServicePrincipal,
} from './application.ts';
import type { NewAuditEntry } from './audit-log.ts';
import type { Permission, PermissionKind } from './permission.ts';

/** Secrets, or certificates, that one application may have. */
export const maximumApplicationCredentials = 20;

export interface PermissionChange {
  readonly drop?: readonly Permission[];
  /** Stays where it is in `drop` as well. */
  readonly add?: readonly Permission[];
}

/** All certificates of an application: ids of those that stay, and those that are new. */
export interface CertificateList {
  readonly kept: readonly string[];
  readonly added: readonly ApplicationCertificate[];
}

/** What is left out stays as it is. */
export type ConsentChange = Readonly<Partial<Record<PermissionKind, PermissionChange>>>;

/** A secret or a certificate of an application that comes to its end. */
export interface EndingCredential {
  readonly kind: 'secret' | 'certificate';
  readonly id: string;
  readonly endsAt: number;
  readonly tenantId: string;
  readonly appId: string;
  /** The name of the application. */
  readonly application: string;
}

export interface ApplicationStore {
  /** With `certificates`, if there are any. */
  addApplication(
    application: Application,
    entry: NewAuditEntry,
    certificates?: readonly ApplicationCertificate[],
  ): Promise<void>;
  /** By object id or client id. */
  findApplication(idOrAppId: string): Promise<Application | null>;
  /** Ordered by name. */
  listApplications(tenantId: string): Promise<Application[]>;
  /**
   * Makes a new registration of the one that is there, as long as nobody else has changed it meanwhile; its certificates become
   * those of `certificates`. Where its name changes, its service principal in its own tenant is renamed with it.
   */
  updateApplication(
    id: string,
    change: (now: Application) => Application,
    entry: NewAuditEntry,
    certificates?: CertificateList,
  ): Promise<Application | 'changed-meanwhile' | 'not-there'>;
  /** With its credentials and, in its own tenant, its service principal and the roles of that. */
  removeApplication(id: string, entry: NewAuditEntry): Promise<'removed' | 'last-administrator'>;

  /** `verifier`: SHA-256 of the secret, which is random and long. */
  addSecret(secret: ApplicationSecret, verifier: string, entry: NewAuditEntry): Promise<'added' | 'too-many'>;
  listSecrets(applicationId: string): Promise<(ApplicationSecret & { readonly verifier: string })[]>;
  removeSecret(applicationId: string, id: string, entry: NewAuditEntry): Promise<boolean>;
  addCertificate(certificate: ApplicationCertificate, entry: NewAuditEntry): Promise<'added' | 'too-many'>;
  listCertificates(applicationId: string): Promise<ApplicationCertificate[]>;
  removeCertificate(applicationId: string, id: string, entry: NewAuditEntry): Promise<boolean>;

  /** Of every tenant: those that end from `from` to `to`, at most `limit`, the first first. */
  endingCredentials(from: number, to: number, limit: number): Promise<EndingCredential[]>;

  addServicePrincipal(principal: ServicePrincipal, entry: NewAuditEntry): Promise<'added' | 'there-already'>;
  /** By object id or client id. */
  findServicePrincipal(tenantId: string, idOrAppId: string): Promise<ServicePrincipal | null>;
  listServicePrincipals(tenantId: string): Promise<ServicePrincipal[]>;
  /** Takes permissions away and gives others, whatever else is consented to at the same moment. */
  changeConsent(principalId: string, change: ConsentChange, entry: NewAuditEntry): Promise<void>;
  /** What it says of itself, whatever is consented to at the same moment. */
  describeServicePrincipal(principal: Pick<ServicePrincipal, 'id' | 'details'>, entry: NewAuditEntry): Promise<void>;
  removeServicePrincipal(id: string, entry: NewAuditEntry): Promise<'removed' | 'last-administrator'>;

  addExchangeServicePrincipal(
    principal: ExchangeServicePrincipal,
    entry: NewAuditEntry,
  ): Promise<'added' | 'there-already'>;
  /** By client id or by the object id as given. */
  findExchangeServicePrincipal(tenantId: string, id: string): Promise<ExchangeServicePrincipal | null>;
  listExchangeServicePrincipals(tenantId: string): Promise<ExchangeServicePrincipal[]>;
  /** Its name there. */
  updateExchangeServicePrincipal(principal: ExchangeServicePrincipal, entry: NewAuditEntry): Promise<void>;
  removeExchangeServicePrincipal(tenantId: string, appId: string, entry: NewAuditEntry): Promise<void>;
}
