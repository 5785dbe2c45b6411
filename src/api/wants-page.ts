/** Whether it is a browser that asks, for a person to read the answer. */
import type { FastifyRequest } from 'fastify';

export function wantsPage({ headers: { accept = '' } }: FastifyRequest): boolean {
  return /(?:^|,)\s*text\/html\b/i.test(accept);
}
