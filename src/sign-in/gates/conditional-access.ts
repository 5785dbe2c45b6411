/** A Conditional Access policy refuses a legacy client: it blocks, or demands MFA, which such a client cannot do (M365 R8). */
import { resources } from '../../directory/permission.ts';
import { judgeAccess } from '../conditional-access.ts';
import { type Gate, message, open, setTenant, shut, tenantSetting, useOAuth } from './gate.ts';

export const conditionalAccess: Gate = {
  name: 'conditional-access',
  reply: () => 'criteriaNotMet',
  ask(controls, { address }) {
    const { organization, userId, userPrincipalName } = controls;
    const policies = organization.conditionalAccessPolicies.value;
    const setting = tenantSetting(controls, 'conditionalAccessPolicies');
    const { policy, reporting } = judgeAccess(policies, organization.namedLocations.value, {
      userId,
      userPrincipalName,
      clientApp: 'other',
      application: resources.exchange.appId,
      address,
    });
    if (policy !== null) {
      const excluding = policies.map((each) =>
        each === policy ? { ...policy, excludedUsers: [...policy.excludedUsers, userId || userPrincipalName] } : each,
      );
      const because =
        policy.grant === 'block' ? 'gate.conditional-access.blocks' : 'gate.conditional-access.demands-mfa';
      return shut(message(because, { policy: policy.name, policyId: policy.id, address }), setting, [
        useOAuth,
        setTenant(
          'conditionalAccessPolicies',
          excluding,
          message('remedy.conditional-access.exclude-user', { policy: policy.name, user: userPrincipalName }),
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
