/** The requests below `/identity`. */
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { listOptions } from '../odata/query.ts';
import { deleteLocation, getLocation, patchLocation } from './conditionalAccess/namedLocations/location.ts';
import { createLocation, listLocations } from './conditionalAccess/namedLocations.ts';
import { deletePolicy, getPolicy, patchPolicy } from './conditionalAccess/policies/policy.ts';
import { createPolicy, listPolicies } from './conditionalAccess/policies.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const policies = '/identity/conditionalAccess/policies';
const locations = '/identity/conditionalAccess/namedLocations';

export const identityRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: policies, versions, handler: listPolicies, options: listOptions },
  { method: 'POST', path: policies, versions, handler: createPolicy },
  { method: 'GET', path: `${policies}/{id}`, versions, handler: getPolicy },
  { method: 'PATCH', path: `${policies}/{id}`, versions, handler: patchPolicy },
  { method: 'DELETE', path: `${policies}/{id}`, versions, handler: deletePolicy },
  { method: 'GET', path: locations, versions, handler: listLocations, options: listOptions },
  { method: 'POST', path: locations, versions, handler: createLocation },
  { method: 'GET', path: `${locations}/{id}`, versions, handler: getLocation },
  { method: 'PATCH', path: `${locations}/{id}`, versions, handler: patchLocation },
  { method: 'DELETE', path: `${locations}/{id}`, versions, handler: deleteLocation },
];
