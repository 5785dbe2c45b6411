/** Accepted messages: their envelopes and states, and the stored octets. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitOf, userOr404 } from './find.ts';

interface OfMessage {
  Params: { id: string };
}

/** Reads the first chunk before anything is answered, so that a missing body is a 404 and not half an answer. */
async function opened(chunks: AsyncIterable<Buffer>): Promise<Readable> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return Readable.from(all(), { objectMode: false });
}

export function messageRoutes(server: FastifyInstance, { directory, queue, spool }: Services): void {
  const find = async (id: string) => {
    const message = await queue.find(id.toUpperCase());
    if (message === null) throw new Problem(404, `there is no message ${id}; "postern message list" shows them`);
    return message;
  };
  server.get<{ Querystring: { mailbox?: string; to?: string; limit?: string } }>('/messages', async (request) => {
    const { mailbox, to, limit: asked } = request.query;
    const limit = limitOf(asked, 50, 1000);
    const sentItemsOf = mailbox ? (await userOr404(directory, mailbox)).id : null;
    return { messages: await queue.list({ tenantId: null, states: [], sentItemsOf, to: to || null, limit }) };
  });
  server.get<OfMessage>('/messages/:id', async (request) => ({ message: await find(request.params.id) }));
  server.get<OfMessage>('/messages/:id/raw', async (request, reply) => {
    const { id } = await find(request.params.id);
    return reply.type('message/rfc822').send(await opened(spool.read(id)));
  });
}
