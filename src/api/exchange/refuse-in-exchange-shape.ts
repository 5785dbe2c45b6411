/** What clients of the Exchange admin API read where no route takes their request. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentence } from '../../lib/sentence.ts';
import { correlationIdOf } from '../correlation-id.ts';
import type { Unrouted } from '../unrouted.ts';
import { errorBody } from './exchange-error.ts';

const codes: Readonly<Record<number, string>> = { 404: 'NotFound', 405: 'MethodNotAllowed', 501: 'NotImplemented' };

export function refuseInExchangeShape(request: FastifyRequest, reply: FastifyReply, why: Unrouted): FastifyReply {
  const { status } = why;
  const code = codes[status] ?? 'BadRequest';
  return reply
    .code(status)
    .header('request-id', correlationIdOf(request))
    .send(errorBody({ status, code, exception: 'validation', message: sentence(why.detail) }));
}
