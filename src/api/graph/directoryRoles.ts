/** `/directoryRoles`: the roles of the tenant, as scripts from before `roleManagement` ask for them, and their members. */
import { permit } from '../../administration/permit.ts';
import { type AdministratorRole, administratorRoles } from '../../directory/administrator-role.ts';
import { userOfTenant } from '../../directory/user-of-tenant.ts';
import { guidOfName } from '../../lib/id.ts';
import type { Services } from '../services.ts';
import { type GraphCall, type GraphHandler, ok } from './graph-call.ts';
import { notFound } from './graph-fault.ts';
import { entityBody } from './odata/entity-body.ts';
import { type ListShape, listBody } from './odata/list-body.ts';
import type { Resource } from './odata/select.ts';
import { roles } from './roleManagement/directory/role-resource.ts';

const shape: ListShape = {
  type: 'directoryRole',
  names: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'],
  filterable: ['id', 'displayName', 'roleTemplateId'],
  orderable: ['displayName'],
};

/** Its id is the tenant's own; that of the template is the same everywhere. */
function roleResource(tenantId: string, role: AdministratorRole): Resource {
  const { id: roleTemplateId, name } = administratorRoles[role];
  const id = guidOfName(`${tenantId} ${roleTemplateId}`);
  return { id, deletedDateTime: null, description: null, displayName: name, roleTemplateId };
}

export const listDirectoryRoles: GraphHandler = async (call) => {
  permit(call.caller, 'role', 'read', call.tenantId);
  const shown = roles.map((role) => roleResource(call.tenantId, role));
  return ok(listBody(shown, shape, { ...call, path: '/directoryRoles' }));
};

export const getDirectoryRole: GraphHandler = async (call) => {
  const resource = roleResource(call.tenantId, findRole(call));
  return ok(entityBody(resource, shape.type, { ...call, context: 'directoryRoles/$entity' }));
};

const memberShape: ListShape = {
  type: 'directoryObject',
  names: ['@odata.type', 'id', 'displayName', 'userPrincipalName', 'appId'],
  filterable: ['id', 'displayName'],
  orderable: ['displayName'],
};

export const listRoleMembers: GraphHandler = async (call, services) => {
  const role = findRole(call);
  const held = (await services.administration.roles.list(call.caller, call.tenantId)).filter(
    (each) => each.role === role,
  );
  const members = await Promise.all(held.map(({ principalId }) => memberOf(principalId, call, services)));
  const path = `/directoryRoles/${call.parameters['id'] ?? ''}/members`;
  return ok(
    listBody(
      members.filter((member) => member !== null),
      memberShape,
      { ...call, path },
    ),
  );
};

/** `{id}` of the route's path, its own or that of its template. */
function findRole({ caller, tenantId, parameters: { id = '' } }: GraphCall): AdministratorRole {
  permit(caller, 'role', 'read', tenantId);
  const sought = id.toLowerCase();
  const role = roles.find((each) => {
    const { id: own, roleTemplateId } = roleResource(tenantId, each);
    return own === sought || roleTemplateId === sought;
  });
  if (role === undefined) throw notFound(id);
  return role;
}

/** Null: whoever held it is gone. */
async function memberOf(
  principalId: string,
  { tenantId }: GraphCall,
  { directory, applications }: Services,
): Promise<Resource | null> {
  const user = await userOfTenant(directory, tenantId, principalId);
  if (user !== null) {
    const { id, displayName, userPrincipalName } = user;
    return { '@odata.type': '#microsoft.graph.user', id, displayName, userPrincipalName, appId: null };
  }
  const principal = await applications.findServicePrincipal(tenantId, principalId);
  if (principal === null) return null;
  const { id, displayName, appId } = principal;
  return { '@odata.type': '#microsoft.graph.servicePrincipal', id, displayName, userPrincipalName: null, appId };
}
