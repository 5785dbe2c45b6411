/** `/subscribedSkus`: the one licence there is, and how many users have it. */

import type { UserCondition } from '../../directory/user-search.ts';
import { everything, passes } from '../../lib/condition.ts';
import { type GraphHandler, ok } from './graph-call.ts';
import { licence, servicePlan } from './licence.ts';
import { listBody } from './odata/list-body.ts';

const licensed: UserCondition = passes({ kind: 'flag', of: 'licensed', value: true });

export const listSubscribedSkus: GraphHandler = async (call, { administration: { users, tenants } }) => {
  const { caller, tenantId } = call;
  const { displayName } = await tenants.find(caller, tenantId, 'user');
  const consumedUnits = await users.count(caller, tenantId, licensed);
  const resource = {
    id: `${tenantId}_${licence.skuId}`,
    accountId: tenantId,
    accountName: displayName,
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits,
    // A mailbox costs nothing here: there are as many as there are users, and one to give away.
    prepaidUnits: {
      enabled: (await users.count(caller, tenantId, everything)) + 1,
      lockedOut: 0,
      suspended: 0,
      warning: 0,
    },
    servicePlans: [servicePlan],
    skuId: licence.skuId,
    skuPartNumber: licence.skuPartNumber,
    subscriptionIds: [],
  };
  const shape = { type: 'subscribedSku', names: Object.keys(resource), filterable: [], orderable: [] };
  return ok(listBody([resource], shape, { ...call, path: '/subscribedSkus' }));
};
