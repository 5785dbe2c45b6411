/** What clients of Graph read where no route takes their request. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { sentence } from '../../lib/sentence.ts';
import type { Unrouted } from '../unrouted.ts';
import { GraphFault } from './graph-fault.ts';
import { sendFault } from './send-fault.ts';

const codes: Readonly<Record<number, string>> = { 404: 'NotFound', 405: 'MethodNotAllowed', 501: 'NotImplemented' };

export function refuseInGraphShape(
  request: FastifyRequest,
  reply: FastifyReply,
  why: Unrouted,
  clock: Clock,
): FastifyReply {
  const code = codes[why.status] ?? 'BadRequest';
  return sendFault(request, reply, new GraphFault(why.status, code, sentence(why.detail)), clock);
}
