/** Applications: registered, given secrets and certificates, consented to, and made known to Exchange. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import {
  type Application,
  type ApplicationCertificate,
  type ApplicationDetails,
  type ApplicationSecret,
  type ExchangeServicePrincipal,
  noRemarks,
  ordinaryDetails,
  type Remarks,
  type ServicePrincipal,
} from '../directory/application.ts';
import { type ApplicationStore, maximumApplicationCredentials } from '../directory/application-store.ts';
import type { AuditAction, AuditTarget } from '../directory/audit-log.ts';
import type { Permission } from '../directory/permission.ts';
import { faultOfRedirectUri } from '../directory/redirect-uri.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface NewApplication {
  readonly tenantId: string;
  readonly displayName: string;
  readonly redirectUris?: readonly string[];
  readonly publicClient?: boolean;
  readonly requiredPermissions?: readonly Permission[];
  readonly details?: ApplicationDetails;
}

export interface ApplicationCredentials {
  readonly secrets: readonly ApplicationSecret[];
  readonly certificates: readonly ApplicationCertificate[];
}

export interface ApplicationAdministration {
  register(request: AdminRequest, application: NewApplication): Promise<Application>;
  /** By object id or client id. Throws a `Refusal`. */
  find(request: AdminRequest, idOrAppId: string): Promise<Application>;
  list(request: AdminRequest, tenantId: string): Promise<Application[]>;
  update(request: AdminRequest, application: Application): Promise<void>;
  remove(request: AdminRequest, application: Application): Promise<void>;
  /** The secret itself is answered this once. */
  addSecret(
    request: AdminRequest,
    application: Application,
    displayName: string,
    endsAt: number,
  ): Promise<{ readonly secret: ApplicationSecret; readonly text: string }>;
  removeSecret(request: AdminRequest, application: Application, id: string): Promise<void>;
  /** Without what the secrets are compared with. */
  credentials(request: AdminRequest, application: Application): Promise<ApplicationCredentials>;
  /** `pem`: the certificate, without its key. */
  addCertificate(
    request: AdminRequest,
    application: Application,
    displayName: string,
    pem: string,
  ): Promise<ApplicationCertificate>;
  removeCertificate(request: AdminRequest, application: Application, id: string): Promise<void>;
  /** The application becomes one of the tenant's. */
  addServicePrincipal(
    request: AdminRequest,
    tenantId: string,
    application: Application,
    details?: Remarks,
  ): Promise<ServicePrincipal>;
  findServicePrincipal(request: AdminRequest, tenantId: string, idOrAppId: string): Promise<ServicePrincipal>;
  listServicePrincipals(request: AdminRequest, tenantId: string): Promise<ServicePrincipal[]>;
  /** Its `details`. */
  describeServicePrincipal(request: AdminRequest, principal: ServicePrincipal): Promise<void>;
  removeServicePrincipal(request: AdminRequest, principal: ServicePrincipal): Promise<void>;
  /** As Exchange does, it takes any object id: with the wrong one, no token of the application is good for a mailbox. */
  tellExchange(request: AdminRequest, principal: Omit<ExchangeServicePrincipal, 'createdAt'>): Promise<void>;
  /** Gives it another name there. */
  renameInExchange(request: AdminRequest, principal: ExchangeServicePrincipal): Promise<void>;
  forgetInExchange(request: AdminRequest, principal: ExchangeServicePrincipal): Promise<void>;
}

/** Octets of a secret: more than anybody guesses, so that a plain hash of it is safe to keep. */
const secretBytes = 30;
const hintLength = 3;

