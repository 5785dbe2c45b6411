/** What the command line asks of a service's authority: tokens by device code, by refresh and by an application's secret. */
import { setTimeout as wait } from 'node:timers/promises';
import { resources } from '../../directory/permission.ts';
import { CliError, exitCodes, printable } from '../output.ts';
import { askServer } from './ask-server.ts';

export interface Authority {
  readonly server: string;
  readonly tenant: string;
  readonly clientId: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly endsAt: number;
  readonly refreshToken: string | null;
}

export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly address: string;
  readonly intervalSeconds: number;
  readonly endsAt: number;
}

/** The authority's no, with its name and its words. */
export class AuthorityRefusal extends CliError {
  readonly error: string;
  constructor(error: string, description: string) {
    super(exitCodes.refused, description);
    this.error = error;
  }
}

type Answer = Readonly<Record<string, unknown>>;

const [audience] = resources.postern.audiences;
const personsScope = `${audience}/Postern.Manage openid profile offline_access`;
const answerMs = 30_000;
/** RFC 8628 §3.5 */
const slowerSeconds = 5;

export async function askDeviceCode(authority: Authority): Promise<DeviceCode> {
  const answer = await ask(authority, 'devicecode', { scope: personsScope });
  return {
    deviceCode: textIn(answer, 'device_code'),
    userCode: textIn(answer, 'user_code'),
    address: textIn(answer, 'verification_uri'),
    intervalSeconds: numberIn(answer, 'interval', 5),
    endsAt: Date.now() + numberIn(answer, 'expires_in', 900) * 1000,
  };
}

/** Asks until the person has signed in, has declined, or the code has ended. */
export async function awaitPerson(authority: Authority, device: DeviceCode): Promise<Tokens> {
  let { intervalSeconds } = device;
  while (Date.now() < device.endsAt) {
    await wait(intervalSeconds * 1000);
    try {
      const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.deviceCode };
      return tokensIn(await ask(authority, 'token', grant));
    } catch (error) {
      const name = error instanceof AuthorityRefusal ? error.error : '';
      if (name === 'slow_down') intervalSeconds += slowerSeconds;
      else if (name !== 'authorization_pending') throw error;
    }
  }
  throw new CliError(exitCodes.refused, 'nobody signed in in time; start "postern login" again');
}

export async function refresh(authority: Authority, refreshToken: string): Promise<Tokens> {
  const tokens = tokensIn(
    await ask(authority, 'token', { grant_type: 'refresh_token', refresh_token: refreshToken, scope: personsScope }),
  );
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}

export async function applicationTokens(authority: Authority, secret: string): Promise<Tokens> {
  const scope = `${audience}/.default`;
  return tokensIn(await ask(authority, 'token', { grant_type: 'client_credentials', client_secret: secret, scope }));
}

async function ask({ server, tenant, clientId }: Authority, endpoint: 'devicecode' | 'token', form: object) {
  const response = await askServer(server, `${server}/${encodeURIComponent(tenant)}/oauth2/v2.0/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...form }),
    signal: AbortSignal.timeout(answerMs),
  });
  const answer = (await response.json().catch(() => null)) as Answer | null;
  if (response.ok && answer !== null) return answer;
  const { error, error_description: said } = answer ?? {};
  if (typeof error !== 'string')
    throw new CliError(exitCodes.refused, `${server} answered ${response.status}; is it a Postern?`);
  // The ids and the time at its end are for the log.
  const description = (typeof said === 'string' ? said : error).split(' Correlation ID:')[0] ?? '';
  throw new AuthorityRefusal(error, printable(description));
}

function tokensIn(answer: Answer): Tokens {
  const { refresh_token: refreshToken } = answer;
  return {
    accessToken: textIn(answer, 'access_token'),
    endsAt: Date.now() + numberIn(answer, 'expires_in', 0) * 1000,
    refreshToken: typeof refreshToken === 'string' ? refreshToken : null,
  };
}

function textIn(answer: Answer, name: string): string {
  const value = answer[name];
  if (typeof value === 'string') return value;
  throw new CliError(exitCodes.refused, `the service answered without ${name}; is it a Postern?`);
}

function numberIn(answer: Answer, name: string, otherwise: number): number {
  const value = answer[name];
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}
