/** The embedded certificate: an authority of our own and a leaf, made when the data directory has none. */
import { webcrypto } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';

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
  if (await isGood(files, stamp, names, now)) return files;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await make(files, names, now);
  await writeFile(stamp, JSON.stringify({ names, expiresAt: now + leafDays * dayMs }));
  return files;
}

async function isGood(files: CertificateFiles, stamp: string, names: readonly string[], now: number): Promise<boolean> {
  try {
    await Promise.all([files.caFile, files.certFile, files.keyFile].map((file) => access(file)));
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
  const period = (days: number) => ({ notBefore: new Date(now - dayMs), notAfter: new Date(now + days * dayMs) });
  const keyFile = join(dirname(files.caFile), 'ca-key.pem');
  let authority: { certificate: InstanceType<typeof x509.X509Certificate>; key: webcrypto.CryptoKey };
  try {
    // Clients have been told to trust this authority: it outlives its leaves.
    const der = x509.PemConverter.decodeFirst(await readFile(keyFile, 'utf8'));
    const key = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
    authority = { certificate: new x509.X509Certificate(await readFile(files.caFile, 'utf8')), key };
  } catch {
    const keys = await keyPair();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Postern embedded authority',
      keys,
      signingAlgorithm: algorithm,
      ...period(authorityDays),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    await writeFile(files.caFile, certificate.toString('pem'));
    await writeFile(keyFile, await exportKey(keys.privateKey), { mode: 0o600 });
    authority = { certificate, key: keys.privateKey };
  }
  const leafKeys = await keyPair();
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=Postern',
    issuer: authority.certificate.subject,
    publicKey: leafKeys.publicKey,
    signingKey: authority.key,
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
  await writeFile(files.certFile, leaf.toString('pem'));
  await writeFile(files.keyFile, await exportKey(leafKeys.privateKey), { mode: 0o600 });
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`;
}
