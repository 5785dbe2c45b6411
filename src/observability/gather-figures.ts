/** Looks up how the service stands: at most every few seconds, once for all who ask at the same time, and for a bounded time. */
import { X509Certificate } from 'node:crypto';
import { systemClock } from '../lib/clock.ts';
import { kept, orNull } from '../lib/kept.ts';
import type { ServiceFigures } from './service-figures.ts';

/** Where the figures come from; what rejects is not known. */
export interface FigureSources {
  readonly store: {
    queue(): Promise<NonNullable<ServiceFigures['queue']>>;
    disk(): Promise<NonNullable<ServiceFigures['disk']>>;
    spoolBytes(): Promise<number>;
    overdueEnds(before: number): Promise<number>;
    waiting(): number;
    droppedRecords(): number;
    /** Rejects where it cannot be written now. */
    tryWrite(): Promise<void>;
  };
  /** In PEM. */
  readonly certificate: () => Buffer;
  readonly listeners: readonly { readonly name: string; readonly connections: number }[];
}

/** How long an answer holds, and that of the size of the spool. */
const freshMs = 3000;
const spoolFreshMs = 60_000;
/** A change is put back at its end well within that. */
const endGraceMs = 10_000;

export function gatherFigures(sources: FigureSources): () => Promise<ServiceFigures> {
  const spoolBytes = kept(spoolFreshMs, () => orNull(sources.store.spoolBytes()));
  return kept(freshMs, () => look(sources, spoolBytes));
}

async function look(
  { store, certificate, listeners }: FigureSources,
  spoolBytes: () => Promise<number | null>,
): Promise<ServiceFigures> {
  const at = systemClock();
  const [queue, overdueEnds, disk, spool, storeWritable] = await Promise.all([
    orNull(store.queue()),
    orNull(store.overdueEnds(at - endGraceMs)),
    orNull(store.disk()),
    spoolBytes(),
    orNull(store.tryWrite().then(() => true)),
  ]);
  return {
    at,
    queue,
    overdueEnds,
    disk,
    spoolBytes: spool,
    storeWaiting: store.waiting(),
    storeWritable: storeWritable === true,
    droppedRecords: store.droppedRecords(),
    sessions: listeners.map(({ name, connections }) => ({ listener: name, open: connections })),
    certificateEndsAt: endOf(certificate()),
  };
}

function endOf(pem: Buffer): number | null {
  try {
    return new X509Certificate(pem).validToDate.getTime();
  } catch {
    return null;
  }
}
