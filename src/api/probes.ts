/** What monitors ask: whether the service lives, whether it can take mail, and its figures. No secret, and no name of a person. */
import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../observability/health.ts';
import type { Metrics } from '../observability/metrics.ts';

export interface ProbeParts {
  readonly metrics: Pick<Metrics, 'read' | 'requestTook'>;
  readonly readiness: () => Promise<Readiness>;
  /** What is wrong, in words; empty: nothing. */
  readonly problems: () => Promise<readonly string[]>;
}

export function probes(server: FastifyInstance, { metrics, readiness, problems }: ProbeParts): void {
  // A service that can answer lives: what restarts the dead must not restart it for a full disk.
  server.get('/health', async (_request, reply) => {
    const found = await problems();
    return reply.header('cache-control', 'no-store').send({ healthy: found.length === 0, problems: found });
  });
  server.get('/ready', async (_request, reply) => {
    const found = await readiness();
    return reply
      .code(found.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(found);
  });
  server.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}
