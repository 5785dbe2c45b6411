/** Makes the certificate of a configuration, and keeps it in force: reloaded when its files change, renewed when it is ours. */
import { join } from 'node:path';
import type { Configuration } from '../config/schema.ts';
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import { unreadable } from '../lib/why-unreadable.ts';
import type { Events } from '../observability/events.ts';
import { embeddedCertificate } from '../smtp/server/tls/certificate-authority.ts';
import { type ReloadableCertificate, reloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';

export interface CertificateInForce extends ReloadableCertificate {
  /** The authority that clients are to trust; null where the certificate was configured. */
  readonly caFile: string | null;
}

/** How often the embedded leaf is looked at; it is renewed a month before its end. */
const renewEveryMs = 86_400_000;

/** Throws `AppError('configuration-invalid')` where the configured files hold no certificate and its key. */
export async function certificateOf(
  configuration: Configuration,
  host: string,
  dataDirectory: string,
  events: Events,
): Promise<CertificateInForce> {
  const { certificate } = configuration;
  if (certificate !== null) return { ...load(certificate, events), caFile: null };
  const names = [...new Set(['localhost', host, '127.0.0.1', '::1'])];
  const make = () => embeddedCertificate(join(dataDirectory, 'tls'), names, systemClock());
  const files = await make();
  const loaded = load(files, events);
  const timer = setInterval(() => {
    make().catch((error: unknown) => events.certificateRejected({ certFile: files.certFile, error }));
  }, renewEveryMs).unref();
  return {
    ...loaded,
    caFile: files.caFile,
    close() {
      clearInterval(timer);
      loaded.close();
    },
  };
}

function load({ certFile, keyFile }: { certFile: string; keyFile: string }, events: Events): ReloadableCertificate {
  try {
    return reloadableCertificate(certFile, keyFile, (error) => {
      if (error === null) events.certificateReloaded({ certFile });
      else events.certificateRejected({ certFile, error });
    });
  } catch (cause) {
    const reason = `certificate: ${certFile} and ${keyFile} cannot be used${whyUnusable(cause)}`;
    throw new AppError('configuration-invalid', { reason }, cause);
  }
}

function whyUnusable(cause: unknown): string {
  const { code, path } = cause as NodeJS.ErrnoException;
  if (path !== undefined) return `; ${unreadable(path, cause)}`;
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return '; the key is not that of the certificate';
  return '; each must be PEM, and the key without a passphrase';
}
