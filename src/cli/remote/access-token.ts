/** The token that a command goes with: the kept one, or a new one where that is about to end. */

import type { Tokens } from '../../oauth/tokens.ts';
import { CliError, exitCodes } from '../output.ts';
import { readTextFile } from '../read-text-file.ts';
import { applicationTokens, refresh, SignInRefused } from './authority.ts';
import type { Session, SessionFile } from './session-file.ts';

/** A token is renewed so long before its end. */
const earlyMs = 60_000;

export function notSignedIn(server: string, because = 'you are not signed in'): CliError {
  return new CliError(exitCodes.notPermitted, `${because} at ${server}: postern login --server ${server}`);
}

/** A session with a token that is good for a while. */
export async function signedInAt(server: string, file: SessionFile): Promise<Session> {
  const kept = await file.find(server);
  if (kept === null) throw notSignedIn(server);
  if (isGood(kept)) return kept;
  // A refresh token is good once: two commands at the same moment must not both use it.
  return file.alone(async () => {
    const current = await file.find(server);
    if (current === null) throw notSignedIn(server);
    if (isGood(current)) return current;
    const { accessToken, endsAt, refreshToken } = await renew(current);
    const renewed = { ...current, accessToken, accessTokenEndsAt: endsAt, refreshToken };
    await file.put(renewed);
    return renewed;
  });
}

function isGood({ accessToken, accessTokenEndsAt }: Session): boolean {
  return typeof accessToken === 'string' && accessTokenEndsAt - Date.now() > earlyMs;
}

async function renew(session: Session): Promise<Tokens> {
  const { server, clientSecretFile, refreshToken } = session;
  if (clientSecretFile !== null) return applicationTokens(session, await secretIn(clientSecretFile));
  if (refreshToken === null) throw notSignedIn(server, 'the sign-in has ended');
  try {
    return await refresh(session, refreshToken);
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    throw notSignedIn(server, `the sign-in has ended (${error.message})`);
  }
}

/** The secret of an application is the first line of its file. */
export async function secretIn(file: string): Promise<string> {
  const secret = (await readTextFile(file)).split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (secret === '') throw new CliError(exitCodes.usage, `${file} holds no secret`);
  return secret;
}
