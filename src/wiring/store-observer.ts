/** Tells log and figures of what happens in the store with nobody waiting for it. */
import type { Events } from '../observability/events.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { StoreObserver } from '../store/open-store.ts';

export function storeObserverOf(
  events: Pick<Events, 'fault' | 'outageBegan' | 'outageEnded'>,
  metrics: Pick<Metrics, 'storeTook' | 'writeFailed'>,
): StoreObserver {
  return {
    took: metrics.storeTook,
    fault: events.fault,
    outage: (what) => ({
      began: (facts) => events.outageBegan(what, facts),
      failed: () => metrics.writeFailed(what),
      ended: (facts) => events.outageEnded(what, facts),
    }),
  };
}
