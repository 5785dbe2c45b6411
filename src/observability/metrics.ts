/** The figures that a monitoring system reads (Prometheus): few labels, each of few values. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** How it stands with one log of one target of forwarding. */
export interface ForwardFigures {
  readonly target: string;
  readonly log: string;
  readonly lag: number;
  readonly taken: number;
  readonly failures: number;
  readonly lastTakenAt: number | null;
}

export interface Metrics {
  signedIn(outcome: string, gate: string): void;
  message(result: 'accepted' | 'refused', reply: string): void;
  delivered(state: string): void;
  fault(where: string): void;
  /** Asked whenever the figures are read. */
  forwarding(figures: () => readonly ForwardFigures[]): void;
  /** In the text format of Prometheus. */
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const signIns = counter('postern_sign_ins_total', 'Sign-ins, and the gate that shut', 'outcome', 'gate');
  const messages = counter('postern_messages_total', 'Messages by what was answered', 'result', 'reply');
  const deliveries = counter('postern_delivery_attempts_total', 'Attempts by the state that they led to', 'state');
  const faults = counter('postern_faults_total', 'Faults of the service by where they happened', 'where');
  return {
    signedIn: (outcome, gate) => signIns.inc({ outcome, gate }),
    message: (result, reply) => messages.inc({ result, reply }),
    delivered: (state) => deliveries.inc({ state }),
    fault: (where) => faults.inc({ where }),
    forwarding: (figures) => addForwarding(registry, figures),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
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
