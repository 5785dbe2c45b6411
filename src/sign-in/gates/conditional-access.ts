/** A Conditional Access policy refuses a legacy client: it blocks, or demands MFA, which such a client cannot do (M365 R8). */
import { resources } from '../../directory/permission.ts';
import { judgeAccess } from '../conditional-access.ts';
import { type Gate, message, ofTenant, open, set, shut, tenantSetting, useOAuth } from './gate.ts';

export const conditionalAccess: Gate = {
  name: 'conditional-access',
  reply: () => 'criteriaNotMet',
  ask(controls, { address }) {
    const { organization, userId, userPrincipalName, memberOf = [] } = controls;
    const policies = organization.conditionalAccessPolicies.value;
    const setting = tenantSetting(controls, 'conditionalAccessPolicies');
    const { policy, enabled, reporting } = judgeAccess(policies, organization.namedLocations.value, {
      userId,
      userPrincipalName,
      memberOf,
      clientApp: 'other',
      application: resources.exchange.appId,
      address,
    });
    if (policy !== null) {
      // Behind the one that refuses, the others would.
      const excluding = policies.map((each) =>
        enabled.includes(each)
          ? { ...each, excludedUsers: [...each.excludedUsers, userId || userPrincipalName] }
          : each,
      );
      const names = enabled.map(({ name }) => name).join(', ');
      const because =
        policy.grant === 'block' ? 'gate.conditional-access.blocks' : 'gate.conditional-access.demands-mfa';
      return shut(message(because, { policy: policy.name, policyId: policy.id, address }), setting, [
        useOAuth,
        set(
          ofTenant('conditionalAccessPolicies', excluding),
          'user',
          message('remedy.conditional-access.exclude-user', { policy: names, user: userPrincipalName }),
        ),
      ]);
    }
    return reporting === null
      ? open(message('gate.conditional-access.none', { address }), setting)
      : open(
          message('gate.conditional-access.report-only', { policy: reporting.name, policyId: reporting.id, address }),
          setting,
        );
  },
};
