/** A connector with a span for each attempt, which belongs to the trace of the message. */
import type { SpanFacts, Tracing } from '../observability/tracing.ts';
import type { Connector } from './deliver.ts';

export function tracedConnector(connector: Connector, tracing: Tracing | null): Connector {
  if (tracing === null) return connector;
  return {
    ...connector,
    async deliver(lease) {
      const { message, recipients } = lease;
      const attempt = 1 + Math.max(0, ...recipients.map(({ attempts }) => attempts));
      const facts = {
        'postern.message': message.id,
        'postern.connector': connector.name,
        'postern.attempt': attempt,
        'postern.recipients': recipients.length,
      };
      const span = tracing.begin('delivery', facts, message.trace ?? null);
      let counts: SpanFacts = {};
      let failed = true;
      try {
        const outcomes = await span.within(() => connector.deliver(lease));
        failed = outcomes.some(({ kind }) => kind !== 'delivered');
        const kinds = Object.entries(Object.groupBy(outcomes, ({ kind }) => kind));
        counts = Object.fromEntries(kinds.map(([kind, of]) => [`postern.${kind}`, of.length]));
        return outcomes;
      } finally {
        span.end(counts, failed);
      }
    },
  };
}
