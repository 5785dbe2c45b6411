/** Accepted messages: their envelopes and states, and the stored octets. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { limitOf } from './read-request.ts';

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

export function messageRoutes(
  server: FastifyInstance,
  { administration: { tenants, users, messages } }: Services,
): void {
  server.get<{ Querystring: { mailbox?: string; to?: string; limit?: string } }>(
    '/messages',
    async ({ query, caller }) => {
      const { mailbox, to } = query;
      const limit = limitOf(query.limit, 50, 1000);
      const owner = mailbox ? await users.find(caller, mailbox, 'message') : null;
      const tenantId = owner?.tenantId ?? (await tenants.scopeOf(caller, undefined, 'message'));
      const asked = { tenantId, states: [], sentItemsOf: owner?.id ?? null, to: to || null, limit };
      return { messages: await messages.list(caller, asked) };
    },
  );
  server.get<OfMessage>('/messages/:id', async ({ params, caller }) => ({
    message: await messages.find(caller, params.id),
  }));
  server.get<OfMessage>('/messages/:id/raw', async ({ params, caller }, reply) => {
    const octets = await opened(await messages.read(caller, params.id));
    return reply.type('message/rfc822').send(octets);
  });
}
