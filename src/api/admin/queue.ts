/** Messages that wait, and what an operator does to them. */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { limitOf } from './read-request.ts';

const waiting = ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead'] as const;

export function queueRoutes(server: FastifyInstance, { administration: { tenants, messages } }: Services): void {
  server.get<{ Querystring: { limit?: string } }>('/queue', async ({ query, caller }) => {
    const limit = limitOf(query.limit, 50, 1000);
    const tenantId = await tenants.scopeOf(caller, undefined, 'message');
    return { messages: await messages.list(caller, { tenantId, states: waiting, sentItemsOf: null, limit }) };
  });
  for (const action of ['retry', 'hold', 'release', 'cancel'] as const) {
    server.post<{ Params: { id: string } }>(`/queue/:id/${action}`, async ({ params, caller }) => ({
      changed: await messages.act(caller, action, params.id),
    }));
  }
}
