/** An app role that a service principal was given, as Graph shows it. Pure. */
import type { ServicePrincipal } from '../../../directory/application.ts';
import { type Permission, permissions } from '../../../directory/permission.ts';
import { resourcePrincipal } from '../../../directory/resource-principal.ts';
import { keyOfNames } from '../key-of-names.ts';
import type { ListShape } from '../odata/list-body.ts';
import type { Resource } from '../odata/select.ts';

export const assignmentShape: ListShape = {
  type: 'appRoleAssignment',
  names: [
    'id',
    'deletedDateTime',
    'appRoleId',
    'createdDateTime',
    'principalDisplayName',
    'principalId',
    'principalType',
    'resourceDisplayName',
    'resourceId',
  ],
  filterable: ['id', 'appRoleId', 'principalId', 'principalDisplayName', 'resourceId', 'resourceDisplayName'],
  orderable: ['principalDisplayName', 'resourceDisplayName'],
};

/** Of one application permission. */
export function assignmentResource(principal: ServicePrincipal, permission: Permission): Resource {
  const { resource, ids } = permissions[permission];
  const { id: resourceId, displayName } = resourcePrincipal(principal.tenantId, resource);
  return {
    id: assignmentId(principal, permission),
    deletedDateTime: null,
    appRoleId: 'application' in ids ? ids.application : null,
    createdDateTime: null,
    principalDisplayName: principal.displayName,
    principalId: principal.id,
    principalType: 'ServicePrincipal',
    resourceDisplayName: displayName,
    resourceId,
  };
}

export function assignmentId({ id }: ServicePrincipal, permission: Permission): string {
  return keyOfNames(id, permission);
}
