/** Conditional Access policies of a tenant, and the places that they name. */
import {
  addConditionalAccess,
  addNamedLocation,
  changeConditionalAccess,
  listConditionalAccess,
  listNamedLocations,
  removeConditionalAccess,
  removeNamedLocation,
  showConditionalAccess,
} from '../../contract/conditional-access.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { type ConditionalAccessPolicy, wholePolicy } from '../../directory/conditional-access-policy.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';
import { applicationIds, locationIds, namedOne, userIds, withUserNames } from './named-in-policy.ts';
import { given } from './read-request.ts';

const area = 'conditional-access';

/** What a request says of a policy, with names as people write them. */
type Said = Partial<Omit<ConditionalAccessPolicy, 'id' | 'createdAt' | 'modifiedAt'>>;

export function conditionalAccessRoutes(services: Services): AdminRoute[] {
  return [...policyRoutes(services), ...locationRoutes(services)];
}

function policyRoutes(services: Services): AdminRoute[] {
  const { administration, directory } = services;
  const { tenants, conditionalAccess } = administration;
  async function sought(caller: AdminRequest, tenantName: string, policyName: string) {
    const tenant = await tenants.find(caller, tenantName, area);
    const policy = namedOne(
      'Conditional Access policy',
      await conditionalAccess.policies.list(caller, tenant.id),
      policyName,
    );
    return { tenant, policy };
  }
  const shown = async (tenantId: string, policy: ConditionalAccessPolicy) => ({
    policy: await withUserNames(policy, tenantId, directory),
  });
  return [
    answering(listConditionalAccess, read(area), async ({ caller, params }) => {
      const { id } = await tenants.find(caller, params.tenant, area);
      const all = await conditionalAccess.policies.list(caller, id);
      return { policies: await Promise.all(all.map((policy) => withUserNames(policy, id, directory))) };
    }),
    answering(showConditionalAccess, read(area), async ({ caller, params }) => {
      const { tenant, policy } = await sought(caller, params.tenant, params.policy);
      return shown(tenant.id, policy);
    }),
    answering(addConditionalAccess, write(area), async ({ caller, params, body: { name, state, ...said } }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      const decided = await withIds(caller, tenant.id, given(said), [], services);
      const added = await conditionalAccess.policies.add(caller, tenant, wholePolicy({ name, state, ...decided }));
      return shown(tenant.id, added);
    }),
    answering(changeConditionalAccess, write(area), async ({ caller, params, body }) => {
      const { addExcludedUsers = [], dropExcludedUsers = [], ...said } = body;
      const { tenant, policy } = await sought(caller, params.tenant, params.policy);
      const already = [...policy.includedUsers, ...policy.excludedUsers];
      const decided = await withIds(caller, tenant.id, given(said), already, services);
      const add = await userIds(addExcludedUsers, already, tenant.id, directory);
      const drop = new Set(await userIds(dropExcludedUsers, already, tenant.id, directory));
      await conditionalAccess.policies.update(caller, tenant, policy.id, (now) => {
        const { excludedUsers } = { ...now, ...decided };
        const kept = excludedUsers.filter((user) => !drop.has(user));
        return { ...now, ...decided, excludedUsers: [...new Set([...kept, ...add])] };
      });
      return shown(tenant.id, await conditionalAccess.policies.find(caller, tenant.id, policy.id));
    }),
    answering(removeConditionalAccess, write(area), async ({ caller, params }) => {
      const { tenant, policy } = await sought(caller, params.tenant, params.policy);
      await conditionalAccess.policies.remove(caller, tenant, policy.id);
    }),
  ];
}

/** What was said, with ids for names; the rest stays out of it. */
async function withIds(
  caller: AdminRequest,
  tenantId: string,
  said: Said,
  already: readonly string[],
  { administration, directory }: Services,
): Promise<Said> {
  const { includedUsers, excludedUsers, includedApplications, excludedApplications } = said;
  const { includedLocations, excludedLocations } = said;
  const locations = await administration.conditionalAccess.locations.list(caller, tenantId);
  return {
    ...said,
    ...given({
      includedUsers: includedUsers && (await userIds(includedUsers, already, tenantId, directory)),
      excludedUsers: excludedUsers && (await userIds(excludedUsers, already, tenantId, directory)),
      includedApplications: includedApplications && applicationIds(includedApplications),
      excludedApplications: excludedApplications && applicationIds(excludedApplications),
      includedLocations: includedLocations && locationIds(includedLocations, locations),
      excludedLocations: excludedLocations && locationIds(excludedLocations, locations),
    }),
  };
}

function locationRoutes({ administration: { tenants, conditionalAccess } }: Services): AdminRoute[] {
  return [
    answering(listNamedLocations, read(area), async ({ caller, params }) => {
      const { id } = await tenants.find(caller, params.tenant, area);
      return { locations: await conditionalAccess.locations.list(caller, id) };
    }),
    answering(addNamedLocation, write(area), async ({ caller, params, body }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      return { location: await conditionalAccess.locations.add(caller, tenant, body) };
    }),
    answering(removeNamedLocation, write(area), async ({ caller, params }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      const { id } = namedOne(
        'named location',
        await conditionalAccess.locations.list(caller, tenant.id),
        params.location,
      );
      await conditionalAccess.locations.remove(caller, tenant, id);
    }),
  ];
}
