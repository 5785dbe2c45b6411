/** What is wrong with the service, in words that an operator can act on and that tell a stranger no secret. Pure. */
import type { ServiceFigures } from './service-figures.ts';

export interface HealthLimits {
  /** Free octets below which the disk is nearly full. */
  readonly freeDiskBytes: number;
  readonly certificateDays: number;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

const dayMs = 86_400_000;
const mebibyte = 1024 * 1024;

/** Empty: nothing is wrong. */
export function problemsOf(figures: ServiceFigures, limits: HealthLimits): string[] {
  const { disk, storeWritable, certificateEndsAt, at } = figures;
  const problems: string[] = [];
  if (!storeWritable) problems.push('the store cannot be written: no mail is accepted');
  if (disk === null) problems.push('the free space of the disk cannot be read');
  else if (disk.freeBytes < limits.freeDiskBytes) {
    problems.push(`the disk is nearly full: ${Math.floor(disk.freeBytes / mebibyte)} MiB are free`);
  }
  if (certificateEndsAt !== null && certificateEndsAt < at) problems.push('the certificate has ended');
  else if (certificateEndsAt !== null && certificateEndsAt < at + limits.certificateDays * dayMs) {
    problems.push(`the certificate ends in ${Math.floor((certificateEndsAt - at) / dayMs)} days`);
  }
  return problems;
}

/** Whether mail can be taken now. `listening`: every listener is up, and the service is not about to stop. */
export function readinessOf(listening: boolean, { storeWritable, disk }: ServiceFigures): Readiness {
  const reasons = [
    ...(listening ? [] : ['not every listener is up']),
    ...(storeWritable ? [] : ['the store cannot be written']),
    ...(disk?.freeBytes === 0 ? ['the disk is full'] : []),
  ];
  return { ready: reasons.length === 0, reasons };
}
