/** What a person reads where no page answers. */
import type { FastifyReply } from 'fastify';
import type { Unrouted } from '../unrouted.ts';
import { sendMessage } from './message-page.ts';

export function refuseOnPage(reply: FastifyReply, { status }: Unrouted): FastifyReply {
  return sendMessage(reply, status, status === 404 ? 'not-found' : 'bad-request');
}
