/** `/users/{id}/authentication/requirements` (beta): per-user MFA (M365 §5.1). */
import { permit } from '../../../../administration/permit.ts';
import type { PerUserMfa } from '../../../../directory/settings.ts';
import type { Services } from '../../../services.ts';
import type { GraphWork } from '../../answer-request.ts';
import { BadRequest } from '../../graph-error.ts';
import { readBody } from '../../read-body.ts';

type Parts = Pick<Services, 'directory' | 'administration'>;

const states: readonly PerUserMfa[] = ['disabled', 'enabled', 'enforced'];

export function getRequirements({ directory, administration }: Parts, id: string): GraphWork {
  return async ({ caller, tenantId, base }) => {
    permit(caller, 'multi-factor', 'read', tenantId);
    const user = await administration.users.find(caller, id, 'multi-factor');
    const { perUserMfa } = await directory.settingsOfUser(user.id);
    return {
      '@odata.context': `${base}/$metadata#users('${user.id}')/authentication/requirements`,
      perUserMfaState: perUserMfa.value,
    };
  };
}

export function patchRequirements({ administration }: Parts, id: string, body: unknown): GraphWork {
  return async ({ caller }) => {
    const { perUserMfaState } = readBody(body, { perUserMfaState: 'string' });
    const state = states.find((each) => each === perUserMfaState);
    if (state === undefined) throw new BadRequest(`Property 'perUserMfaState' is one of ${states.join(', ')}.`);
    const user = await administration.users.find(caller, id, 'multi-factor', 'write');
    await administration.settings.changeOfUser(caller, user, { perUserMfa: state });
    return null;
  };
}
