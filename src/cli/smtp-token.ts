/** A token for the SMTP door: of a person who signs in in a browser, or of an application. */
import type { Cloud } from '../doctor/providers/microsoft-365/clouds.ts';
import { applicationTokens } from '../oauth/tokens.ts';
import { clientOf, faultInWords, signInPerson } from './sign-in-to-tenant.ts';
import type { TenantAccess } from './tenant-options.ts';

/** Beyond it nobody waits for a person. */
const limitMs = 15 * 60_000;

export async function smtpToken(access: TenantAccess): Promise<string> {
  const { cloud, credential } = access;
  const client = clientOf(access, AbortSignal.timeout(limitMs));
  try {
    const tokens =
      credential === null
        ? await signInPerson(client, `${sendingResource(cloud)}/SMTP.Send`)
        : await applicationTokens(client, credential, `${cloud.exchangeResource}/.default`);
    return tokens.accessToken;
  } catch (error) {
    throw faultInWords(error, cloud.authority);
  }
}

/** The scope of a person is named by another host than the one of an application (MICROSOFT 365 §7). */
function sendingResource({ exchangeResource }: Cloud): string {
  return exchangeResource === 'https://outlook.office365.com' ? 'https://outlook.office.com' : exchangeResource;
}
