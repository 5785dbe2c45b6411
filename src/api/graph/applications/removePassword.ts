/** `/applications/{id}/removePassword`: a secret is good no longer. */
import { Fields } from '../fields.ts';
import { type GraphHandler, noContent } from '../graph-call.ts';
import { findApplication } from './find-application.ts';

export const removePassword: GraphHandler = async (call, services) => {
  const application = await findApplication(call, services, 'write');
  const fields = new Fields(call.body);
  const keyId = fields.text('keyId')?.toLowerCase();
  fields.refuseOthers();
  if (keyId === undefined) throw fields.bad('keyId', 'must be the id of a secret of the application');
  await services.administration.applications.removeSecret(call.caller, application, keyId);
  return noContent;
};
