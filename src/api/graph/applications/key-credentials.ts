/** The certificates of an application as one list, which a request replaces. */
import { X509Certificate } from 'node:crypto';
import type { WrittenCertificates } from '../../../administration/application-credentials.ts';
import { maximumApplicationCredentials } from '../../../directory/application-store.ts';
import type { Fields } from '../fields.ts';
import { BadRequest } from '../graph-fault.ts';

const maximumKey = 16_384;

/** Those that are there already and stay, and those that are new. Throws a `BadRequest`. Pure. */
export function readKeys(written: readonly Fields[]): WrittenCertificates {
  if (written.length > maximumApplicationCredentials)
    throw new BadRequest(`Property 'keyCredentials' has at most ${maximumApplicationCredentials} elements.`);
  const kept: string[] = [];
  const added: WrittenCertificates['added'][number][] = [];
  for (const fields of written) {
    const key = fields.take('key') ?? null;
    const keyId = fields.text('keyId')?.toLowerCase();
    const displayName = fields.text('displayName') ?? '';
    fields.oneOf('type', ['AsymmetricX509Cert']);
    fields.oneOf('usage', ['Verify']);
    // They stand in the certificate.
    fields.ignore('customKeyIdentifier', 'startDateTime', 'endDateTime');
    fields.refuseOthers();
    if (key === null) {
      if (keyId === undefined) throw fields.bad('key', 'must be a certificate, base64 of its DER');
      kept.push(keyId);
      continue;
    }
    const pem = typeof key === 'string' && key.length <= maximumKey ? pemOf(key) : null;
    if (pem === null)
      throw fields.bad('key', 'must be an X.509 certificate without its private key, base64 of its DER');
    added.push({ displayName: displayName.slice(0, 90), pem });
  }
  return { kept: [...new Set(kept)], added };
}

/** What base64 holds may be PEM again: so tools send it that read a .pem file. */
function pemOf(key: string): string | null {
  try {
    return new X509Certificate(Buffer.from(key, 'base64')).toString();
  } catch {
    return null;
  }
}
