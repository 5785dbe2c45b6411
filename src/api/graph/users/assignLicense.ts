/** `/users/{id}/assignLicense`: gives or takes the licence of a mailbox. */

import { Fields } from '../fields.ts';
import { type GraphHandler, ok } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { licence } from '../licence.ts';
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
  const fields = new Fields(body);
  fields.refuseNull('addLicenses', 'removeLicenses');
  const added = fields.objects('addLicenses')?.map(addedSku);
  const removed = fields.list('removeLicenses');
  fields.refuseUnknown();
  if (added === undefined) throw missing('addLicenses');
  if (removed === undefined) throw missing('removeLicenses');
  for (const sku of [...added, ...removed])
    if (typeof sku !== 'string' || sku.toLowerCase() !== licence.skuId)
      throw new BadRequest(`There is one licence here: ${licence.skuPartNumber}, skuId ${licence.skuId}.`);
  if (added.length > 0 && removed.length > 0)
    throw new BadRequest('The same licence cannot be both added and removed.');
  return { adds: added.length > 0, removes: removed.length > 0 };
}

function addedSku(fields: Fields): string | undefined {
  const skuId = fields.text('skuId');
  const disabledPlans = fields.list('disabledPlans') ?? [];
  fields.refuseUnknown();
  if (disabledPlans.length > 0)
    throw new BadRequest("'disabledPlans' must be empty: the licence has one plan, and is nothing without it.");
  return skuId;
}

function missing(name: string): BadRequest {
  return new BadRequest(`A value is required for '${name}'; it may be an empty list.`);
}
