/** The requests below `/oauth2PermissionGrants`. */
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { createGrant, listGrants, listGrantsOfPrincipal } from '../oauth2PermissionGrants.ts';
import { listOptions } from '../odata/query.ts';
import { deleteGrant, getGrant, patchGrant } from './oauth2PermissionGrant.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const all = '/oauth2PermissionGrants';
const one = '/oauth2PermissionGrants/{id}';
const ofPrincipal = '/servicePrincipals/{id}/oauth2PermissionGrants';

export const grantRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: all, versions, handler: listGrants, options: listOptions },
  { method: 'GET', path: ofPrincipal, versions, handler: listGrantsOfPrincipal, options: listOptions },
  { method: 'POST', path: all, versions, handler: createGrant },
  { method: 'GET', path: one, versions, handler: getGrant },
  { method: 'PATCH', path: one, versions, handler: patchGrant },
  { method: 'DELETE', path: one, versions, handler: deleteGrant },
];
