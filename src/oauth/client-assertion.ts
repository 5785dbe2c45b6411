/** How an application proves that it holds the key of its certificate (RFC 7523, with Entra's header). */
import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';

/** How long an assertion is good. */
const lifeSeconds = 600;

/** A certificate or key that cannot be used; the message says why. */
export class BadCertificate extends Error {}

/** `audience`: the token endpoint that it is for. */
export async function clientAssertion(
  clientId: string,
  audience: string,
  pem: { readonly certificate: string; readonly privateKey: string },
): Promise<string> {
  const { certificate, key } = pairOf(pem);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url'),
    })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setJti(randomUUID())
    .setNotBefore(now)
    .setIssuedAt(now)
    .setExpirationTime(now + lifeSeconds)
    .sign(key);
}

function pairOf({ certificate: ofCertificate, privateKey }: Parameters<typeof clientAssertion>[2]) {
  const certificate = read(() => new X509Certificate(ofCertificate), 'the certificate cannot be read; PEM is needed');
  const key = read(
    () => createPrivateKey(privateKey),
    'the private key cannot be read; PEM without a passphrase is needed',
  );
  if (key.asymmetricKeyType !== 'rsa') throw new BadCertificate('the key of the certificate must be RSA');
  if (!certificate.checkPrivateKey(key)) throw new BadCertificate('the private key is not that of the certificate');
  return { certificate, key };
}

function read<T>(attempt: () => T, otherwise: string): T {
  try {
    return attempt();
  } catch {
    throw new BadCertificate(otherwise);
  }
}
