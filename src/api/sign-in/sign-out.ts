/** Signing out ends all that a browser holds here: the session of our own pages, and those for applications. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sessions of one kind. */
export interface BrowserSessions {
  /** Ends those that this browser holds, for whoever has a copy of its cookies as well. */
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export type SignOut = BrowserSessions['end'];

export function signOutOf(kinds: readonly BrowserSessions[]): SignOut {
  return async (request, reply) => {
    for (const kind of kinds) await kind.end(request, reply);
  };
}
