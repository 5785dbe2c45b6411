/** Every request for tokens in the sign-in log: of an application on its own, or on behalf of a person who signed in before. */
import { newGuid } from '../../lib/id.ts';
import type { TlsVersion } from '../../sign-in/attempt.ts';
import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import type { AuthorityParts } from './authority-parts.ts';
import type { AskingPerson } from './forward-request.ts';

export interface TokenRequest {
  readonly tenantId: string | null;
  readonly application: SignInRecord['application'];
  readonly grantType: string;
  /** The audience; empty: it cannot be read. */
  readonly resource: string;
  readonly address: string;
  readonly correlationId: string;
  readonly tls: TlsVersion;
  /** What proved the client. */
  readonly clientProof: 'nothing' | 'secret' | 'certificate';
}

/** A device asks again and again: that is no sign-in. */
const unrecorded: ReadonlySet<number> = new Set([70016]);

const credentialOf: Readonly<Record<string, string>> = {
  authorization_code: 'authorization code',
  refresh_token: 'refresh token',
  'urn:ietf:params:oauth:grant-type:device_code': 'device code',
};

export async function recordTokenRequest(
  { tenantId, application, grantType, resource, address, correlationId, tls, clientProof }: TokenRequest,
  errorCode: number,
  person: AskingPerson | null,
  { directory, signInLog, clock }: Pick<AuthorityParts, 'directory' | 'signInLog' | 'clock'>,
): Promise<void> {
  if (unrecorded.has(errorCode)) return;
  const at = clock();
  const user = person === null ? null : await directory.findUser(person.userId);
  const isOwn = grantType === 'client_credentials';
  signInLog.record({
    id: newGuid(),
    kind: isOwn ? 'service-principal' : 'non-interactive',
    sessionId: '',
    correlationId,
    at,
    tenantId,
    userId: user?.id ?? null,
    login: user?.userPrincipalName ?? application?.displayName ?? '',
    application,
    resource,
    address,
    listener: 'http',
    mechanism: null,
    tls,
    outcome: errorCode === 0 ? 'allowed' : 'refused',
    gate: null,
    reply: null,
    errorCode,
    credential: isOwn ? clientProof : (credentialOf[grantType] ?? ''),
    authentication: person?.amr.includes('mfa') === true ? 'multi-factor' : 'single-factor',
    trace: [],
  });
}
