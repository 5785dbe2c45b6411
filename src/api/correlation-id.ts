/** The id that a client and the service call one request by. */
import type { FastifyRequest } from 'fastify';
import { isGuid } from '../lib/guid.ts';
import { newGuid } from '../lib/id.ts';

/** The client's own, where it sent one in the form of a GUID. */
export function correlationIdOf(request: FastifyRequest): string {
  const sent = request.headers['client-request-id'];
  return typeof sent === 'string' && isGuid(sent) ? sent : newGuid();
}
