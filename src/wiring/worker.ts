/** Makes the worker of the queue, with the connectors of the configuration. */
import type { Configuration } from '../config/schema.ts';
import { type ConnectorRecords, createConnectorRecords } from '../delivery/connector-record.ts';
import { createDeliver } from '../delivery/deliver.ts';
import { withFailureAddresses } from '../delivery/failure-addresses.ts';
import { systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import type { Events } from '../observability/events.ts';
import { defaultRetrySchedule } from '../queue/retry-schedule.ts';
import { createTellSubmitter } from '../queue/tell-submitter.ts';
import { createQueueWorker, type QueueWorker } from '../queue/worker.ts';
import type { Store } from '../store/open-store.ts';
import { connectorsOf, type DeliveryWatchers } from './connectors.ts';

/** Its `stop` cuts short what only waits. */
export async function workerOf(
  configuration: Configuration,
  host: string,
  store: Store,
  events: Events,
  watchers: Omit<DeliveryWatchers, 'records'>,
): Promise<QueueWorker & { readonly connectors: Pick<ConnectorRecords, 'all'> }> {
  const stopping = new AbortController();
  const records = createConnectorRecords(systemClock);
  const connectors = await connectorsOf(configuration, host, store.spool, { ...watchers, records });
  const deliver = createDeliver(connectors, (error) => events.fault('delivery', error));
  const worker = createQueueWorker({
    store: store.queue,
    deliver: configuration.failureAddresses ? withFailureAddresses(deliver, stopping.signal) : deliver,
    tellSubmitter: createTellSubmitter({
      spool: store.spool,
      clock: systemClock,
      newId,
      host,
      schedule: defaultRetrySchedule,
    }),
    schedule: defaultRetrySchedule,
    clock: systemClock,
    owner: `${host}/${process.pid}`,
    concurrency: configuration.deliveryConcurrency,
    events,
  });
  return {
    start: worker.start,
    underWay: worker.underWay,
    connectors: records,
    async stop(graceMs) {
      stopping.abort();
      await worker.stop(graceMs);
    },
  };
}
