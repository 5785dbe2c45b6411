/** Who calls, for which tenant, and what is answered when the work comes to nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { correlationIdOf } from '../authorize.ts';
import { bearerCaller } from '../bearer-caller.ts';
import type { Services } from '../services.ts';
import { type ExchangeError, errorBody, exchangeErrorOf } from './exchange-error.ts';

export interface Call {
  Params: { tenant: string };
  Querystring: { $skiptoken?: string; $select?: string };
}

type Work = (caller: AdminRequest, tenant: Tenant) => Promise<object>;

/** The fault as the caller reads it; one of ours is told to `fault`. */
export function toldOf(error: unknown, fault: (error: unknown) => void): ExchangeError {
  const known = exchangeErrorOf(error);
  if (known !== null) return known;
  fault(error);
  return { status: 500, code: 'InternalServerError', message: 'the service failed; its log has the reason' };
}

/** Answers what `work` comes to, or the fault in Exchange's shape. */
export async function answerCall(
  request: FastifyRequest<Call>,
  reply: FastifyReply,
  { bearer, administration }: Pick<Services, 'bearer' | 'administration'>,
  fault: (error: unknown) => void,
  work: Work,
): Promise<FastifyReply> {
  const verdict = await bearerCaller(request.headers.authorization, 'exchange', bearer);
  if (verdict.kind !== 'caller') {
    const message =
      verdict.kind === 'no-token' ? 'no bearer token was sent' : `the token is not good: ${verdict.fault}`;
    reply.header('www-authenticate', 'Bearer');
    return reply.code(401).send(errorBody({ status: 401, code: 'Unauthorized', message }));
  }
  const correlationId = correlationIdOf(request);
  const caller: AdminRequest = { actor: verdict.actor, door: 'exchange', address: request.ip, correlationId };
  reply.header('request-id', correlationId);
  try {
    return await reply.send(
      await work(caller, await administration.tenants.find(caller, request.params.tenant, 'user')),
    );
  } catch (error) {
    const told = toldOf(error, fault);
    return reply.code(told.status).send(errorBody(told));
  }
}
