/** Makes what monitors ask of the service. */
import type { HealthSource } from '../administration/health.ts';
import type { ProbeParts } from '../api/probes.ts';
import type { Configuration } from '../config/schema.ts';
import { type FigureSources, gatherFigures } from '../observability/gather-figures.ts';
import { problemsOf, readinessOf } from '../observability/health.ts';
import type { Metrics } from '../observability/metrics.ts';

import type { ReloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';
import type { Store } from '../store/open-store.ts';

const mebibyte = 1024 * 1024;

export interface Probe extends ProbeParts {
  readonly source: Pick<HealthSource, 'figures' | 'problems' | 'readiness'>;
}

interface ProbeSources {
  readonly store: Pick<Store, 'figures'>;
  readonly certificate: Pick<ReloadableCertificate, 'pair'>;
  readonly listeners: FigureSources['listeners'];
}

export function probeOf(
  { health: { freeDiskMiB, certificateDays } }: Configuration,
  metrics: Metrics,
  { store, certificate, listeners }: ProbeSources,
  listening: () => boolean,
): Probe {
  const figures = gatherFigures({ store: store.figures, certificate: () => certificate.pair().cert, listeners });
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
