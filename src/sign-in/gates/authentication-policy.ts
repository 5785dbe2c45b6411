/** The authentication policy in force blocks basic authentication for SMTP, app passwords too (M365 R4). */
import type { Controls } from '../controls.ts';
import { type Gate, message, open, setTenant, shut, tenantSetting, useOAuth, userSetting } from './gate.ts';

/** The name of the policy in force: the user's own before the organization's default. */
function policyNameOf({ user, organization }: Controls): string | null {
  return user.authenticationPolicy.value ?? organization.defaultAuthenticationPolicy.value;
}

export const authenticationPolicy: Gate = {
  name: 'authentication-policy',
  reply: () => 'basicAuthenticationDisabled',
  ask(controls) {
    const policy = policyNameOf(controls);
    const own = controls.user.authenticationPolicy.value !== null;
    const assignment = own
      ? userSetting(controls, 'authenticationPolicy')
      : tenantSetting(controls, 'defaultAuthenticationPolicy');
    if (policy === null) return open(message('gate.authentication-policy.none'), assignment);
    const policies = controls.organization.authenticationPolicies.value;
    const inForce = policies.find(({ name }) => name.toLowerCase() === policy.toLowerCase());
    if (inForce === undefined) return open(message('gate.authentication-policy.not-found', { policy }), assignment);
    const whose = own ? 'own' : 'default';
    if (inForce.allowBasicAuthSmtp)
      return open(message(`gate.authentication-policy.${whose}-allows`, { policy }), assignment);
    const allowing = policies.map((each) => (each === inForce ? { ...each, allowBasicAuthSmtp: true } : each));
    return shut(
      message(`gate.authentication-policy.${whose}-blocks`, { policy }),
      tenantSetting(controls, 'authenticationPolicies'),
      [
        useOAuth,
        setTenant('authenticationPolicies', allowing, message('remedy.authentication-policy.allow', { policy })),
      ],
    );
  },
};