/** What a secret is compared with. */
export function secretVerifier(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function createApplicationAdministration(store: ApplicationStore, parts: EntryParts): ApplicationAdministration {
  const begin = (
    request: AdminRequest,
    action: AuditAction,
    tenantId: string,
    target: AuditTarget,
    area: Area = 'application',
  ) => entryOf(request, permit(request, area, 'write', tenantId), { tenantId, action, target }, parts);

  return {
    ...registrations(store, parts, begin),
    ...credentials(store, parts, begin),
    ...principals(store, parts, begin),
    ...exchangePrincipals(store, parts, begin),
  };
}

type Begin = (
  request: AdminRequest,
  action: AuditAction,
  tenantId: string,
  target: AuditTarget,
  area?: Area,
) => ReturnType<typeof entryOf>;

function targetOf({ id, displayName }: Application): AuditTarget {
  return { kind: 'application', id, name: displayName };
}

function registrations(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: Begin,
): Pick<ApplicationAdministration, 'register' | 'find' | 'list' | 'update' | 'remove'> {
  return {
    async register(
      request,
      {
        tenantId,
        displayName,
        redirectUris = [],
        publicClient = false,
        requiredPermissions = [],
        details = ordinaryDetails,
      },
    ) {
      const application: Application = {
        id: newGuid(),
        appId: newGuid(),
        tenantId,
        displayName,
        redirectUris,
        publicClient,
        requiredPermissions,
        details,
        createdAt: clock(),
      };
      refuseRedirectUris(application);
      await store.addApplication(application, begin(request, 'application.add', tenantId, targetOf(application)));
      return application;
    },
    async find(request, idOrAppId) {
      const sought = { what: 'application', name: idOrAppId };
      const application = await store.findApplication(idOrAppId);
      if (application === null) throw new Refusal({ kind: 'not-found', ...sought });
      permit(request, 'application', 'read', application.tenantId, sought);
      return application;
    },
    async list(request, tenantId) {
      permit(request, 'application', 'read', tenantId);
      return store.listApplications(tenantId);
    },
    async update(request, application) {
      const entry = begin(request, 'application.update', application.tenantId, targetOf(application));
      refuseRedirectUris(application);
      await store.updateApplication(application, entry);
    },
    async remove(request, application) {
      const entry = begin(request, 'application.remove', application.tenantId, targetOf(application));
      await store.removeApplication(application.id, entry);
    },
  };
}

type CredentialPart = 'credentials' | 'addSecret' | 'removeSecret' | 'addCertificate' | 'removeCertificate';

function credentials(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: Begin,
): Pick<ApplicationAdministration, CredentialPart> {
  return {
    async credentials(request, { id, tenantId }) {
      permit(request, 'application', 'read', tenantId);
      const secrets = (await store.listSecrets(id)).map(({ verifier: _verifier, ...secret }) => secret);
      return { secrets, certificates: await store.listCertificates(id) };
    },
    async addSecret(request, application, displayName, endsAt) {
      const entry = begin(request, 'application-secret.add', application.tenantId, targetOf(application));
      const text = randomBytes(secretBytes).toString('base64url');
      const { id: applicationId } = application;
      const hint = text.slice(0, hintLength);
      const secret = { id: newGuid(), applicationId, displayName, hint, createdAt: clock(), endsAt };
      refuseTooMany(await store.addSecret(secret, secretVerifier(text), entry));
      return { secret, text };
    },
    async removeSecret(request, application, id) {
      const entry = begin(request, 'application-secret.remove', application.tenantId, targetOf(application));
      if (!(await store.removeSecret(application.id, id, entry)))
        throw new Refusal({ kind: 'not-found', what: 'secret', name: id });
    },
    async addCertificate(request, application, displayName, pem) {
      const entry = begin(request, 'application-certificate.add', application.tenantId, targetOf(application));
      const read = readCertificate(pem);
      const certificate = {
        id: newGuid(),
        applicationId: application.id,
        displayName,
        thumbprint: read.fingerprint256.replaceAll(':', ''),
        certificate: read.toString(),
        createdAt: clock(),
        endsAt: Date.parse(read.validTo),
      };
      refuseTooMany(await store.addCertificate(certificate, entry));
      return certificate;
    },
    async removeCertificate(request, application, id) {
      const entry = begin(request, 'application-certificate.remove', application.tenantId, targetOf(application));
      if (!(await store.removeCertificate(application.id, id, entry)))
        throw new Refusal({ kind: 'not-found', what: 'certificate', name: id });
    },
  };
}

type PrincipalPart =
  | 'addServicePrincipal'
  | 'findServicePrincipal'
  | 'listServicePrincipals'
  | 'describeServicePrincipal'
  | 'removeServicePrincipal';

function principals(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: Begin,
): Pick<ApplicationAdministration, PrincipalPart> {
  const target = ({ id, displayName }: ServicePrincipal) =>
    ({ kind: 'service-principal', id, name: displayName }) as const;
  return {
    async addServicePrincipal(request, tenantId, { appId, displayName }, details = noRemarks) {
      const principal: ServicePrincipal = {
        id: newGuid(),
        appId,
        tenantId,
        displayName,
        applicationPermissions: [],
        delegatedPermissions: [],
        details,
        createdAt: clock(),
      };
      const entry = begin(request, 'service-principal.add', tenantId, target(principal));
      refuseKnown(await store.addServicePrincipal(principal, entry), 'the tenant has this application already');
      return principal;
    },
    async findServicePrincipal(request, tenantId, idOrAppId) {
      permit(request, 'application', 'read', tenantId);
      const principal = await store.findServicePrincipal(tenantId, idOrAppId);
      if (principal === null) throw new Refusal({ kind: 'not-found', what: 'service principal', name: idOrAppId });
      return principal;
    },
    async listServicePrincipals(request, tenantId) {
      permit(request, 'application', 'read', tenantId);
      return store.listServicePrincipals(tenantId);
    },
    async describeServicePrincipal(request, principal) {
      const entry = begin(request, 'service-principal.update', principal.tenantId, target(principal));
      await store.describeServicePrincipal(principal, entry);
    },
    async removeServicePrincipal(request, principal) {
      const entry = begin(request, 'service-principal.remove', principal.tenantId, target(principal));
      await store.removeServicePrincipal(principal.id, entry);
    },
  };
}

function exchangePrincipals(
  store: ApplicationStore,
  { clock }: EntryParts,
  begin: Begin,
): Pick<ApplicationAdministration, 'tellExchange' | 'renameInExchange' | 'forgetInExchange'> {
  return {
    async tellExchange(request, principal) {
      const { tenantId, objectId, displayName } = principal;
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.add', tenantId, told, 'mailbox');
      const added = await store.addExchangeServicePrincipal({ ...principal, createdAt: clock() }, entry);
      refuseKnown(added, 'Exchange knows a service principal of this application already');
    },
    async renameInExchange(request, principal) {
      const { tenantId, objectId, displayName } = principal;
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.update', tenantId, told, 'mailbox');
      await store.updateExchangeServicePrincipal(principal, entry);
    },
    async forgetInExchange(request, { tenantId, appId, objectId, displayName }) {
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.remove', tenantId, told, 'mailbox');
      await store.removeExchangeServicePrincipal(tenantId, appId, entry);
    },
  };
}

function refuseRedirectUris({ redirectUris, publicClient, details: { redirectKinds } }: Application): void {
  for (const uri of redirectUris) {
    const fault = faultOfRedirectUri(uri, redirectKinds[uri] ?? (publicClient ? 'publicClient' : 'web'));
    if (fault !== null)
      throw new Refusal({ kind: 'invalid', detail: `the redirect URI '${uri.slice(0, 100)}' ${fault}` });
  }
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Refusal({ kind: 'invalid', detail: 'this is no X.509 certificate in PEM or DER' });
  }
}

function refuseTooMany(result: 'added' | 'too-many'): void {
  if (result === 'added') return;
  const detail = `the application has ${maximumApplicationCredentials} of them already; remove one first`;
  throw new Refusal({ kind: 'conflict', detail });
}

function refuseKnown(result: 'added' | 'there-already', detail: string): void {
  if (result === 'there-already') throw new Refusal({ kind: 'conflict', detail, because: 'there-already' });
}
