/** The authentication policy in force blocks basic authentication for SMTP, app passwords too (M365 R4). */
import type { AuthenticationPolicy } from '../../directory/settings.ts';
import type { Controls } from '../controls.ts';
import type { Remedy } from '../decision.ts';
import { type Gate, message, ofTenant, ofUser, open, set, shut, tenantSetting, useOAuth, userSetting } from './gate.ts';

/** The name of the policy in force: the user's own before the organization's default. */
function policyNameOf({ user, organization }: Controls): string | null {
  return user.authenticationPolicy.value ?? organization.defaultAuthenticationPolicy.value;
}

/** What a policy is called that is made for a user who needs one. */
const newName = 'Allow SMTP AUTH';

function unusedName(policies: readonly AuthenticationPolicy[]): string {
  const used = new Set(policies.map(({ name }) => name.toLowerCase()));
  for (let number = 2, name = newName; ; number += 1) {
    if (!used.has(name.toLowerCase())) return name;
    name = `${newName} ${number}`;
  }
}

/** A policy for this one user: the policy that blocks is also in force for others, who are to stay as they are. */
function forThisUser({ userPrincipalName: user, organization }: Controls): Remedy {
  const policies = organization.authenticationPolicies.value;
  const allowing = policies.find(({ allowBasicAuthSmtp }) => allowBasicAuthSmtp);
  if (allowing !== undefined) {
    const text = message('remedy.authentication-policy.assign', { policy: allowing.name, user });
    return set(ofUser('authenticationPolicy', allowing.name), 'user', text);
  }
  const name = unusedName(policies);
  return set(
    [
      ofTenant('authenticationPolicies', [...policies, { name, allowBasicAuthSmtp: true }]),
      ofUser('authenticationPolicy', name),
    ],
    'user',
    message('remedy.authentication-policy.make-and-assign', { policy: name, user }),
  );
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
    return shut(
      message(`gate.authentication-policy.${whose}-blocks`, { policy }),
      tenantSetting(controls, 'authenticationPolicies'),
      [useOAuth, forThisUser(controls)],
    );
  },
};
