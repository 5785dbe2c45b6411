/** `/users/{id}/authentication/requirements` (beta): per-user MFA (M365 §5.1). */
import { permit } from '../../../../administration/permit.ts';
import type { PerUserMfa } from '../../../../directory/settings.ts';
import { type GraphHandler, noContent, ok } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { readBody } from '../../read-body.ts';

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
  const { perUserMfaState } = readBody(body, { perUserMfaState: 'string' });
  const state = states.find((each) => each === perUserMfaState);
  if (state === undefined) throw new BadRequest(`Property 'perUserMfaState' is one of ${states.join(', ')}.`);
  const user = await administration.users.find(caller, id, 'multi-factor', 'write');
  await administration.settings.changeOfUser(caller, user, { perUserMfa: state });
  return noContent;
};
