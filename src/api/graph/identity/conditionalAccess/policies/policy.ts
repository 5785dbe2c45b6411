/** `/identity/conditionalAccess/policies/{id}`: read, changed, removed. */
import { type GraphHandler, noContent, ok } from '../../../graph-call.ts';
import { picked, selectedNames } from '../../../odata/select.ts';
import { policyResource, policyShape } from './policy-resource.ts';
import { checkUsers, withUserIds } from './policy-users.ts';
import { readPolicyChange } from './read-policy.ts';

export const getPolicy: GraphHandler = async (
  { caller, tenantId, base, parameters: { id = '' }, query },
  { administration, directory },
) => {
  const names = selectedNames(query.select, policyShape.names, policyShape.names, policyShape.type);
  const policy = await administration.conditionalAccess.policies.find(caller, tenantId, id);
  const resource = policyResource(await withUserIds(policy, tenantId, directory));
  const context = `${base}/$metadata#identity/conditionalAccess/policies/$entity`;
  return ok({ '@odata.context': context, ...picked(resource, names) });
};

export const patchPolicy: GraphHandler = async (
  { caller, tenantId, parameters: { id = '' }, body },
  { administration: { tenants, conditionalAccess }, directory },
) => {
  const tenant = await tenants.find(caller, tenantId, 'conditional-access');
  const change = readPolicyChange(body);
  const { includedUsers, excludedUsers } = await conditionalAccess.policies.find(caller, tenantId, id);
  await checkUsers(change, [...includedUsers, ...excludedUsers], tenantId, directory);
  await conditionalAccess.policies.update(caller, tenant, id, (now) => ({ ...now, ...change }));
  return noContent;
};

export const deletePolicy: GraphHandler = async (
  { caller, tenantId, parameters: { id = '' } },
  { administration: { tenants, conditionalAccess } },
) => {
  const tenant = await tenants.find(caller, tenantId, 'conditional-access');
  await conditionalAccess.policies.remove(caller, tenant, id);
  return noContent;
};
