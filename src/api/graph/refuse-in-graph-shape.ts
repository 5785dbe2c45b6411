/** What clients of Graph read where no route takes their request. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { sentence } from '../../lib/sentence.ts';
import { odataCodeOf, type Unrouted } from '../unrouted.ts';
import { GraphFault } from './graph-fault.ts';
import { sendFault } from './send-fault.ts';

export function refuseInGraphShape(
  request: FastifyRequest,
  reply: FastifyReply,
  why: Unrouted,
  clock: Clock,
): FastifyReply {
  return sendFault(request, reply, new GraphFault(why.status, odataCodeOf(why), sentence(why.detail)), clock);
}
