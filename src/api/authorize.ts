/**
 * Who asks at the admin API: whoever can read the token of the local door, from this machine; the bearer of a token; or, without
 * any, the person who is signed in to our own pages.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminRequest } from '../directory/actor.ts';
import { resources } from '../directory/permission.ts';
import { isLoopback } from '../lib/loopback.ts';
import { type BearerParts, bearerCaller, type CallerVerdict } from './bearer-caller.ts';
import { correlationIdOf } from './correlation-id.ts';
import { Problem } from './problem.ts';
import type { SessionCaller } from './sign-in/session-caller.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Finds out who the caller is; throws a `Problem` where nobody who may come in. `reply` hears how one would. */
export type Authorize = (request: FastifyRequest, reply?: FastifyReply) => Promise<AdminRequest>;

/** The local token counts for this machine's own names only (DNS rebinding). */
export function authorizeWith(token: string, bearer: BearerParts, session: SessionCaller): Authorize {
  const expected = digest(`Bearer ${token}`);
  return async (request, reply) => {
    const { host = '', authorization = '' } = request.headers;
    // Digests have one length, so that the comparison tells nothing of the token's.
    if (timingSafeEqual(digest(authorization), expected)) {
      if (!isLoopback(host.replace(/:\d+$/, '')))
        throw new Problem(403, 'the local token is good on this machine only');
      return callerOf(request, { kind: 'local', id: 'local', name: operatorOf(request) });
    }
    const verdict = await bearerCaller(authorization, 'postern', bearer);
    if (verdict.kind === 'caller') return callerOf(request, verdict.actor);
    const person = authorization === '' ? await session(request) : null;
    if (person !== null) return callerOf(request, person);
    // RFC 6750 §3
    const error = verdict.kind === 'no-token' ? '' : ' error="invalid_token"';
    reply?.header('www-authenticate', `Bearer realm="Postern"${error}`);
    throw new Problem(401, whyNot(verdict), { code: verdict.kind === 'no-token' ? 'no-token' : verdict.fault });
  };
}

function whyNot(verdict: Exclude<CallerVerdict, { kind: 'caller' }>): string {
  const needed = `an access token for ${resources.postern.audiences[0]} is needed, or the token of door.json in the data directory`;
  if (verdict.kind === 'no-token') return needed;
  switch (verdict.fault) {
    case 'expired':
      return 'the access token has expired; sign in again';
    case 'wrong-audience':
      return `the access token is for another resource; ${needed}`;
    case 'revoked':
      return 'the tokens of this user from before were taken back; sign in again';
    case 'gone':
      return 'whoever the access token was issued to is no more, or may not sign in';
    case 'malformed':
    case 'untrusted-issuer':
      return `the access token is not good here (${verdict.fault}); ${needed}`;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any route runs. */
    caller: AdminRequest;
  }
}

function callerOf(request: FastifyRequest, actor: AdminRequest['actor']): AdminRequest {
  return { actor, door: 'admin', address: request.ip, correlationId: correlationIdOf(request) };
}

/** Who is at the other end, for the record of a change. */
function operatorOf(request: FastifyRequest): string {
  const operator = request.headers['postern-operator'];
  return typeof operator === 'string' && /^[\w.@ -]{1,64}$/.test(operator) ? operator : 'administrator';
}
