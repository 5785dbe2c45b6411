/** `/identity/conditionalAccess/namedLocations/{id}`: read, changed, removed. */
import { type GraphHandler, noContent, ok } from '../../../graph-call.ts';
import { picked, selectedNames } from '../../../odata/select.ts';
import { locationResource, locationShape, readLocation } from './location-resource.ts';

export const getLocation: GraphHandler = async (
  { caller, tenantId, base, parameters: { id = '' }, query },
  { administration },
) => {
  const names = selectedNames(query.select, locationShape.names, locationShape.names, locationShape.type);
  const location = await administration.conditionalAccess.locations.find(caller, tenantId, id);
  const context = `${base}/$metadata#identity/conditionalAccess/namedLocations/$entity`;
  return ok({ '@odata.context': context, ...picked(locationResource(location), names) });
};

export const patchLocation: GraphHandler = async (
  { caller, tenantId, parameters: { id = '' }, body },
  { administration: { tenants, conditionalAccess } },
) => {
  const tenant = await tenants.find(caller, tenantId, 'conditional-access');
  const change = readLocation(body);
  await conditionalAccess.locations.update(caller, tenant, id, (now) => ({ ...now, ...change }));
  return noContent;
};

export const deleteLocation: GraphHandler = async (
  { caller, tenantId, parameters: { id = '' } },
  { administration: { tenants, conditionalAccess } },
) => {
  const tenant = await tenants.find(caller, tenantId, 'conditional-access');
  await conditionalAccess.locations.remove(caller, tenant, id);
  return noContent;
};
