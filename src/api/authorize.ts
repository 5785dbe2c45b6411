/** Who may come in through the local door: whoever can read its token, from this machine. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
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
  };
}

/** Who is at the other end, for the record of a change. */
export function operatorOf(request: FastifyRequest): string {
  const operator = request.headers['postern-operator'];
  return typeof operator === 'string' && /^[\w.@ -]{1,64}$/.test(operator) ? operator : 'administrator';
}
