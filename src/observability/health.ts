/** What is wrong with the service, in words that an operator can act on and that tell a stranger no secret. Pure. */
import type { ServiceFigures } from './service-figures.ts';

export interface HealthLimits {
  /** Free octets below which the disk is nearly full. */
  readonly freeDiskBytes: number;
  readonly certificateDays: number;
}

export interface Problem {
  readonly what: string;
  readonly advice: string;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

const dayMs = 86_400_000;
const mebibyte = 1024 * 1024;

/** Empty: nothing is wrong. */
export function problemsOf(figures: ServiceFigures, limits: HealthLimits): Problem[] {
  const { disk, storeWritable, overdueEnds, certificateEndsAt, at } = figures;
  const problems: Problem[] = [];
  const found = (what: string, advice: string) => problems.push({ what, advice });
  if (!storeWritable) {
    const advice = 'see whether the disk is full or read-only, and the events "fault" in the log; clients try again';
    found('the store cannot be written: no mail is accepted', advice);
  }
  if (disk === null) found('the free space of the disk cannot be read', 'see whether the data directory is there');
  else if (disk.freeBytes < limits.freeDiskBytes) {
    const advice = 'make room on the disk with the data directory, or keep less: captureDays, signInDays, auditDays';
    found(`the disk is nearly full: ${Math.floor(disk.freeBytes / mebibyte)} MiB are free`, advice);
  }
  if (overdueEnds !== null && overdueEnds > 0) {
    const [changes, they] = overdueEnds === 1 ? ['1 change', 'it'] : [`${overdueEnds} changes`, 'each'];
    const advice = `see "postern health" for the id of ${they}, the event "change.overdue" for why, and take back or set anew what it changed`;
    found(`${changes} could not be put back at the end that was asked for`, advice);
  }
  const renew =
    'put a new certificate and its key where certificate.certFile and keyFile say: they are taken up at once';
  if (certificateEndsAt !== null && certificateEndsAt < at) found('the certificate has ended', renew);
  else if (certificateEndsAt !== null && certificateEndsAt < at + limits.certificateDays * dayMs) {
    found(`the certificate ends in ${Math.floor((certificateEndsAt - at) / dayMs)} days`, renew);
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
