/** Answers requests that no route takes, each in the shape that the clients of its door read; the address decides which. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { refuseInEntraShape } from './authority/refuse-in-entra-shape.ts';
import { doorOf } from './door-of.ts';
import { refuseInExchangeShape } from './exchange/refuse-in-exchange-shape.ts';
import { refuseInGraphShape } from './graph/refuse-in-graph-shape.ts';
import { refuseOnPage } from './pages/refuse-on-page.ts';
import { sendProblem } from './problem.ts';
import type { Unrouted } from './unrouted.ts';
import { wantsPage } from './wants-page.ts';

export function refuseUnrouted(
  request: FastifyRequest,
  reply: FastifyReply,
  why: Unrouted,
  clock: Clock,
): FastifyReply {
  if (why.allowed !== undefined) reply.header('allow', why.allowed.join(', '));
  switch (doorOf(request.url)) {
    case 'graph':
      return refuseInGraphShape(request, reply, why, clock);
    case 'exchange':
      return refuseInExchangeShape(request, reply, why);
    case 'authority':
      return refuseInEntraShape(request, reply, why, clock);
    case 'pages':
      return refuseOnPage(reply, why);
    case 'none':
      return wantsPage(request) ? refuseOnPage(reply, why) : sendProblem(reply, why.status, why.detail);
    case 'admin':
    case 'probe':
      return sendProblem(reply, why.status, why.detail);
  }
}
