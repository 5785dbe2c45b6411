/** The figures that a monitoring system reads (Prometheus): few labels, each of few values. `docs/observability.md` names each. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createGauges } from './gauges.ts';
import type { ServiceFigures } from './service-figures.ts';
import { createTroubleMetrics, type TroubleMetrics } from './trouble-metrics.ts';

/** How it stands with one log of one target of forwarding. */
export interface ForwardFigures {
  readonly target: string;
  readonly log: string;
  readonly lag: number;
  readonly taken: number;
  readonly failures: number;
  readonly lastTakenAt: number | null;
}

export interface Metrics extends Omit<TroubleMetrics, 'storeFailed'> {
  signedIn(outcome: string, gate: string): void;
  message(result: 'accepted' | 'refused', reply: string): void;
  delivered(connector: string, state: string): void;
  deliveryTook(connector: string, seconds: number): void;
  requestTook(door: string, status: number, seconds: number): void;
  storeTook(seconds: number, failed: boolean): void;
  /** Asked whenever the figures are read. */
  forwarding(figures: () => readonly ForwardFigures[]): void;
  /** Where the figures come from that are looked up when somebody reads. */
  readFrom(source: () => Promise<ServiceFigures>): void;
  /** In the text format of Prometheus. */
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Bounds in seconds. */
const storeBuckets = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];
const requestBuckets = [0.005, 0.025, 0.1, 0.5, 2.5, 10];
const deliveryBuckets = [0.01, 0.1, 0.5, 2.5, 10, 60, 300];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram({ name, help, buckets, labelNames, registers });
  const signIns = counter('postern_sign_ins_total', 'Sign-ins, and the gate that shut', 'outcome', 'gate');
  const messages = counter('postern_messages_total', 'Messages by what was answered', 'result', 'reply');
  const deliveries = counter(
    'postern_delivery_attempts_total',
    'Attempts by connector and the state that they led to',
    'connector',
    'state',
  );
  const deliverySeconds = histogram(
    'postern_delivery_seconds',
    'Time of one attempt of one message through one connector',
    deliveryBuckets,
    'connector',
  );
  const requestSeconds = histogram(
    'postern_http_request_seconds',
    'HTTP requests by door and class of status',
    requestBuckets,
    'door',
    'status',
  );
  const storeSeconds = histogram('postern_store_seconds', 'Transactions, with the time they waited', storeBuckets);
  const gauges = createGauges(registry);
  const trouble = createTroubleMetrics(registry);
  let source: (() => Promise<ServiceFigures>) | null = null;
  return {
    signedIn: (outcome, gate) => signIns.inc({ outcome, gate }),
    message: (result, reply) => messages.inc({ result, reply }),
    delivered: (connector, state) => deliveries.inc({ connector, state }),
    deliveryTook: (connector, seconds) => deliverySeconds.observe({ connector }, seconds),
    requestTook: (door, status, seconds) =>
      requestSeconds.observe({ door, status: `${Math.floor(status / 100)}xx` }, seconds),
    storeTook(seconds, failed) {
      storeSeconds.observe(seconds);
      if (failed) trouble.storeFailed();
    },
    limitReached: trouble.limitReached,
    writeFailed: trouble.writeFailed,
    fault: trouble.fault,
    forwarding: (figures) => addForwarding(registry, figures),
    readFrom(figures) {
      source = figures;
    },
    async read() {
      if (source !== null) gauges.show(await source());
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

const forwardGauges: readonly (readonly [string, string, (figures: ForwardFigures) => number])[] = [
  ['postern_forward_lag_records', 'Records of the log that the target has not got yet', ({ lag }) => lag],
  ['postern_forward_taken_records', 'Records that the target took since the start', ({ taken }) => taken],
  ['postern_forward_failures', 'Failures in a row; 0: it works', ({ failures }) => failures],
  [
    'postern_forward_last_taken_seconds',
    'When the target took something last, in seconds since 1970; 0: not since the start',
    ({ lastTakenAt }) => (lastTakenAt ?? 0) / 1000,
  ],
];

function addForwarding(registry: Registry, figures: () => readonly ForwardFigures[]): void {
  for (const [name, help, valueOf] of forwardGauges) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['target', 'log'],
      registers: [],
      collect() {
        for (const each of figures()) this.set({ target: each.target, log: each.log }, valueOf(each));
      },
    });
    registry.registerMetric(gauge);
  }
}
