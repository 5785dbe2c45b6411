/** The figures of the service as gauges of Prometheus; one that could not be learned is absent rather than wrong. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ServiceFigures } from './service-figures.ts';

export interface Gauges {
  show(figures: ServiceFigures): void;
}

/** States of the queue that are always shown, so that an alert knows 0 from nothing. */
const shownStates = ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead'];

export function createGauges(registry: Registry): Gauges {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers });
  const depth = gauge('postern_queue_recipients', 'Recipients in the queue by state', 'state');
  const age = gauge('postern_queue_oldest_seconds', 'Age of the oldest of them', 'state');
  const free = gauge('postern_disk_free_bytes', 'Free octets of the disk with the data directory');
  const total = gauge('postern_disk_total_bytes', 'Octets of that disk');
  const spool = gauge('postern_spool_bytes', 'Octets of the bodies of messages on disk');
  const waiting = gauge('postern_store_waiting', 'Transactions that wait for the database');
  const writable = gauge('postern_store_writable', '1: the database could be written; 0: it could not');
  const overdue = gauge('postern_overdue_ends', 'Changes that could not be put back at their end');
  const sessions = gauge('postern_sessions', 'SMTP sessions that are open', 'listener');
  const certificate = gauge('postern_certificate_end_timestamp_seconds', 'When the certificate ends, in Unix time');
  const dropped = new Counter({
    name: 'postern_sign_in_records_dropped_total',
    help: 'Records of the sign-in log that could not be kept',
    registers,
  });

  function showQueue({ queue, at }: ServiceFigures): void {
    depth.reset();
    age.reset();
    if (queue === null) return;
    for (const state of shownStates) {
      const found = queue.find((each) => each.state === state);
      depth.set({ state }, found?.recipients ?? 0);
      age.set({ state }, found === undefined ? 0 : Math.max(0, (at - found.oldestAt) / 1000));
    }
  }

  return {
    show(figures) {
      showQueue(figures);
      setOrRemove(free, figures.disk?.freeBytes);
      setOrRemove(total, figures.disk?.totalBytes);
      setOrRemove(spool, figures.spoolBytes ?? undefined);
      setOrRemove(overdue, figures.overdueEnds ?? undefined);
      setOrRemove(certificate, figures.certificateEndsAt === null ? undefined : figures.certificateEndsAt / 1000);
      waiting.set(figures.storeWaiting);
      writable.set(figures.storeWritable ? 1 : 0);
      for (const { listener, open } of figures.sessions) sessions.set({ listener }, open);
      dropped.reset();
      dropped.inc(figures.droppedRecords);
    },
  };
}

function setOrRemove(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}
