/** Who asks, and what is answered when the work comes to nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import { newGuid } from '../../lib/id.ts';
import { correlationIdOf } from '../authorize.ts';
import { bearerCaller } from '../bearer-caller.ts';
import type { Services } from '../services.ts';
import { BadRequest, errorBody, type GraphError, graphErrorOf } from './graph-error.ts';

export interface GraphCall {
  readonly caller: AdminRequest;
  /** The tenant of the token: Graph knows no other. */
  readonly tenantId: string;
  /** `https://…/v1.0` or `https://…/beta`. */
  readonly base: string;
}

/** The body of an answer; null: there is none, and the status is 204. */
export type GraphWork = (call: GraphCall) => Promise<object | null>;

const unauthorized = (message: string): GraphError => ({ status: 401, code: 'InvalidAuthenticationToken', message });

export interface GraphParts extends Pick<Services, 'bearer' | 'clock' | 'publicUrl'> {
  readonly fault: (error: unknown) => void;
}

export async function answerRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { bearer, clock, publicUrl, fault }: GraphParts,
  work: GraphWork,
): Promise<FastifyReply> {
  const requestId = newGuid();
  const correlationId = correlationIdOf(request);
  reply.headers({ 'request-id': requestId, 'client-request-id': correlationId });
  const refuse = (error: GraphError) =>
    reply.code(error.status).send(errorBody(error, requestId, correlationId, clock()));
  const verdict = await bearerCaller(request.headers.authorization, 'graph', bearer);
  if (verdict.kind === 'no-token') return refuse(unauthorized('Access token is empty.'));
  if (verdict.kind === 'bad-token') return refuse(unauthorized(`Access token validation failure: ${verdict.fault}.`));
  const { actor } = verdict;
  const caller: AdminRequest = { actor, door: 'graph', address: request.ip, correlationId };
  const tenantId = 'tenantId' in actor ? actor.tenantId : '';
  try {
    if (Object.values(request.query ?? {}).some((value) => Array.isArray(value)))
      throw new BadRequest('A query option may be given once only.');
    const answer = await work({
      caller,
      tenantId,
      base: `${publicUrl()}${request.url.slice(0, request.url.indexOf('/', 1))}`,
    });
    return answer === null ? reply.code(204).send() : reply.send(answer);
  } catch (error) {
    const known = graphErrorOf(error);
    if (known === null) fault(error);
    return refuse(
      known ?? { status: 500, code: 'InternalServerError', message: 'The service failed; its log has the reason.' },
    );
  }
}
