/** Messages that wait, and what an operator does to them. */
import { cancelMessage, holdMessage, listQueue, releaseMessage, retryMessage } from '../../contract/messages.ts';
import { waitingStates } from '../../contract/words.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

export function queueRoutes({ administration: { tenants, messages } }: Services): AdminRoute[] {
  const contracts = { retry: retryMessage, hold: holdMessage, release: releaseMessage, cancel: cancelMessage };
  const acting = (action: keyof typeof contracts) =>
    answering(contracts[action], write('message'), async ({ caller, params }) => ({
      changed: await messages.act(caller, action, params.id),
    }));
  return [
    answering(listQueue, read('message'), async ({ caller, query: { tenant, state, olderThan = null, limit } }) => {
      const tenantId = await tenants.scopeOf(caller, tenant, 'message');
      const states = state === undefined ? waitingStates : [state];
      return messages.page(caller, { tenantId, states, sentItemsOf: null, olderThan, limit });
    }),
    acting('retry'),
    acting('hold'),
    acting('release'),
    acting('cancel'),
  ];
}
