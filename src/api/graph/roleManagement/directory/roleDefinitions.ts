/** `/roleManagement/directory/roleDefinitions`: the roles that there are. */
import { permit } from '../../../../administration/permit.ts';
import { type GraphHandler, ok } from '../../graph-call.ts';
import { notFound } from '../../graph-fault.ts';
import { entityBody } from '../../odata/entity-body.ts';
import { listBody } from '../../odata/list-body.ts';
import { definitionResource, definitionShape, roleById, roles } from './role-resource.ts';

const path = '/roleManagement/directory/roleDefinitions';

export const listRoleDefinitions: GraphHandler = async (call) => {
  permit(call.caller, 'role', 'read', call.tenantId);
  return ok(listBody(roles.map(definitionResource), definitionShape, { ...call, path }));
};

export const getRoleDefinition: GraphHandler = async (call) => {
  permit(call.caller, 'role', 'read', call.tenantId);
  const { id = '' } = call.parameters;
  const role = roleById(id);
  if (role === null) throw notFound(id);
  return ok(
    entityBody(definitionResource(role), definitionShape.type, { ...call, context: `${path.slice(1)}/$entity` }),
  );
};
