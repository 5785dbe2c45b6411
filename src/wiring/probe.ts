/** Makes what monitors ask of the service. */
import type { HealthSource } from '../administration/health.ts';
import type { ProbeParts } from '../api/probes.ts';
import type { Configuration } from '../config/schema.ts';
import { problemsOf, readinessOf } from '../observability/health.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type FiguresParts, serviceFigures } from './service-figures.ts';

const mebibyte = 1024 * 1024;

export interface Probe extends ProbeParts {
  readonly source: Pick<HealthSource, 'figures' | 'problems' | 'readiness'>;
}

export function probeOf(
  { health: { freeDiskMiB, certificateDays } }: Configuration,
  metrics: Metrics,
  parts: FiguresParts,
  listening: () => boolean,
): Probe {
  const figures = serviceFigures(parts);
  const limits = { freeDiskBytes: freeDiskMiB * mebibyte, certificateDays };
  metrics.readFrom(figures);
  const problems = async () => problemsOf(await figures(), limits);
  const readiness = async () => readinessOf(listening(), await figures());
  return {
    metrics,
    problems: async () => (await problems()).map(({ what }) => what),
    readiness,
    source: { figures, problems, readiness },
  };
}
