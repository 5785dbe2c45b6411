/** Roles and who holds them, as Graph shows them. Pure. */
import { type AdministratorRole, administratorRoles } from '../../../../directory/administrator-role.ts';
import type { RoleAssignment } from '../../../../directory/role-store.ts';
import { keyOfNames } from '../../key-of-names.ts';
import type { ListShape } from '../../odata/list-body.ts';
import type { Resource } from '../../odata/select.ts';

export const roles = Object.keys(administratorRoles) as AdministratorRole[];

export const definitionShape: ListShape = {
  type: 'unifiedRoleDefinition',
  names: [
    'id',
    'description',
    'displayName',
    'isBuiltIn',
    'isEnabled',
    'resourceScopes',
    'templateId',
    'version',
    'rolePermissions',
  ],
  filterable: ['id', 'displayName', 'isBuiltIn', 'isEnabled', 'templateId'],
  orderable: ['displayName'],
};

export function definitionResource(role: AdministratorRole): Resource {
  const { id, name } = administratorRoles[role];
  return {
    id,
    description: null,
    displayName: name,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: id,
    version: '1',
    // What each role opens stands in Postern's own table.
    rolePermissions: [],
  };
}

export const assignmentShape: ListShape = {
  type: 'unifiedRoleAssignment',
  names: ['id', 'principalId', 'directoryScopeId', 'appScopeId', 'condition', 'roleDefinitionId'],
  filterable: ['id', 'principalId', 'roleDefinitionId', 'directoryScopeId'],
  orderable: [],
};

export function assignmentResource(assignment: RoleAssignment): Resource {
  return {
    id: roleAssignmentId(assignment),
    principalId: assignment.principalId,
    directoryScopeId: '/',
    appScopeId: null,
    condition: null,
    roleDefinitionId: administratorRoles[assignment.role].id,
  };
}

export function roleAssignmentId({ tenantId, principalId, role }: RoleAssignment): string {
  return keyOfNames(tenantId, principalId, role);
}

/** By the id of its template; null: there is none such. */
export function roleById(id: string): AdministratorRole | null {
  return roles.find((role) => administratorRoles[role].id === id.toLowerCase()) ?? null;
}
