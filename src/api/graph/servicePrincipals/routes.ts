/** The requests below `/servicePrincipals`. */
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { listOptions } from '../odata/query.ts';
import { createServicePrincipal, listServicePrincipals } from '../servicePrincipals.ts';
import { assignmentHandlers } from './appRoleAssignments.ts';
import { deleteServicePrincipal, getServicePrincipal, patchServicePrincipal } from './servicePrincipal.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const all = '/servicePrincipals';
const one = '/servicePrincipals/{id}';

export const servicePrincipalRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: all, versions, handler: listServicePrincipals, options: listOptions },
  { method: 'POST', path: all, versions, handler: createServicePrincipal },
  { method: 'GET', path: one, versions, handler: getServicePrincipal },
  { method: 'PATCH', path: one, versions, handler: patchServicePrincipal },
  { method: 'DELETE', path: one, versions, handler: deleteServicePrincipal },
  ...assignmentRoutes('appRoleAssignments'),
  ...assignmentRoutes('appRoleAssignedTo'),
];

function assignmentRoutes(side: 'appRoleAssignments' | 'appRoleAssignedTo'): GraphRoute[] {
  const { list, create, get, remove } = assignmentHandlers(side);
  return [
    { method: 'GET', path: `${one}/${side}`, versions, handler: list, options: listOptions },
    { method: 'POST', path: `${one}/${side}`, versions, handler: create },
    { method: 'GET', path: `${one}/${side}/{assignmentId}`, versions, handler: get },
    { method: 'DELETE', path: `${one}/${side}/{assignmentId}`, versions, handler: remove },
  ];
}
