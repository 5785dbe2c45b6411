/** `/domains`: the domains of the tenant, which is one. */
import type { Tenant } from '../../directory/nouns.ts';
import { type GraphHandler, ok } from './graph-call.ts';
import { notFound } from './graph-fault.ts';
import { entityBody } from './odata/entity-body.ts';
import { listBody } from './odata/list-body.ts';
import type { Resource } from './odata/select.ts';
import { ownTenant } from './organization.ts';

export const listDomains: GraphHandler = async (call, services) => {
  const resource = domainOf(await ownTenant(call, services));
  const shape = { type: 'domain', names: Object.keys(resource), filterable: [], orderable: [] };
  return ok(listBody([resource], shape, { ...call, path: '/domains' }));
};

export const getDomain: GraphHandler = async (call, services) => {
  const tenant = await ownTenant(call, services);
  const { id = '' } = call.parameters;
  if (id.toLowerCase() !== tenant.domain) throw notFound(id);
  return ok(entityBody(domainOf(tenant), 'domain', { ...call, context: 'domains/$entity' }));
};

function domainOf({ domain }: Tenant): Resource {
  return {
    id: domain,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: true,
    isInitial: true,
    isRoot: true,
    isVerified: true,
    passwordNotificationWindowInDays: null,
    passwordValidityPeriodInDays: null,
    supportedServices: ['Email'],
  };
}
