/** Whether a client is who it says: by secret, by certificate, or by nothing where it is public. */
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { AuthorityRecords } from '../../directory/authority-records.ts';
import type { AuthorityClient } from './authority-client.ts';
import { verifyAssertion } from './certificate-assertion.ts';
import type { EntraFaultName } from './entra-error.ts';
import { verifySecret } from './verify-secret.ts';

export interface ClientCredential {
  readonly secret: string | undefined;
  readonly assertion: string | undefined;
  readonly assertionType: string | undefined;
  /** The client's address. */
  readonly address: string;
}

export interface ClientAuthenticationParts {
  readonly applications: Pick<ApplicationStore, 'findApplication' | 'listSecrets' | 'listCertificates'>;
  readonly records: Pick<AuthorityRecords, 'claim' | 'find'>;
  readonly assertionReuse: 'same-address' | 'never';
}

export type ClientVerdict =
  | { readonly kind: 'proven'; readonly by: 'nothing' | 'secret' | 'certificate' }
  | { readonly kind: 'refused'; readonly fault: EntraFaultName; readonly about: string };

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const usedAssertion = 'UsedAssertion';

/** `audiences`: what an assertion may be for. `now` in milliseconds since 1970. */
export async function authenticateClient(
  client: AuthorityClient,
  credential: ClientCredential,
  audiences: readonly string[],
  parts: ClientAuthenticationParts,
  now: number,
): Promise<ClientVerdict> {
  const { secret, assertion } = credential;
  const refused = (fault: EntraFaultName, about = client.appId): ClientVerdict => ({ kind: 'refused', fault, about });
  if (client.isPublic || client.registration === null) {
    const isNothing = secret === undefined && assertion === undefined;
    return isNothing ? { kind: 'proven', by: 'nothing' } : refused('credentialOfPublicClient');
  }
  if (secret !== undefined && assertion !== undefined)
    return refused('parameterWrong', 'it has both client_secret and client_assertion');
  if (secret !== undefined) {
    const verdict = await verifySecret(parts.applications, client.appId, secret, now);
    if (verdict === 'right') return { kind: 'proven', by: 'secret' };
    return refused(verdict === 'expired' ? 'expiredSecret' : 'wrongSecret');
  }
  if (assertion === undefined) return refused('credentialMissing');
  if (credential.assertionType !== assertionType)
    return refused('parameterWrong', `client_assertion_type must be ${assertionType}`);
  const certificates = await parts.applications.listCertificates(client.registration.id);
  const verdict = await verifyAssertion({ assertion, appId: client.appId, certificates, audiences, now });
  if (verdict.kind === 'wrong') return refused(verdict.fault, verdict.about);
  const id = `${client.appId} ${verdict.jti}`;
  const isFirst = await parts.records.claim(usedAssertion, id, { address: credential.address }, verdict.expiresAt, now);
  if (!isFirst && !(await mayReuse(id))) return refused('assertionUsedBefore');
  return { kind: 'proven', by: 'certificate' };

  /** MSAL sends one assertion again for as long as it lives: from where it came first that is no replay. */
  async function mayReuse(id: string): Promise<boolean> {
    if (parts.assertionReuse === 'never') return false;
    const used = await parts.records.find(usedAssertion, 'id', id, now);
    return used?.['address'] === credential.address;
  }
}
