/** `/servicePrincipals`: listed, made of an application. */
import { permit } from '../../administration/permit.ts';
import { noRemarks } from '../../directory/application.ts';
import { findResourcePrincipal, resourcePrincipals } from '../../directory/resource-principal.ts';
import { created, type GraphHandler, ok } from './graph-call.ts';
import { BadRequest, GraphFault } from './graph-fault.ts';
import { listBody } from './odata/list-body.ts';
import { principalResource, principalShape, resourceOfResource } from './servicePrincipals/principal-resource.ts';
import { readPrincipal } from './servicePrincipals/read-principal.ts';

export const listServicePrincipals: GraphHandler = async ({ caller, tenantId, base, query }, services) => {
  const principals = await services.administration.applications.listServicePrincipals(caller, tenantId);
  const shown = await Promise.all(
    principals.map(async (each) => principalResource(each, await services.applications.findApplication(each.appId))),
  );
  const all = [...shown, ...resourcePrincipals(tenantId).map(resourceOfResource)];
  return ok(listBody(all, principalShape, { base, path: '/servicePrincipals', query }));
};

export const createServicePrincipal: GraphHandler = async ({ caller, tenantId, base, body }, services) => {
  permit(caller, 'application', 'write', tenantId);
  const { appId, displayName, ...remarks } = readPrincipal(body);
  if (appId === undefined) throw new BadRequest("A service principal needs the property 'appId'.");
  if (findResourcePrincipal(tenantId, appId) !== null) throw inUse(appId);
  const application = await services.applications.findApplication(appId);
  const isOurs = application?.tenantId === tenantId || application?.details.signInAudience === 'AzureADMultipleOrgs';
  if (application?.appId !== appId || !isOurs)
    throw new BadRequest(
      `The appId '${appId.slice(0, 100)}' of the service principal does not reference a valid application object.`,
    );
  if (displayName !== undefined && displayName !== application.displayName)
    throw new BadRequest("Property 'displayName' is that of the application; leave it out.");
  if ((await services.applications.findServicePrincipal(tenantId, appId)) !== null) throw inUse(appId);
  const { applications } = services.administration;
  const principal = await applications.addServicePrincipal(caller, tenantId, application, { ...noRemarks, ...remarks });
  const context = `${base}/$metadata#servicePrincipals/$entity`;
  return created({ '@odata.context': context, ...principalResource(principal, application) });
};

function inUse(appId: string): GraphFault {
  const message = `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`;
  return new GraphFault(409, 'Request_MultipleObjectsWithSameKeyValue', message);
}
