/** Makes what tells of events: the log and the figures. */
import type { Configuration } from '../config/schema.ts';
import { createEvents, type Events } from '../observability/events.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics, type Metrics } from '../observability/metrics.ts';

export interface Observability {
  readonly events: Events;
  readonly metrics: Metrics;
  /** Writes out what the log holds back. */
  close(): void;
}

export function openObservability({ log: options }: Configuration): Observability {
  const log = createLog(options);
  const metrics = createMetrics();
  return { events: createEvents(log, metrics), metrics, close: () => log.close() };
}
