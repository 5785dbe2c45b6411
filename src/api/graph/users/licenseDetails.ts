/** `/users/{id}/licenseDetails`: the licence of a mailbox, where the user has one (M365 §5.1). */
import type { User } from '../../../directory/nouns.ts';
import type { Services } from '../../services.ts';
import { type GraphCall, type GraphHandler, ok } from '../graph-call.ts';
import { notFound } from '../graph-fault.ts';
import { licence, servicePlan } from '../licence.ts';
import { entityBody } from '../odata/entity-body.ts';
import { listBody } from '../odata/list-body.ts';
import { findUser } from './find-user.ts';

const details = {
  id: licence.skuId,
  skuId: licence.skuId,
  skuPartNumber: licence.skuPartNumber,
  servicePlans: [servicePlan],
};
const shape = { type: 'licenseDetails', names: Object.keys(details), filterable: [], orderable: [] };

export const listLicenseDetails: GraphHandler = async (call, services) => {
  const user = await ownOrFound(call, services);
  const { licensed } = await services.directory.settingsOfUser(user.id);
  const path = `/users/${user.id}/licenseDetails`;
  return ok(listBody(licensed.value ? [details] : [], shape, { ...call, path }));
};

export const getLicenseDetails: GraphHandler = async (call, services) => {
  const user = await ownOrFound(call, services);
  const { licensed } = await services.directory.settingsOfUser(user.id);
  const { licenseId = '' } = call.parameters;
  if (!licensed.value || licenseId.toLowerCase() !== licence.skuId) throw notFound(licenseId);
  return ok(entityBody(details, 'licenseDetails', { ...call, context: `users('${user.id}')/licenseDetails/$entity` }));
};

function ownOrFound(call: GraphCall, services: Services): Promise<User> {
  const { actor } = call.caller;
  const own = actor.kind === 'user' && actor.id === call.parameters['id'];
  return own ? services.administration.users.findSelf(call.caller) : findUser(call, services, 'user');
}
