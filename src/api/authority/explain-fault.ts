/** Says of a fault of the authority what Entra would: which number, and in which words. */
import type { IncomingMessage } from 'node:http';
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { Clock } from '../../lib/clock.ts';
import { newGuid } from '../../lib/id.ts';
import { type EntraFault, entraError, entraFaults } from './entra-error.ts';
import { formOf } from './forward-request.ts';
import { verifySecret } from './verify-secret.ts';

export interface EntraBody {
  readonly error?: string;
  readonly error_description?: string;
  readonly access_token?: string;
  readonly expires_in?: number;
}

interface ExplainParts {
  readonly applications: Pick<ApplicationStore, 'findApplication' | 'listSecrets'>;
  readonly clock: Clock;
}

export async function explainFault(fault: EntraBody, request: IncomingMessage, { applications, clock }: ExplainParts) {
  const { client_id: appId = '', client_secret: secret = '' } = formOf(request);
  const found = await faultOf(fault, appId, secret);
  return { status: found.status, body: entraError(found, appId, newGuid(), clock()) };

  async function faultOf(
    { error = '', error_description: description = '' }: EntraBody,
    id: string,
    tried: string,
  ): Promise<EntraFault> {
    if (error === 'invalid_client' || error === 'unauthorized_client') {
      if ((await applications.findApplication(id)) === null) return entraFaults.applicationNotFound;
      const verdict = await verifySecret(applications, id, tried, clock());
      if (verdict === 'wrong') return entraFaults.wrongSecret;
      return verdict === 'expired' ? entraFaults.expiredSecret : entraFaults.applicationNotFound;
    }
    // AADSTS900144: a parameter is missing; 70003: the grant is not supported.
    const code = error === 'unsupported_grant_type' ? 70003 : 900144;
    return { status: 400, error, code, text: description };
  }
}
