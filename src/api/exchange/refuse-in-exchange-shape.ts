/** What clients of the Exchange admin API read where no route takes their request. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentence } from '../../lib/sentence.ts';
import { correlationIdOf } from '../correlation-id.ts';
import { odataCodeOf, type Unrouted } from '../unrouted.ts';
import { errorBody } from './exchange-error.ts';

export function refuseInExchangeShape(request: FastifyRequest, reply: FastifyReply, why: Unrouted): FastifyReply {
  const { status } = why;
  return reply
    .code(status)
    .header('request-id', correlationIdOf(request))
    .send(errorBody({ status, code: odataCodeOf(why), exception: 'validation', message: sentence(why.detail) }));
}
