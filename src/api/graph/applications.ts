/** `/applications`: listed, registered. */
import { permit } from '../../administration/permit.ts';
import { ordinaryDetails } from '../../directory/application.ts';
import { applicationResource, applicationShape } from './applications/application-resource.ts';
import { readKeys } from './applications/key-credentials.ts';
import { readApplication } from './applications/read-application.ts';
import { created, type GraphHandler, ok } from './graph-call.ts';
import { BadRequest } from './graph-fault.ts';
import { listBody } from './odata/list-body.ts';

export const listApplications: GraphHandler = async ({ caller, tenantId, base, query }, { administration }) => {
  const { applications } = administration;
  const registered = await applications.list(caller, tenantId);
  const shown = await Promise.all(
    registered.map(async (each) => applicationResource(each, await applications.credentials(caller, each))),
  );
  return ok(listBody(shown, applicationShape, { base, path: '/applications', query }));
};

export const createApplication: GraphHandler = async ({ caller, tenantId, base, body }, services) => {
  const { applications } = services.administration;
  permit(caller, 'application', 'write', tenantId);
  const written = readApplication(body, { redirectUris: [], details: ordinaryDetails });
  const { displayName, keyCredentials = [], passwordCredentials = [], ...rest } = written;
  if (displayName === undefined) throw new BadRequest("An application needs the property 'displayName'.");
  if (passwordCredentials.length > 0)
    throw new BadRequest("Secrets are made with 'addPassword'; leave 'passwordCredentials' out.");
  const keys = readKeys(keyCredentials);
  if (keys.kept.length > 0) throw new BadRequest("Each of 'keyCredentials' needs its 'key'.");
  const application = await applications.register(caller, {
    ...rest,
    tenantId,
    displayName,
    certificates: keys.added,
  });
  const credentials = await applications.credentials(caller, application);
  const context = `${base}/$metadata#applications/$entity`;
  return created({ '@odata.context': context, ...applicationResource(application, credentials) });
};
