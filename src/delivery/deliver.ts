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

/** `fault` is told of a connector that throws: a fault of ours, which its recipients are tried again after. */
export function createDeliver(connectors: readonly Connector[], fault: (error: unknown) => void): Deliver {
  return async (lease) => {
    const groups = Map.groupBy(lease.recipients, ({ recipient }) => chooseConnector(connectors, recipient.address));
    const outcomes = new Map<QueuedRecipient, DeliveryOutcome>();
    for (const [connector, recipients] of groups) {
      const answers = connector === null ? [] : await answersOf(connector, { ...lease, recipients }, fault);
      const missing = connector === null ? unserved : unanswered(connector);
      for (const [index, recipient] of recipients.entries()) outcomes.set(recipient, answers[index] ?? missing);
    }
    return lease.recipients.map((recipient) => outcomes.get(recipient) ?? unserved);
  };
}

/** What one connector throws takes nothing from the recipients of another: those it delivered would get the message twice. */
async function answersOf(
  connector: Connector,
  lease: Lease,
  fault: (error: unknown) => void,
): Promise<readonly DeliveryOutcome[]> {
  try {
    return await connector.deliver(lease);
  } catch (error) {
    fault(error);
    return [];
  }
}

function unanswered({ name }: Connector): DeliveryOutcome {
  return { kind: 'temporary', connector: name, text: 'the connector gave no answer for this recipient' };
}
