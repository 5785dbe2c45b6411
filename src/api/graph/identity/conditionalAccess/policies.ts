/** `/identity/conditionalAccess/policies`: listed, made. */
import { created, type GraphHandler, ok } from '../../graph-call.ts';
import { listBody } from '../../odata/list-body.ts';
import { policyResource, policyShape } from './policies/policy-resource.ts';
import { checkUsers, withUserIds } from './policies/policy-users.ts';
import { readNewPolicy } from './policies/read-policy.ts';

const path = '/identity/conditionalAccess/policies';

export const listPolicies: GraphHandler = async ({ caller, tenantId, base, query }, { administration, directory }) => {
  const policies = await administration.conditionalAccess.policies.list(caller, tenantId);
  const shown = await Promise.all(policies.map((policy) => withUserIds(policy, tenantId, directory)));
  return ok(listBody(shown.map(policyResource), policyShape, { base, path, query }));
};

export const createPolicy: GraphHandler = async ({ caller, tenantId, base, body }, { administration, directory }) => {
  const tenant = await administration.tenants.find(caller, tenantId, 'conditional-access');
  const written = readNewPolicy(body);
  await checkUsers(written, [], tenantId, directory);
  const policy = await administration.conditionalAccess.policies.add(caller, tenant, written);
  return created({ '@odata.context': `${base}/$metadata#${path.slice(1)}/$entity`, ...policyResource(policy) });
};
