/** What applications prove themselves with: secrets, which are shown once, and certificates. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import type { AdminRequest } from '../directory/actor.ts';
import type { Application, ApplicationCertificate, ApplicationSecret } from '../directory/application.ts';
import { type ApplicationStore, maximumApplicationCredentials } from '../directory/application-store.ts';
import { type BeginChange, targetOf } from './application-change.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface ApplicationCredentials {
  readonly secrets: readonly ApplicationSecret[];
  readonly certificates: readonly ApplicationCertificate[];
}

export interface CredentialAdministration {
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
}

/** Certificates as a client writes them: ids of those that stay, and those that are new. */
export interface WrittenCertificates {
  readonly kept: readonly string[];
  readonly added: readonly { readonly displayName: string; readonly pem: string }[];
}

/** Octets of a secret: more than anybody guesses, so that a plain hash of it is safe to keep. */
const secretBytes = 30;
const hintLength = 3;

/** What a secret is compared with. */
export function secretVerifier(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function credentials(
  store: ApplicationStore,
  { clock, newGuid }: EntryParts,
  begin: BeginChange,
): CredentialAdministration {
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
      const certificate = newCertificate(application.id, { displayName, pem }, { clock, newGuid });
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

/** Throws a `Refusal` where it is none. */
export function newCertificate(
  applicationId: string,
  { displayName, pem }: WrittenCertificates['added'][number],
  { clock, newGuid }: EntryParts,
): ApplicationCertificate {
  const read = readCertificate(pem);
  return {
    id: newGuid(),
    applicationId,
    displayName,
    thumbprint: read.fingerprint256.replaceAll(':', ''),
    certificate: read.toString(),
    createdAt: clock(),
    endsAt: Date.parse(read.validTo),
  };
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
