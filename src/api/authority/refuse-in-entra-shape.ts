/** What clients of the authority read where no route takes their request: Entra's JSON, or its page where a browser asks. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { sendPage } from '../pages/page.ts';
import type { Unrouted } from '../unrouted.ts';
import { wantsPage } from '../wants-page.ts';
import { type EntraFault, entraError, entraFaults } from './entra-error.ts';
import { faultPage } from './error-page.ts';

export function refuseInEntraShape(
  request: FastifyRequest,
  reply: FastifyReply,
  why: Unrouted,
  clock: Clock,
): FastifyReply {
  const { fault, about } = faultOf(request, why);
  const { status } = why;
  return wantsPage(request)
    ? sendPage(reply, faultPage({ ...fault, status }, about))
    : reply.code(status).send(entraError(fault, about, correlationIdOf(request), clock()));
}

function faultOf({ method }: FastifyRequest, why: Unrouted): { readonly fault: EntraFault; readonly about: string } {
  const { allowed, detail } = why;
  return allowed === undefined
    ? { fault: entraFaults.parameterWrong, about: detail }
    : { fault: entraFaults.methodWrong, about: `${allowed.join(', ')} requests. Received a ${method} request` };
}
