/** The controls of a sign-in, out of what the directory knows. */
import type { SignInFacts } from '../directory/directory-store.ts';
import { settingsInForce, tenantSettings, userSettings } from '../directory/settings.ts';
import type { Controls } from './controls.ts';

const defaultsOfTenant = settingsInForce(tenantSettings, []);
const defaultsOfUser = settingsInForce(userSettings, []);

/** What decides a sign-in of the user of `facts`; without one, the defaults, so that the work is the same. */
export function gatherControls(facts: SignInFacts | null, login: string): Controls {
  const organization = facts?.tenantSettings ?? defaultsOfTenant;
  const user = facts?.userSettings ?? defaultsOfUser;
  return {
    account: facts === null ? 'unknown' : 'known',
    tenant: facts?.tenant.domain ?? '',
    userId: facts?.user.id ?? '',
    userPrincipalName: facts?.user.userPrincipalName ?? login,
    organization: {
      securityDefaults: organization.securityDefaults,
      smtpAuth: organization.smtpAuth,
      basicAuthentication: organization.basicAuthentication,
      retiredReply: organization.retiredReply,
      legacyTlsClients: organization.legacyTlsClients,
      authenticationPolicies: organization.authenticationPolicies,
      defaultAuthenticationPolicy: organization.defaultAuthenticationPolicy,
      conditionalAccessPolicies: organization.conditionalAccessPolicies,
      namedLocations: organization.namedLocations,
    },
    user: {
      accountEnabled: user.accountEnabled,
      passwordExpired: user.passwordExpired,
      licensed: user.licensed,
      perUserMfa: user.perUserMfa,
      // Recovery codes stand in for a method; they are none.
      mfaMethods: (facts?.methods ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'recovery-codes'),
      authenticationPolicy: user.authenticationPolicy,
      mailboxSmtpAuth: user.mailboxSmtpAuth,
      simulatedFailure: user.simulatedFailure,
    },
  };
}
