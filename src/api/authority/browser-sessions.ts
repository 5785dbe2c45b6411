/** Sessions of browsers at the authority: one for each tenant, under a cookie that names it, so that a sign-out finds them all. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieOf, cookiesWith, isReachedUnderTls } from '../pages/cookies.ts';
import type { BrowserSessions } from '../sign-in/sign-out.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { recordId, recordKind } from './record-adapter.ts';
import type { DirectoryName } from './tenant-names.ts';

type SessionParts = Pick<AuthorityParts, 'records' | 'baseUrl'>;

/** Every one of them is sent with every request, and the header has a limit. */
export const mostSessionsOfBrowser = 20;

const prefix = 'postern-authority-';
/** The library signs each cookie with one beside it. */
const signature = '.sig';

export function sessionCookie(directoryName: DirectoryName): string {
  return prefix + directoryName;
}

export function authoritySessions(parts: SessionParts): BrowserSessions {
  return {
    async end(request, reply) {
      for (const name of directoriesOf(request, parts)) await endSession(name, request, reply, parts);
    },
  };
}

/** Ends the oldest where there are too many for one more. */
export async function makeRoomForSession(
  directoryName: DirectoryName,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SessionParts,
): Promise<void> {
  const others = directoriesOf(request, parts).filter((each) => each !== directoryName);
  for (const name of others.slice(0, 1 - mostSessionsOfBrowser)) await endSession(name, request, reply, parts);
}

function directoriesOf(request: FastifyRequest, { baseUrl }: SessionParts): DirectoryName[] {
  return cookiesWith(request, prefix, isReachedUnderTls(baseUrl())).filter((each) => !each.endsWith(signature));
}

/** Whoever knows the id of a session may end it. */
async function endSession(
  directoryName: DirectoryName,
  request: FastifyRequest,
  reply: FastifyReply,
  { records, baseUrl }: SessionParts,
): Promise<void> {
  const isSecure = isReachedUnderTls(baseUrl());
  const cookie = sessionCookie(directoryName);
  const id = cookieOf(request, cookie, isSecure);
  if (id !== null) await records.remove(recordKind(directoryName, 'Session'), recordId(id));
  clearCookie(reply, cookie, isSecure);
  clearCookie(reply, `${cookie}${signature}`, isSecure);
}
