/** An answer of any length: one JSON object a line, made as fast as the client takes it. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export function sendJsonLines(reply: FastifyReply, found: AsyncIterable<unknown>): FastifyReply {
  async function* lines(): AsyncGenerator<string> {
    for await (const each of found) yield `${JSON.stringify(each)}\n`;
  }
  return reply.type('application/x-ndjson').send(Readable.from(lines(), { objectMode: false }));
}
