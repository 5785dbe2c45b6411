/** A certificate in PEM files that is taken up again when the files change; a broken new one leaves the old one in force. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';

/** PEM, as it stands in the files. */
export interface CertificatePair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

export interface ReloadableCertificate {
  /** TLS 1.2 and up. */
  readonly modern: () => SecureContext;
  /** Completes handshakes of TLS 1.0 and 1.1 too, so that the refusal can be said at AUTH (M365 §1.1). */
  readonly legacy: () => SecureContext;
  readonly pair: () => CertificatePair;
  /** `take` gets each later pair too, for a server that holds one of its own. */
  onReload(take: (pair: CertificatePair) => void): void;
  /** False: the files are not a certificate and its key; the old one stays. */
  reload(): boolean;
  close(): void;
}

const watchMs = 2000;

/** Throws where the files hold no certificate at the start. `reloaded` is told of every later try: null, or why it failed. */
export function reloadableCertificate(
  certFile: string,
  keyFile: string,
  reloaded: (error: unknown) => void = () => undefined,
): ReloadableCertificate {
  let contexts = load(certFile, keyFile);
  const takers: ((pair: CertificatePair) => void)[] = [];

  function reload(): boolean {
    try {
      contexts = load(certFile, keyFile);
      for (const take of takers) take(contexts.pair);
    } catch (error) {
      reloaded(error);
      return false;
    }
    reloaded(null);
    return true;
  }

  for (const file of [certFile, keyFile]) watchFile(file, { interval: watchMs, persistent: false }, reload);
  return {
    modern: () => contexts.modern,
    legacy: () => contexts.legacy,
    pair: () => contexts.pair,
    onReload: (take) => takers.push(take),
    reload,
    close() {
      for (const file of [certFile, keyFile]) unwatchFile(file, reload);
    },
  };
}

function load(certFile: string, keyFile: string) {
  const pair: CertificatePair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  return {
    pair,
    modern: createSecureContext({ ...pair, minVersion: 'TLSv1.2' }),
    legacy: createSecureContext({ ...pair, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' }),
  };
}
