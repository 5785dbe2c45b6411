/** Seals small secrets that must be read again (AES-256-GCM), with a key made for one purpose out of the service's secret. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Seal {
  /** `context` says what the text belongs to: it can be opened under the same one only. */
  seal(text: string, context: string): string;
  /** Null: altered, sealed under another key, or for another context. */
  open(sealed: string, context: string): string | null;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** A key of 32 octets for `purpose`, out of a secret (RFC 5869). */
export function keyFor(purpose: string, secret: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `postern ${purpose}`, 32));
}

export function createSeal(purpose: string, secret: Buffer): Seal {
  const key = keyFor(purpose, secret);
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      );
    },
    open(sealed, context) {
      const octets = Buffer.from(sealed, 'base64url');
      if (octets.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv(algorithm, key, octets.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(context))
        .setAuthTag(octets.subarray(-tagBytes));
      try {
        const text = [decipher.update(octets.subarray(nonceBytes, -tagBytes)), decipher.final()];
        return Buffer.concat(text).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
