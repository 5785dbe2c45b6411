/** `/roleManagement/directory/roleAssignments`: who holds which role; given, taken back. */
import { permit } from '../../../../administration/permit.ts';
import type { Access } from '../../../../directory/access.ts';
import type { RoleAssignment } from '../../../../directory/role-store.ts';
import { findRolePrincipal } from '../../../role-principal.ts';
import type { Services } from '../../../services.ts';
import { Fields } from '../../fields.ts';
import { created, type GraphCall, type GraphHandler, noContent, ok } from '../../graph-call.ts';
import { notFound } from '../../graph-fault.ts';
import { entityBody } from '../../odata/entity-body.ts';
import { listBody } from '../../odata/list-body.ts';
import { assignmentResource, assignmentShape, roleAssignmentId, roleById } from './role-resource.ts';

const path = '/roleManagement/directory/roleAssignments';
const context = `${path.slice(1)}/$entity`;

export const listRoleAssignments: GraphHandler = async (call, { administration }) => {
  const assignments = await administration.roles.list(call.caller, call.tenantId);
  return ok(listBody(assignments.map(assignmentResource), assignmentShape, { ...call, path }));
};

export const getRoleAssignment: GraphHandler = async (call, services) => {
  const resource = assignmentResource(await findAssignment(call, services, 'read'));
  return ok(entityBody(resource, assignmentShape.type, { ...call, context }));
};

export const createRoleAssignment: GraphHandler = async (call, services) => {
  const { caller, tenantId, base, body } = call;
  permit(caller, 'role', 'write', tenantId);
  const fields = new Fields(body);
  const role = roleById(fields.text('roleDefinitionId') ?? '');
  if (role === null) throw fields.bad('roleDefinitionId', 'must be the id of one of the roleDefinitions');
  if (fields.text('directoryScopeId') !== '/')
    throw fields.bad('directoryScopeId', "must be '/': a role is held in the whole tenant");
  const principalId = fields.text('principalId')?.toLowerCase() ?? '';
  fields.refuseOthers();
  const target = await findRolePrincipal(tenantId, principalId, services);
  if (target?.id !== principalId)
    throw fields.bad('principalId', 'must be the object id of a user or of a service principal of this tenant');
  const assignment = { tenantId, principalId, role };
  await services.administration.roles.assign(caller, assignment, target);
  return created({ '@odata.context': `${base}/$metadata#${context}`, ...assignmentResource(assignment) });
};

export const deleteRoleAssignment: GraphHandler = async (call, services) => {
  const assignment = await findAssignment(call, services, 'write');
  const { principalId, tenantId } = assignment;
  const target = await findRolePrincipal(tenantId, principalId, services);
  const gone = { kind: 'service-principal', id: principalId, name: principalId } as const;
  await services.administration.roles.remove(call.caller, assignment, target ?? gone);
  return noContent;
};

/** `{id}` of the route's path. */
async function findAssignment(
  { caller, tenantId, parameters: { id = '' } }: GraphCall,
  { administration: { roles } }: Services,
  access: Access,
): Promise<RoleAssignment> {
  permit(caller, 'role', access, tenantId);
  const found = (await roles.list(caller, tenantId)).find((each) => roleAssignmentId(each) === id);
  if (found === undefined) throw notFound(id);
  return found;
}
