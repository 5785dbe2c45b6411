/** The requests below `/roleManagement` and `/directoryRoles`. */
import { getDirectoryRole, listDirectoryRoles, listRoleMembers } from '../directoryRoles.ts';
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { listOptions } from '../odata/query.ts';
import {
  createRoleAssignment,
  deleteRoleAssignment,
  getRoleAssignment,
  listRoleAssignments,
} from './directory/roleAssignments.ts';
import { getRoleDefinition, listRoleDefinitions } from './directory/roleDefinitions.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const definitions = '/roleManagement/directory/roleDefinitions';
const assignments = '/roleManagement/directory/roleAssignments';

export const roleRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: definitions, versions, handler: listRoleDefinitions, options: listOptions },
  { method: 'GET', path: `${definitions}/{id}`, versions, handler: getRoleDefinition },
  { method: 'GET', path: assignments, versions, handler: listRoleAssignments, options: listOptions },
  { method: 'POST', path: assignments, versions, handler: createRoleAssignment },
  { method: 'GET', path: `${assignments}/{id}`, versions, handler: getRoleAssignment },
  { method: 'DELETE', path: `${assignments}/{id}`, versions, handler: deleteRoleAssignment },
  { method: 'GET', path: '/directoryRoles', versions, handler: listDirectoryRoles, options: listOptions },
  { method: 'GET', path: '/directoryRoles/{id}', versions, handler: getDirectoryRole },
  { method: 'GET', path: '/directoryRoles/{id}/members', versions, handler: listRoleMembers, options: listOptions },
];
