/** A Conditional Access policy blocks legacy authentication of this user from this address (M365 R8). */
import type { ConditionalAccessPolicy } from '../../directory/settings.ts';
import { isInAnyRange } from '../../lib/address-range.ts';
import type { Attempt } from '../attempt.ts';
import type { Controls } from '../controls.ts';
import { type Gate, message, open, setTenant, shut, tenantSetting, useOAuth } from './gate.ts';

function matches(policy: ConditionalAccessPolicy, controls: Controls, { address }: Attempt): boolean {
  const user = controls.userPrincipalName.toLowerCase();
  if (policy.excludedUsers.some((excluded) => excluded.toLowerCase() === user)) return false;
  if (isInAnyRange(address, policy.excludedRanges)) return false;
  return policy.blockedRanges.length === 0 || isInAnyRange(address, policy.blockedRanges);
}

export const conditionalAccess: Gate = {
  name: 'conditional-access',
  reply: () => 'criteriaNotMet',
  ask(controls, attempt) {
    const policies = controls.organization.conditionalAccessPolicies.value;
    const setting = tenantSetting(controls, 'conditionalAccessPolicies');
    const matching = policies.filter((policy) => policy.state !== 'disabled' && matches(policy, controls, attempt));
    const blocking = matching.find(({ state }) => state === 'enabled');
    const { address } = attempt;
    if (blocking !== undefined) {
      const user = controls.userPrincipalName;
      const excluding = policies.map((policy) =>
        policy === blocking ? { ...policy, excludedUsers: [...policy.excludedUsers, user] } : policy,
      );
      const parameters = { policy: blocking.name, user };
      return shut(message('gate.conditional-access.blocks', { policy: blocking.name, address }), setting, [
        useOAuth,
        setTenant(
          'conditionalAccessPolicies',
          excluding,
          message('remedy.conditional-access.exclude-user', parameters),
        ),
      ]);
    }
    const reporting = matching[0];
    return reporting === undefined
      ? open(message('gate.conditional-access.none', { address }), setting)
      : open(message('gate.conditional-access.report-only', { policy: reporting.name, address }), setting);
  },
};
