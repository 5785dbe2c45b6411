/** `/users/{id}/authentication/requirements` (beta): per-user MFA (M365 §5.1). */
import { permit } from '../../../../administration/permit.ts';
import type { PerUserMfa } from '../../../../directory/settings.ts';
import { Fields } from '../../fields.ts';
import { type GraphHandler, noContent, ok } from '../../graph-call.ts';

const states: readonly PerUserMfa[] = ['disabled', 'enabled', 'enforced'];

export const getRequirements: GraphHandler = async (
  { caller, tenantId, base, parameters: { id = '' } },
  { directory, administration },
) => {
  permit(caller, 'multi-factor', 'read', tenantId);
  const user = await administration.users.find(caller, id, 'multi-factor');
  const { perUserMfa } = await directory.settingsOfUser(user.id);
  return ok({
    '@odata.context': `${base}/$metadata#users('${user.id}')/authentication/requirements`,
    perUserMfaState: perUserMfa.value,
  });
};

export const patchRequirements: GraphHandler = async (
  { caller, parameters: { id = '' }, body },
  { administration },
) => {
  const fields = new Fields(body);
  fields.refuseEmpty();
  const state = fields.oneOf('perUserMfaState', states);
  fields.refuseUnknown();
  if (state === undefined) throw fields.bad('perUserMfaState', `must be one of ${states.join(', ')}`);
  const user = await administration.users.find(caller, id, 'multi-factor', 'write');
  await administration.settings.changeOfUser(caller, user, { perUserMfa: state });
  return noContent;
};
