/** `/oauth2PermissionGrants`: delegated permissions that were granted, listed and given for everybody. */
import { permit } from '../../administration/permit.ts';
import { Fields } from './fields.ts';
import { created, type GraphHandler, ok } from './graph-call.ts';
import { GraphFault } from './graph-fault.ts';
import { findGrants } from './oauth2PermissionGrants/find-grants.ts';
import { grantResource, grantShape } from './oauth2PermissionGrants/grant-resource.ts';
import { readScope } from './oauth2PermissionGrants/read-scope.ts';
import { listBody } from './odata/list-body.ts';
import { clientOf, findPrincipal, principalOf } from './servicePrincipals/find-principal.ts';

export const listGrants: GraphHandler = async (call, services) => {
  const shown = (await findGrants(call, services)).map(grantResource);
  return ok(listBody(shown, grantShape, { ...call, path: '/oauth2PermissionGrants' }));
};

/** `/servicePrincipals/{id}/oauth2PermissionGrants`. */
export const listGrantsOfPrincipal: GraphHandler = async (call, services) => {
  const found = await findPrincipal(call, services, 'delegated-consent');
  const grants = found.kind === 'client' ? await findGrants(call, services, [found.principal]) : [];
  const path = `/servicePrincipals/${found.principal.id}/oauth2PermissionGrants`;
  return ok(listBody(grants.map(grantResource), grantShape, { ...call, path }));
};

export const createGrant: GraphHandler = async (call, services) => {
  const { caller, tenantId, base, body } = call;
  permit(caller, 'delegated-consent', 'write', tenantId);
  const fields = new Fields(body);
  const named = async (name: string) => {
    const id = fields.text(name);
    const found = id === undefined ? null : await principalOf(tenantId, id, services);
    if (found === null) throw fields.bad(name, 'must be the object id of a service principal of this tenant');
    return found;
  };
  const client = clientOf(await named('clientId'));
  const found = await named('resourceId');
  if (found.kind !== 'resource') throw fields.bad('resourceId', 'must be the service principal of an API');
  if (fields.oneOf('consentType', ['AllPrincipals', 'Principal']) !== 'AllPrincipals')
    throw fields.bad('consentType', "must be 'AllPrincipals': a user consents for themselves, when they sign in");
  // Of versions before this one: they say nothing.
  fields.ignore('startTime', 'expiryTime');
  const scope = readScope(fields.text('scope') ?? '', found.principal.resource);
  fields.refuseOthers();
  if (scope.length === 0) throw fields.bad('scope', 'must name a scope of the resource');
  const { resource } = found.principal;
  const there = await findGrants(call, services, [client]);
  if (there.some((each) => each.resource === resource && each.consent === null))
    throw new GraphFault(409, 'Request_MultipleObjectsWithSameKeyValue', 'Permission entry already exists.');
  await services.administration.applicationGrants.change(caller, client, { delegated: { add: scope } });
  const grant = { client, resource, consent: null, permissions: scope };
  return created({ '@odata.context': `${base}/$metadata#oauth2PermissionGrants/$entity`, ...grantResource(grant) });
};
