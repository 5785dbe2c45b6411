/** Opens the APIs of a tenant as the application, or the person, that the command line names. */

import { createSend, normalLimits } from '../doctor/providers/microsoft-365/api-caller.ts';
import { ApiFault } from '../doctor/providers/microsoft-365/api-fault.ts';
import { openMicrosoft365 } from '../doctor/providers/microsoft-365/open-microsoft-365.ts';
import {
  applicationTokenSource,
  personTokenSource,
  type TokenSource,
} from '../doctor/providers/microsoft-365/token-source.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import { AuthorityRefusal, NoAuthority, type OAuthClient } from '../oauth/ask-authority.ts';
import { BadCertificate } from '../oauth/client-assertion.ts';
import { askDeviceCode, awaitPerson } from '../oauth/device-code.ts';
import type { Tokens } from '../oauth/tokens.ts';
import { tell } from './ask.ts';
import { CliError, exitCodes, printable } from './output.ts';
import type { TenantAccess } from './tenant-options.ts';

/** @param limitMs how long all of it may take, once somebody is signed in; null: each request has its own end alone. */
export async function signInToTenant(access: TenantAccess, limitMs: number | null): Promise<TenantProvider> {
  const { cloud, tenant, credential } = access;
  const end = new AbortController();
  const client = clientOf(access, end.signal);
  try {
    const tokens = credential === null ? await person(client, access) : applicationTokenSource(client, credential);
    if (limitMs !== null) setTimeout(() => end.abort(), limitMs).unref();
    await proveSignIn(tokens, access);
    return openMicrosoft365({ cloud, tenant, tokens, signal: end.signal });
  } catch (error) {
    throw faultInWords(error, cloud.authority);
  }
}

export function clientOf({ cloud, tenant, clientId }: TenantAccess, signal: AbortSignal): OAuthClient {
  return { authority: cloud.authority, tenant, clientId, send: createSend(signal, normalLimits) };
}

/** Tokens of a person who has a browser anywhere. */
export async function signInPerson(client: OAuthClient, scope: string): Promise<Tokens> {
  const device = await askDeviceCode(client, scope);
  tell(printable(`To sign in, open ${device.address} in a browser and enter the code ${device.userCode}`));
  const tokens = await awaitPerson(client, device);
  if (tokens === null) throw new CliError(exitCodes.refused, 'nobody signed in in time; start again');
  return tokens;
}

/** Their token for the one API is renewed for the other. */
async function person(client: OAuthClient, { cloud }: TenantAccess): Promise<TokenSource> {
  const tokens = await signInPerson(client, `${cloud.graphResource}/.default offline_access`);
  if (tokens.refreshToken === null)
    throw new CliError(
      exitCodes.refused,
      'the authority gave no refresh token; does the application ask for offline_access?',
    );
  return personTokenSource(client, tokens.refreshToken);
}

/** With no token for either API there is nothing to read; with one for one of them the other is a hole. */
async function proveSignIn(tokens: TokenSource, { cloud }: TenantAccess): Promise<void> {
  const asked = await Promise.allSettled([tokens.token(cloud.graphResource), tokens.token(cloud.exchangeResource)]);
  const [first] = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  if (asked.every(({ status }) => status === 'rejected') || !(first === undefined || first instanceof ApiFault))
    throw first;
}

/** What went wrong, and what to do. */
export function faultInWords(error: unknown, authority: string): unknown {
  const refused = (message: string) => new CliError(exitCodes.refused, printable(message));
  if (error instanceof BadCertificate) return new CliError(exitCodes.usage, error.message);
  if (error instanceof AuthorityRefusal) return refused(`${authority} refused the sign-in: ${error.message}`);
  if (error instanceof NoAuthority)
    return refused(`${authority} ${error.message}; is it an authority of Microsoft's or a Postern?`);
  if (error instanceof ApiFault) {
    const { hole } = error;
    return refused(
      hole.kind === 'failed'
        ? hole.detail
        : `nothing can be read: ${hole.kind === 'permission' ? hole.permission : hole.kind}`,
    );
  }
  return error;
}
