/** The connector `capture`: mail stays in the spool, for people to look at. */
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { Lease } from '../queue/queue-store.ts';

export async function capture({ recipients }: Lease): Promise<readonly DeliveryOutcome[]> {
  return recipients.map(() => ({ kind: 'delivered', connector: 'capture', text: 'captured' }));
}
