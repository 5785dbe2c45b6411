/** Makes what tells of events: the log, the figures and, where it is wanted, the traces. */
import type { Configuration } from '../config/schema.ts';
import { createEvents, type Events } from '../observability/events.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics, type Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing.ts';

export interface Observability {
  readonly events: Events;
  readonly metrics: Metrics;
  /** Null: nothing is traced. */
  readonly tracing: Tracing | null;
  /** Sends and writes out what is held back. */
  close(): Promise<void>;
}

export async function openObservability({ log: options, tracing: traces }: Configuration): Promise<Observability> {
  const log = createLog(options);
  const metrics = createMetrics();
  const tracing =
    traces.endpoint === '' ? null : (await import('../observability/open-telemetry.ts')).openTelemetry(traces);
  return {
    events: createEvents(log, metrics),
    metrics,
    tracing,
    async close() {
      await tracing?.close();
      log.close();
    },
  };
}
