/** The embedded certificate: an authority of our own and a leaf, made when the data directory has none. */
import { webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';

export interface CertificateFiles {
  /** For clients to trust; PEM. */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;
const authorityDays = 3650;
/** The longest that clients take of a public authority; nothing speaks for longer here. */
const leafDays = 397;
const renewDays = 30;

/** Makes what is missing, expires soon or lacks one of `names`; keeps the rest. */
export async function embeddedCertificate(
  directory: string,
  names: readonly string[],
  now: number,
): Promise<CertificateFiles> {
  const files = {
    caFile: join(directory, 'ca.pem'),
    certFile: join(directory, 'cert.pem'),
    keyFile: join(directory, 'key.pem'),
  };
  const stamp = join(directory, 'leaf.json');
  if (await isGood(stamp, names, now)) return files;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await make(files, names, now);
  await writeFile(stamp, JSON.stringify({ names, expiresAt: now + leafDays * dayMs }));
  return files;
}

async function isGood(stamp: string, names: readonly string[], now: number): Promise<boolean> {
  try {
    const leaf = JSON.parse(await readFile(stamp, 'utf8')) as { names: string[]; expiresAt: number };
    return leaf.expiresAt - now > renewDays * dayMs && names.every((name) => leaf.names.includes(name));
  } catch {
    return false;
  }
}

async function make(files: CertificateFiles, names: readonly string[], now: number): Promise<void> {
  // A quarter of a second to load, and needed once a year.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const crypto = webcrypto;
  x509.cryptoProvider.set(crypto);
  const keyPair = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [authorityKeys, leafKeys] = await Promise.all([keyPair(), keyPair()]);
  const period = (days: number) => ({ notBefore: new Date(now - dayMs), notAfter: new Date(now + days * dayMs) });
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Postern embedded authority',
    keys: authorityKeys,
    signingAlgorithm: algorithm,
    ...period(authorityDays),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=Postern',
    issuer: authority.subject,
    publicKey: leafKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: algorithm,
    ...period(leafDays),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
    ],
  });
  await writeFile(files.caFile, authority.toString('pem'));
  await writeFile(files.certFile, leaf.toString('pem'));
  // The authority's own key is not kept: a new leaf comes with a new authority.
  await writeFile(files.keyFile, await exportKey(leafKeys.privateKey), { mode: 0o600 });
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`;
}
