/** Messages that wait, and what an operator does to them. */
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitOf } from './find.ts';

const waiting = ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead'] as const;

export function queueRoutes(server: FastifyInstance, { queue, queueActions }: Services): void {
  server.get<{ Querystring: { limit?: string } }>('/queue', async (request) => {
    const limit = limitOf(request.query.limit, 50, 1000);
    return { messages: await queue.list({ tenantId: null, states: waiting, sentItemsOf: null, limit }) };
  });
  for (const action of ['retry', 'hold', 'release', 'cancel'] as const) {
    server.post<{ Params: { id: string } }>(`/queue/:id/${action}`, async (request) => {
      const id = request.params.id.toUpperCase();
      if ((await queue.find(id)) === null) throw new Problem(404, `there is no message ${id}`);
      const answer = await queueActions.act(action, id, request.caller.actor.name);
      if ('refused' in answer) throw new Problem(409, answer.refused);
      return answer;
    });
  }
}
