/** The figures that a monitoring system reads (Prometheus): few labels, each of few values. */
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

export interface Metrics {
  signedIn(outcome: string, gate: string): void;
  message(result: 'accepted' | 'refused', reply: string): void;
  delivered(state: string): void;
  fault(where: string): void;
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
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
