/** Looks up how the service stands: at most every few seconds, once for all who ask at the same time, and for a bounded time. */
import { X509Certificate } from 'node:crypto';
import { systemClock } from '../lib/clock.ts';
import type { ServiceFigures } from '../observability/service-figures.ts';
import type { ReloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';
import type { Store } from '../store/open-store.ts';
import { kept, orNull } from './kept.ts';

export interface FiguresParts {
  readonly store: Pick<Store, 'figures'>;
  readonly certificate: Pick<ReloadableCertificate, 'pair'>;
  readonly listeners: readonly { readonly name: string; readonly connections: number }[];
}

/** How long an answer holds, and that of the size of the spool. */
const freshMs = 3000;
const spoolFreshMs = 60_000;

export function serviceFigures(parts: FiguresParts): () => Promise<ServiceFigures> {
  const spoolBytes = kept(spoolFreshMs, () => orNull(parts.store.figures.spoolBytes()));
  return kept(freshMs, () => look(parts, spoolBytes));
}

async function look(
  { store: { figures }, certificate, listeners }: FiguresParts,
  spoolBytes: () => Promise<number | null>,
): Promise<ServiceFigures> {
  const [queue, disk, spool, storeWritable] = await Promise.all([
    orNull(figures.queue()),
    orNull(figures.disk()),
    spoolBytes(),
    orNull(figures.tryWrite().then(() => true)),
  ]);
  return {
    at: systemClock(),
    queue,
    disk,
    spoolBytes: spool,
    storeWaiting: figures.waiting(),
    storeWritable: storeWritable === true,
    droppedRecords: figures.droppedRecords(),
    sessions: listeners.map(({ name, connections }) => ({ listener: name, open: connections })),
    certificateEndsAt: endOf(certificate.pair().cert),
  };
}

function endOf(pem: Buffer): number | null {
  try {
    return new X509Certificate(pem).validToDate.getTime();
  } catch {
    return null;
  }
}
