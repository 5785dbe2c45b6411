/** What an address reads that asks too often: Entra's JSON, or its page where a browser asks. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { sendPage } from '../pages/page.ts';
import { wantsPage } from '../wants-page.ts';
import { entraError, entraFaults } from './entra-error.ts';
import { faultPage } from './error-page.ts';

export function refuseTooMany(
  request: FastifyRequest,
  reply: FastifyReply,
  seconds: number,
  clock: Clock,
): FastifyReply {
  const fault = entraFaults.tooManyRequests;
  reply.header('retry-after', String(seconds));
  if (wantsPage(request)) return sendPage(reply, faultPage(fault, ''));
  const body = entraError(fault, '', correlationIdOf(request), clock());
  return reply.code(fault.status).header('cache-control', 'no-store').send(body);
}
