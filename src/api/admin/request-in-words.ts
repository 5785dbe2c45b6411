/** What a request is told that does not fit the contract of its route. */
import type { FastifyRequest } from 'fastify';
import { mistakesOf, sentenceOf } from '../../lib/schema-mistakes.ts';
import { Problem } from '../problem.ts';

type Part = 'body' | 'params' | 'querystring';

const wholes: Readonly<Record<Part, string>> = {
  body: 'the body',
  params: 'the address',
  querystring: 'the query',
};

/** The error itself, where it is not about the contract. */
export function inWords(error: unknown, request: FastifyRequest): unknown {
  const { validationContext: part } = error as { validationContext?: string };
  if (part !== 'body' && part !== 'params' && part !== 'querystring') return error;
  const value = part === 'querystring' ? request.query : request[part];
  const mistakes = mistakesOf(request.routeOptions.schema?.[part], value);
  if (mistakes.length === 0) return error;
  return new Problem(400, mistakes.map((mistake) => sentenceOf(mistake, wholes[part])).join('; '));
}
