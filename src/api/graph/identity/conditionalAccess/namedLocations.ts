/** `/identity/conditionalAccess/namedLocations`: listed, made. */
import { created, type GraphHandler, ok } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { listBody } from '../../odata/list-body.ts';
import { locationResource, locationShape, readLocation } from './namedLocations/location-resource.ts';

const path = '/identity/conditionalAccess/namedLocations';

export const listLocations: GraphHandler = async ({ caller, tenantId, base, query }, { administration }) => {
  const locations = await administration.conditionalAccess.locations.list(caller, tenantId);
  return ok(listBody(locations.map(locationResource), locationShape, { base, path, query }));
};

export const createLocation: GraphHandler = async ({ caller, tenantId, base, body }, { administration }) => {
  const tenant = await administration.tenants.find(caller, tenantId, 'conditional-access');
  const { name, trusted = false, ranges } = readLocation(body);
  if (name === undefined || ranges === undefined)
    throw new BadRequest("A named location needs the properties 'displayName' and 'ipRanges'.");
  const location = await administration.conditionalAccess.locations.add(caller, tenant, { name, trusted, ranges });
  return created({ '@odata.context': `${base}/$metadata#${path.slice(1)}/$entity`, ...locationResource(location) });
};
