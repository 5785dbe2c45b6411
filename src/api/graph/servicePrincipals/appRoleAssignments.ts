/** `/servicePrincipals/{id}/appRoleAssignments` and `…/appRoleAssignedTo`: what may be done by it, and with it, on an application's own behalf. */
import { permit } from '../../../administration/permit.ts';
import type { ServicePrincipal } from '../../../directory/application.ts';
import { type Permission, permissionById, permissions } from '../../../directory/permission.ts';
import type { Services } from '../../services.ts';
import { Fields } from '../fields.ts';
import { created, type GraphCall, type GraphHandler, noContent, ok } from '../graph-call.ts';
import { BadRequest, notFound } from '../graph-fault.ts';
import { entityBody } from '../odata/entity-body.ts';
import { listBody } from '../odata/list-body.ts';
import { assignmentId, assignmentResource, assignmentShape } from './assignment-resource.ts';
import { clientOf, type FoundPrincipal, findPrincipal, principalOf } from './find-principal.ts';

/** Seen from whom a role is given to, or from what it is a role of. */
type Side = 'appRoleAssignments' | 'appRoleAssignedTo';

interface Assignment {
  readonly principal: ServicePrincipal;
  readonly permission: Permission;
}

export function assignmentHandlers(side: Side): Readonly<Record<'list' | 'create' | 'get' | 'remove', GraphHandler>> {
  return {
    async list(call, services) {
      const { assignments, path } = await assignmentsOf(side, call, services);
      const shown = assignments.map(({ principal, permission }) => assignmentResource(principal, permission));
      return ok(listBody(shown, assignmentShape, { ...call, path }));
    },
    async create(call, services) {
      permit(call.caller, 'consent', 'write', call.tenantId);
      const { principal, permission } = await readAssignment(side, call, services);
      if (principal.applicationPermissions.includes(permission))
        throw new BadRequest('Permission being assigned already exists on the object');
      const change = { application: { add: [permission] } };
      await services.administration.applicationGrants.change(call.caller, principal, change);
      const context = `${call.base}/$metadata#appRoleAssignments/$entity`;
      return created({ '@odata.context': context, ...assignmentResource(principal, permission) });
    },
    async get(call, services) {
      const { principal, permission } = await oneOf(side, call, services);
      const resource = assignmentResource(principal, permission);
      return ok(entityBody(resource, 'appRoleAssignment', { ...call, context: 'appRoleAssignments/$entity' }));
    },
    async remove(call, services) {
      permit(call.caller, 'application', 'write', call.tenantId);
      const { principal, permission } = await oneOf(side, call, services);
      const change = { application: { drop: [permission] } };
      await services.administration.applicationGrants.change(call.caller, principal, change);
      return noContent;
    },
  };
}

async function assignmentsOf(side: Side, call: GraphCall, services: Services) {
  const found = await findPrincipal(call, services, 'consent');
  const path = `/servicePrincipals/${found.principal.id}/${side}`;
  if (side === 'appRoleAssignments')
    return { path, assignments: found.kind === 'client' ? heldBy(found.principal) : [] };
  if (found.kind === 'client') return { path, assignments: [] };
  const { resource } = found.principal;
  const all = (await services.applications.listServicePrincipals(call.tenantId)).flatMap(heldBy);
  return { path, assignments: all.filter(({ permission }) => permissions[permission].resource === resource) };
}

async function oneOf(side: Side, call: GraphCall, services: Services): Promise<Assignment> {
  const { assignmentId: sought = '' } = call.parameters;
  const { assignments } = await assignmentsOf(side, call, services);
  const found = assignments.find(({ principal, permission }) => assignmentId(principal, permission) === sought);
  if (found === undefined) throw notFound(sought);
  return found;
}

async function readAssignment(side: Side, call: GraphCall, services: Services): Promise<Assignment> {
  const at = await findPrincipal(call, services, 'consent', 'write');
  const fields = new Fields(call.body);
  const named = async (name: string): Promise<FoundPrincipal> => {
    const id = fields.text(name);
    const found = id === undefined ? null : await principalOf(call.tenantId, id, services);
    if (found === null) throw fields.bad(name, 'must be the object id of a service principal of this tenant');
    return found;
  };
  const principal = await named('principalId');
  const resource = await named('resourceId');
  const appRoleId = fields.text('appRoleId');
  fields.ignore('id', 'createdDateTime', 'principalDisplayName', 'principalType', 'resourceDisplayName');
  fields.refuseOthers();
  if ((side === 'appRoleAssignments' ? principal : resource).principal.id !== at.principal.id)
    throw fields.bad(side === 'appRoleAssignments' ? 'principalId' : 'resourceId', 'must be the one of the address');
  const permission =
    resource.kind === 'resource' && appRoleId !== undefined
      ? permissionById(resource.principal.resource, 'application', appRoleId)
      : null;
  if (permission === null)
    throw fields.bad('appRoleId', `must be one of the appRoles of '${resource.principal.displayName}'`);
  return { principal: clientOf(principal), permission };
}

function heldBy(principal: ServicePrincipal): Assignment[] {
  return principal.applicationPermissions.map((permission) => ({ principal, permission }));
}
