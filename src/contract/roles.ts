/** Who holds which role, as the admin API has it. */
import { Type } from 'typebox';
import { oneOf, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

const ofTenant = { tenant: Type.String({ ...sought, description: 'Id or domain of the tenant' }) };
const assignment = shape('RoleAssignment', {
  role: Type.String(),
  principal: shape('RolePrincipal', {
    kind: oneOf('user', 'application', 'unknown'),
    id: Type.String(),
    name: Type.String(),
  }),
});
const ofAssignment = strictly({
  ...ofTenant,
  role: Type.String({ ...sought, description: 'As in global-administrator' }),
  principal: Type.String({ ...sought, description: 'A user, or an application by its client id or object id' }),
});

export const listRoles = route('GET /tenants/{tenant}/roles', {
  operationId: 'listRoles',
  summary: 'Who holds which role in a tenant',
  params: strictly(ofTenant),
  answer: shape('RoleAssignments', { assignments: Type.Array(assignment) }),
});

export const assignRole = route('PUT /tenants/{tenant}/roles/{role}/{principal}', {
  operationId: 'assignRole',
  summary: 'Give a role to a user or an application',
  params: ofAssignment,
});

export const removeRole = route('DELETE /tenants/{tenant}/roles/{role}/{principal}', {
  operationId: 'removeRole',
  summary: 'Take a role away; the last Global Administrator of a tenant stays',
  params: ofAssignment,
});
