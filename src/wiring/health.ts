/** Makes what the health of the service is told from. */
import type { HealthSource } from '../administration/health.ts';
import type { ConnectorRecords } from '../delivery/connector-record.ts';
import type { Forwarder } from '../forward/forwarder.ts';
import { kept, orNull } from '../lib/kept.ts';
import type { Store } from '../store/open-store.ts';
import type { Probe } from './probe.ts';

/** How long it holds who waits: each address is taken out of its envelope. */
const freshMs = 5000;

export function healthSourceOf(
  { source }: Pick<Probe, 'source'>,
  { figures }: Pick<Store, 'figures'>,
  records: Pick<ConnectorRecords, 'all'>,
  forwarder: Pick<Forwarder, 'status'>,
): HealthSource {
  return {
    ...source,
    connectors: () => records.all(),
    waitingAddresses: kept(freshMs, () => orNull(figures.waitingAddresses())),
    forwarding: () => forwarder.status(),
  };
}
