/** What the command line asks of the authority of a Postern, with faults as a person at a terminal reads them. */
import { resources } from '../../directory/permission.ts';
import { AuthorityRefusal, NoAuthority, type OAuthClient } from '../../oauth/ask-authority.ts';
import * as device from '../../oauth/device-code.ts';
import { applicationTokens as applicationTokensOf, refreshTokens, type Tokens } from '../../oauth/tokens.ts';
import { CliError, exitCodes, printable } from '../output.ts';
import { askServer } from './ask-server.ts';

export interface Authority {
  readonly server: string;
  readonly tenant: string;
  readonly clientId: string;
}

/** The sign-in that was kept is no longer taken. */
export class SignInRefused extends CliError {}

const [audience] = resources.postern.audiences;
const personsScope = `${audience}/Postern.Manage openid profile offline_access`;

export function askDeviceCode(authority: Authority): Promise<device.DeviceCode> {
  return told(authority, (client) => device.askDeviceCode(client, personsScope));
}

/** Asks until the person has signed in, has declined, or the code has ended. */
export async function awaitPerson(authority: Authority, code: device.DeviceCode): Promise<Tokens> {
  const tokens = await told(authority, (client) => device.awaitPerson(client, code));
  if (tokens !== null) return tokens;
  throw new CliError(exitCodes.notPermitted, 'nobody signed in in time; start "postern login" again');
}

export function refresh(authority: Authority, refreshToken: string): Promise<Tokens> {
  return told(authority, (client) => refreshTokens(client, refreshToken, personsScope));
}

export function applicationTokens(authority: Authority, secret: string): Promise<Tokens> {
  return told(authority, (client) => applicationTokensOf(client, { kind: 'secret', secret }, `${audience}/.default`));
}

async function told<T>({ server, ...names }: Authority, ask: (client: OAuthClient) => Promise<T>): Promise<T> {
  try {
    return await ask({ authority: server, ...names, send: (url, init) => askServer(server, url, init) });
  } catch (error) {
    if (error instanceof AuthorityRefusal) throw new SignInRefused(exitCodes.notPermitted, printable(error.message));
    if (error instanceof NoAuthority)
      throw new CliError(exitCodes.unreachable, printable(`${server} ${error.message}; is it a Postern?`));
    throw error;
  }
}
