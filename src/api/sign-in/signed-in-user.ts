/** Who is signed in to our own pages in this browser, as long as they may be. */
import type { FastifyRequest } from 'fastify';
import type { User } from '../../directory/nouns.ts';
import { isRevoked } from '../../directory/revocation.ts';
import type { PageParts } from './page-parts.ts';
import type { Session } from './sessions.ts';

export interface SignedInUser {
  readonly session: Session;
  readonly user: User;
}

/** Null: nobody; or their account is disabled, or what is from before was taken back. */
export async function signedInUser(
  request: FastifyRequest,
  isPresent: boolean,
  { sessions, directory }: Pick<PageParts, 'sessions' | 'directory'>,
): Promise<SignedInUser | null> {
  const session = sessions.find(request, isPresent);
  const user = session === null ? null : await directory.findUser(session.userId);
  if (session === null || user === null) return null;
  const { accountEnabled, tokensValidFrom } = await directory.settingsOfUser(user.id);
  return accountEnabled.value && !isRevoked(session.startedAt, tokensValidFrom.value) ? { session, user } : null;
}
