/** Makes what monitors ask of the service. */
import type { ProbeParts } from '../api/probes.ts';
import type { Configuration } from '../config/schema.ts';
import { problemsOf, readinessOf } from '../observability/health.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type FiguresParts, serviceFigures } from './service-figures.ts';

const mebibyte = 1024 * 1024;

export function probeOf(
  { health: { freeDiskMiB, certificateDays } }: Configuration,
  metrics: Metrics,
  parts: FiguresParts,
  listening: () => boolean,
): ProbeParts {
  const figures = serviceFigures(parts);
  const limits = { freeDiskBytes: freeDiskMiB * mebibyte, certificateDays };
  metrics.readFrom(figures);
  return {
    metrics,
    problems: async () => problemsOf(await figures(), limits),
    readiness: async () => readinessOf(listening(), await figures()),
  };
}
