/** Sends a fault in Graph's shape. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { faultAnswer } from './answer-request.ts';
import type { GraphFault } from './graph-fault.ts';

export function sendFault(request: FastifyRequest, reply: FastifyReply, fault: GraphFault, clock: Clock): FastifyReply {
  const { status, headers, body } = faultAnswer(fault, correlationIdOf(request), clock());
  return reply.code(status).headers(headers).send(body);
}
