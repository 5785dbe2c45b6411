/** `/users/{id}/assignLicense`: gives or takes the licence of a mailbox. */
import { type GraphHandler, ok } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { licence } from '../licence.ts';
import { readBody } from '../read-body.ts';
import { findUser } from './find-user.ts';
import { selectedUser, userNames } from './select-user.ts';

export const assignLicense: GraphHandler = async (call, services) => {
  const { caller, base, body } = call;
  const { administration, directory } = services;
  const { adds, removes } = readChanges(body);
  const user = await findUser(call, services, 'user', 'write');
  const { licensed } = await directory.settingsOfUser(user.id);
  if (removes && !licensed.value) throw new BadRequest('User does not have a corresponding license.');
  if (adds || removes) await administration.settings.changeOfUser(caller, user, { licensed: adds });
  const settings = await directory.settingsOfUser(user.id);
  return ok({
    '@odata.context': `${base}/$metadata#users/$entity`,
    ...selectedUser({ user, settings }, userNames(null)),
  });
};

function readChanges(body: unknown): { readonly adds: boolean; readonly removes: boolean } {
  const { addLicenses, removeLicenses } = readBody(body, { addLicenses: 'array', removeLicenses: 'array' });
  if (!Array.isArray(addLicenses)) throw missing('addLicenses');
  if (!Array.isArray(removeLicenses)) throw missing('removeLicenses');
  const [added, removed] = [addLicenses.map(addedSku), removeLicenses];
  for (const sku of [...added, ...removed])
    if (typeof sku !== 'string' || sku.toLowerCase() !== licence.skuId)
      throw new BadRequest(`There is one licence here: ${licence.skuPartNumber}, skuId ${licence.skuId}.`);
  if (added.length > 0 && removed.length > 0)
    throw new BadRequest('The same licence cannot be both added and removed.');
  return { adds: added.length > 0, removes: removed.length > 0 };
}

function addedSku(written: unknown): unknown {
  const { skuId, disabledPlans = [] } = readBody(written, { skuId: 'string', disabledPlans: 'array' });
  if (Array.isArray(disabledPlans) && disabledPlans.length > 0)
    throw new BadRequest("'disabledPlans' must be empty: the licence has one plan, and is nothing without it.");
  return skuId;
}

function missing(name: string): BadRequest {
  return new BadRequest(`A value is required for '${name}'; it may be an empty list.`);
}
