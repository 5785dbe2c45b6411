/** Delivers a lease: each recipient through the connector that serves it, one attempt a connector. */
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { Lease, QueuedRecipient } from '../queue/queue-store.ts';
import { chooseConnector, type Route } from './choose-connector.ts';

/** One outcome for each recipient of the lease, in their order. */
export type Deliver = (lease: Lease) => Promise<readonly DeliveryOutcome[]>;

export interface Connector extends Route {
  readonly deliver: Deliver;
}

const unserved: DeliveryOutcome = { kind: 'permanent', connector: '', text: 'no connector serves this domain' };

export function createDeliver(connectors: readonly Connector[]): Deliver {
  return async (lease) => {
    const groups = Map.groupBy(lease.recipients, ({ recipient }) => chooseConnector(connectors, recipient.address));
    const outcomes = new Map<QueuedRecipient, DeliveryOutcome>();
    for (const [connector, recipients] of groups) {
      const answers = connector === null ? [] : await connector.deliver({ ...lease, recipients });
      for (const [index, recipient] of recipients.entries()) outcomes.set(recipient, answers[index] ?? unserved);
    }
    return lease.recipients.map((recipient) => outcomes.get(recipient) ?? unserved);
  };
}
