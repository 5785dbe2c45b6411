/** What goes wrong, in figures. */
import { Counter, type Registry } from 'prom-client';

export interface TroubleMetrics {
  storeFailed(): void;
  /** A request that was refused for a limit of the configuration. */
  limitReached(limit: string): void;
  /** A try to write what is written behind the answer. */
  writeFailed(what: string): void;
  fault(where: string): void;
}

export function createTroubleMetrics(registry: Registry): TroubleMetrics {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });
  const storeFailures = counter('postern_store_failures_total', 'Transactions that failed');
  const writeFailures = counter(
    'postern_background_write_failures_total',
    'Tries that failed to write what is written behind the answer',
    'what',
  );
  const limitRefusals = counter(
    'postern_limit_refusals_total',
    'Requests refused for a limit of the configuration',
    'limit',
  );
  const faults = counter('postern_faults_total', 'Faults of the service by where they happened', 'where');
  return {
    storeFailed: () => storeFailures.inc(),
    limitReached: (limit) => limitRefusals.inc({ limit }),
    writeFailed: (what) => writeFailures.inc({ what }),
    fault: (where) => faults.inc({ where }),
  };
}
