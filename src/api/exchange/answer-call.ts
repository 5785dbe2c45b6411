/** Who calls, for which tenant, and what is answered when the work comes to nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { resources } from '../../directory/permission.ts';
import { bearerCaller } from '../bearer-caller.ts';
import { correlationIdOf } from '../correlation-id.ts';
import type { Services } from '../services.ts';
import { errorBody, toldOf } from './exchange-error.ts';
import type { PageOptions } from './page.ts';

export interface Call {
  Params: { tenant: string };
  Querystring: PageOptions;
}

type Work = (caller: AdminRequest, tenant: Tenant) => Promise<object>;

/** Answers what `work` comes to, or the fault in Exchange's shape. */
export async function answerCall(
  request: FastifyRequest<Call>,
  reply: FastifyReply,
  {
    bearer,
    administration,
    publicUrl,
    requestLimiter,
  }: Pick<Services, 'bearer' | 'administration' | 'publicUrl' | 'requestLimiter'>,
  fault: (error: unknown) => void,
  work: Work,
): Promise<FastifyReply> {
  const correlationId = correlationIdOf(request);
  reply.header('request-id', correlationId);
  const verdict = await bearerCaller(request.headers.authorization, 'exchange', bearer);
  if (verdict.kind !== 'caller') {
    const why = verdict.kind === 'no-token' ? 'no bearer token was sent' : `the token is not good: ${verdict.fault}`;
    reply.header('www-authenticate', challenge(publicUrl(), request.params.tenant, verdict.kind === 'bad-token'));
    const error = { status: 401, code: 'Unauthorized', exception: 'access-denied', message: why } as const;
    return reply.code(401).send(errorBody(error));
  }
  const wait = requestLimiter.take(verdict.actor.tenantId, verdict.appId);
  if (wait !== null) {
    reply.header('retry-after', wait);
    const error = { status: 429, code: 'TooManyRequests', exception: 'ours', message: 'too many requests' } as const;
    return reply.code(429).send(errorBody(error));
  }
  const caller: AdminRequest = { actor: verdict.actor, door: 'exchange', address: request.ip, correlationId };
  try {
    const tenant = await administration.tenants.find(caller, request.params.tenant, 'user');
    return await reply.send(await work(caller, tenant));
  } catch (error) {
    const told = toldOf(error, fault);
    return reply.code(told.status).send(errorBody(told));
  }
}

/** Where a token is to be had (RFC 6750 §3). */
function challenge(publicUrl: string, tenant: string, isBad: boolean): string {
  const where = `${publicUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/authorize`;
  const parts = [`client_id="${resources.exchange.appId}"`, `authorization_uri="${where}"`];
  return `Bearer ${[...parts, ...(isBad ? ['error="invalid_token"'] : [])].join(', ')}`;
}
