/** Who may come in through the local door: whoever can read its token, from this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AdminRequest } from '../directory/actor.ts';
import { newGuid } from '../lib/id.ts';
import { Problem } from './problem.ts';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;
const digest = (text: string) => createHash('sha256').update(text).digest();

/** A hook that refuses a foreign Host (DNS rebinding) and a wrong or missing token. */
export function authorizeWith(token: string): (request: FastifyRequest) => Promise<void> {
  const expected = digest(`Bearer ${token}`);
  return async (request) => {
    if (!loopback.test(request.headers.host ?? '')) throw new Problem(403, 'this door is open to this machine only');
    // Digests have one length, so that the comparison tells nothing of the token's.
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      throw new Problem(401, 'the token of door.json in the data directory is needed');
    }
    request.caller = localCaller(request);
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any route runs. */
    caller: AdminRequest;
  }
}

/** The caller of a request that came through the local door. */
function localCaller(request: FastifyRequest): AdminRequest {
  return {
    actor: { kind: 'local', id: 'local', name: operatorOf(request) },
    door: 'admin',
    address: request.ip,
    correlationId: correlationIdOf(request),
  };
}

/** The client's own id of a request, where it sent one in the form of a GUID. */
export function correlationIdOf(request: FastifyRequest): string {
  const sent = request.headers['client-request-id'];
  return typeof sent === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(sent) ? sent : newGuid();
}

/** Who is at the other end, for the record of a change. */
function operatorOf(request: FastifyRequest): string {
  const operator = request.headers['postern-operator'];
  return typeof operator === 'string' && /^[\w.@ -]{1,64}$/.test(operator) ? operator : 'administrator';
}
