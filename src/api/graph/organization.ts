/** `/organization`: the tenant itself. */
import type { Tenant } from '../../directory/nouns.ts';
import type { Services } from '../services.ts';
import { type GraphCall, type GraphHandler, ok } from './graph-call.ts';
import { notFound } from './graph-fault.ts';
import { licence } from './licence.ts';
import { entityBody } from './odata/entity-body.ts';
import { listBody } from './odata/list-body.ts';
import type { Resource } from './odata/select.ts';

export const listOrganization: GraphHandler = async (call, services) => {
  const resource = organizationOf(await ownTenant(call, services));
  const shape = { type: 'organization', names: Object.keys(resource), filterable: ['id'], orderable: [] };
  return ok(listBody([resource], shape, { ...call, path: '/organization' }));
};

export const getOrganization: GraphHandler = async (call, services) => {
  const tenant = await ownTenant(call, services);
  const { id = '' } = call.parameters;
  if (id.toLowerCase() !== tenant.id) throw notFound(id);
  return ok(entityBody(organizationOf(tenant), 'organization', { ...call, context: 'organization/$entity' }));
};

/** The tenant of the token. */
export function ownTenant({ caller, tenantId }: GraphCall, { administration }: Services): Promise<Tenant> {
  return administration.tenants.find(caller, tenantId, 'tenant');
}

function organizationOf({ id, domain, displayName, createdAt }: Tenant): Resource {
  const createdDateTime = new Date(createdAt).toISOString();
  return {
    id,
    displayName,
    createdDateTime,
    deletedDateTime: null,
    tenantType: 'AAD',
    countryLetterCode: null,
    preferredLanguage: null,
    businessPhones: [],
    technicalNotificationMails: [],
    onPremisesSyncEnabled: null,
    onPremisesLastSyncDateTime: null,
    verifiedDomains: [{ capabilities: 'Email', isDefault: true, isInitial: true, name: domain, type: 'Managed' }],
    assignedPlans: [
      {
        assignedDateTime: createdDateTime,
        capabilityStatus: 'Enabled',
        service: 'exchange',
        servicePlanId: licence.servicePlanId,
      },
    ],
  };
}
