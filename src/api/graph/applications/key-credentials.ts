/** The certificates of an application as one list, which a request replaces. */
import { X509Certificate } from 'node:crypto';
import type { AdminRequest } from '../../../directory/actor.ts';
import type { Application } from '../../../directory/application.ts';
import { maximumApplicationCredentials } from '../../../directory/application-store.ts';
import type { Services } from '../../services.ts';
import type { Fields } from '../fields.ts';
import { BadRequest } from '../graph-fault.ts';

export type WrittenKey =
  /** It is there already, and stays. */
  | { readonly kind: 'kept'; readonly keyId: string }
  | { readonly kind: 'new'; readonly displayName: string; readonly pem: string };

const maximumKey = 16_384;

/** Throws a `BadRequest`. Pure. */
export function readKeys(written: readonly Fields[]): WrittenKey[] {
  if (written.length > maximumApplicationCredentials)
    throw new BadRequest(`Property 'keyCredentials' has at most ${maximumApplicationCredentials} elements.`);
  return written.map((fields) => {
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
      return { kind: 'kept', keyId };
    }
    const pem = typeof key === 'string' && key.length <= maximumKey ? pemOf(key) : null;
    if (pem === null)
      throw fields.bad('key', 'must be an X.509 certificate without its private key, base64 of its DER');
    return { kind: 'new', displayName: displayName.slice(0, 90), pem };
  });
}

/** What base64 holds may be PEM again: so tools send it that read a .pem file. */
function pemOf(key: string): string | null {
  try {
    return new X509Certificate(Buffer.from(key, 'base64')).toString();
  } catch {
    return null;
  }
}

/** What is not in the list goes; what is new comes. */
export async function replaceKeys(
  caller: AdminRequest,
  application: Application,
  keys: readonly WrittenKey[],
  { administration: { applications } }: Pick<Services, 'administration'>,
): Promise<void> {
  const { certificates } = await applications.credentials(caller, application);
  const kept = new Set(keys.flatMap((key) => (key.kind === 'kept' ? key.keyId : [])));
  const unknown = [...kept].find((keyId) => !certificates.some(({ id }) => id === keyId));
  if (unknown !== undefined)
    throw new BadRequest(`There is no key '${unknown.slice(0, 100)}'; a new one needs its certificate in 'key'.`);
  for (const { id } of certificates) if (!kept.has(id)) await applications.removeCertificate(caller, application, id);
  for (const key of keys)
    if (key.kind === 'new') await applications.addCertificate(caller, application, key.displayName, key.pem);
}
