/** `/oauth2PermissionGrants/{id}`: read, given other scopes, taken back. */
import { Fields } from '../fields.ts';
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { entityBody } from '../odata/entity-body.ts';
import { findGrant } from './find-grants.ts';
import { grantResource, grantShape } from './grant-resource.ts';
import { readScope } from './read-scope.ts';

export const getGrant: GraphHandler = async (call, services) => {
  const resource = grantResource(await findGrant(call, services, 'read'));
  return ok(entityBody(resource, grantShape.type, { ...call, context: 'oauth2PermissionGrants/$entity' }));
};

export const patchGrant: GraphHandler = async (call, services) => {
  const { client, resource, consent, permissions: granted } = await findGrant(call, services, 'write');
  const fields = new Fields(call.body);
  const scope = fields.text('scope');
  fields.ignore(...grantShape.names);
  fields.refuseOthers();
  if (scope === undefined) throw fields.bad('scope', 'must be there: it is what can be changed');
  if (consent !== null) throw new BadRequest('What a user consented to can be taken back, and not changed.');
  const change = { delegated: { drop: granted, add: readScope(scope, resource) } };
  await services.administration.applicationGrants.change(call.caller, client, change);
  return noContent;
};

export const deleteGrant: GraphHandler = async (call, services) => {
  const { client, consent, permissions: granted } = await findGrant(call, services, 'write');
  const { applicationGrants, userConsents } = services.administration;
  if (consent === null) await applicationGrants.change(call.caller, client, { delegated: { drop: granted } });
  else await userConsents.withdraw(call.caller, consent, granted);
  return noContent;
};
