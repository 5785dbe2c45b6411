/** Begins a sign-in to our own pages, for whoever comes; an address that begins too many is asked to wait. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendMessage } from '../pages/message-page.ts';
import type { Interaction } from './interactions.ts';
import { securityPath } from './own-interactions.ts';
import type { PageParts } from './page-parts.ts';

/** Null: it was answered already. */
export function beginOwn(
  request: FastifyRequest,
  reply: FastifyReply,
  { own, guards }: Pick<PageParts, 'own' | 'guards'>,
  leadsTo = securityPath,
): Interaction | null {
  const wait = guards.begin(request.ip);
  if (wait === null) return own.begin(reply, leadsTo);
  sendMessage(reply.header('retry-after', String(wait)), 429, 'too-many');
  return null;
}
