/** `/applications/{id}`: read, changed, removed. */
import type { Application } from '../../../directory/application.ts';
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { entityBody } from '../odata/entity-body.ts';
import { applicationResource } from './application-resource.ts';
import { findApplication } from './find-application.ts';
import { readKeys } from './key-credentials.ts';
import { readApplication } from './read-application.ts';

export const getApplication: GraphHandler = async (call, services) => {
  const application = await findApplication(call, services);
  const credentials = await services.administration.applications.credentials(call.caller, application);
  const resource = applicationResource(application, credentials);
  return ok(entityBody(resource, 'application', { ...call, context: 'applications/$entity' }));
};

export const patchApplication: GraphHandler = async (call, services) => {
  const { caller, body } = call;
  const { applications } = services.administration;
  const application = await findApplication(call, services, 'write');
  const { keyCredentials, passwordCredentials } = readApplication(body, application);
  const keys = keyCredentials && readKeys(keyCredentials);
  if (passwordCredentials !== undefined) {
    const { secrets } = await applications.credentials(caller, application);
    refuseOtherSecrets(
      passwordCredentials,
      secrets.map(({ id }) => id),
    );
  }
  await applications.update(caller, application, (now) => ({ ...now, ...changesOf(body, now) }), keys);
  return noContent;
};

/** What the body says of the registration itself, as it is by now. */
function changesOf(body: unknown, now: Application): Partial<Application> {
  const { keyCredentials: _keys, passwordCredentials: _secrets, ...changes } = readApplication(body, now);
  return changes;
}

/** A client may send back what it read; a list cannot say the text of a secret, which is made here. */
function refuseOtherSecrets(written: readonly unknown[], there: readonly string[]): void {
  const named = written.map((each) => (each as { readonly keyId?: unknown } | null)?.keyId);
  if (named.length === there.length && there.every((id) => named.includes(id))) return;
  throw new BadRequest("Property 'passwordCredentials' is changed with 'addPassword' and 'removePassword' alone.");
}

export const deleteApplication: GraphHandler = async (call, services) => {
  const application = await findApplication(call, services, 'write');
  await services.administration.applications.remove(call.caller, application);
  return noContent;
};
