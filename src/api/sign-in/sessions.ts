/** Sessions of our own pages: short, in memory, ended by the person, by time, or by whoever revokes the user's tokens. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import type { Clock } from '../../lib/clock.ts';
import { clearCookie, cookieOf, setCookie } from '../pages/cookies.ts';
import type { BrowserSessions } from './sign-out.ts';

export interface Session {
  /** Known to nobody outside; the cookie holds another value. */
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
  readonly lastSeenAt: number;
}

export interface Sessions extends BrowserSessions {
  start(reply: FastifyReply, userId: string): void;
  /** `isPresent`: the person is there, so that the time of silence begins anew; a page that renews itself is not them. */
  find(request: FastifyRequest, isPresent: boolean): Session | null;
}

/** How long a person stays signed in here. */
export interface SessionLifetimes {
  readonly idleMinutes: number;
  readonly sessionMinutes: number;
}

const cookie = 'postern-session';
export const maximumSessions = 10_000;

export function createSessions(
  clock: Clock,
  isSecure: () => boolean,
  { idleMinutes, sessionMinutes }: SessionLifetimes,
): Sessions {
  const sessions = createBoundedMap<string, Session>(maximumSessions);
  const idOf = (value: string): string => createHash('sha256').update(value).digest('base64url');
  return {
    start(reply, userId) {
      const value = randomBytes(32).toString('base64url');
      const id = idOf(value);
      sessions.set(id, { id, userId, startedAt: clock(), lastSeenAt: clock() });
      setCookie(reply, cookie, value, { isSecure: isSecure() });
    },
    find(request, isPresent) {
      const value = cookieOf(request, cookie, isSecure());
      const session = value === null ? undefined : sessions.get(idOf(value));
      if (session === undefined) return null;
      const now = clock();
      if (now - session.lastSeenAt >= idleMinutes * 60_000 || now - session.startedAt >= sessionMinutes * 60_000) {
        sessions.delete(session.id);
        return null;
      }
      if (isPresent) sessions.set(session.id, { ...session, lastSeenAt: now });
      return session;
    },
    async end(request, reply) {
      const value = cookieOf(request, cookie, isSecure());
      if (value !== null) sessions.delete(idOf(value));
      clearCookie(reply, cookie, isSecure());
    },
  };
}
