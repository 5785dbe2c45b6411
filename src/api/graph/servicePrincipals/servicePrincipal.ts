/** `/servicePrincipals/{id}`: read, changed, removed. */
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { entityBody } from '../odata/entity-body.ts';
import { clientOf, findPrincipal } from './find-principal.ts';
import { principalResource, resourceOfResource } from './principal-resource.ts';
import { readPrincipal } from './read-principal.ts';

export const getServicePrincipal: GraphHandler = async (call, services) => {
  const found = await findPrincipal(call, services);
  const resource =
    found.kind === 'resource'
      ? resourceOfResource(found.principal)
      : principalResource(found.principal, await services.applications.findApplication(found.principal.appId));
  return ok(entityBody(resource, 'servicePrincipal', { ...call, context: 'servicePrincipals/$entity' }));
};

export const patchServicePrincipal: GraphHandler = async (call, services) => {
  const principal = clientOf(await findPrincipal(call, services, 'application', 'write'));
  const { appId = principal.appId, displayName = principal.displayName, ...remarks } = readPrincipal(call.body);
  if (appId !== principal.appId) throw new BadRequest("Property 'appId' cannot be changed.");
  if (displayName !== principal.displayName)
    throw new BadRequest("Property 'displayName' is that of the application; leave it out.");
  const details = { ...principal.details, ...remarks };
  await services.administration.applications.describeServicePrincipal(call.caller, { ...principal, details });
  return noContent;
};

export const deleteServicePrincipal: GraphHandler = async (call, services) => {
  const principal = clientOf(await findPrincipal(call, services, 'application', 'write'));
  await services.administration.applications.removeServicePrincipal(call.caller, principal);
  return noContent;
};
