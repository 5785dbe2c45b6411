/** The controls of an interactive sign-in, out of what the directory knows. */
import type { AdministratorRole } from '../../directory/administrator-role.ts';
import type { SignInFacts } from '../../directory/directory-store.ts';
import { settingsInForce, tenantSettings, userSettings } from '../../directory/settings.ts';
import { judgeAccess } from '../conditional-access.ts';
import type { InteractiveControls } from './decide-interactive.ts';

const defaultsOfTenant = settingsInForce(tenantSettings, []);
const defaultsOfUser = settingsInForce(userSettings, []);

/** Without facts the defaults, so that the work is the same. */
export function gatherInteractiveControls(
  facts: SignInFacts | null,
  roles: readonly AdministratorRole[],
  address: string,
): InteractiveControls {
  const organization = facts?.tenantSettings ?? defaultsOfTenant;
  const user = facts?.userSettings ?? defaultsOfUser;
  const access = judgeAccess(organization.conditionalAccessPolicies.value, organization.namedLocations.value, {
    userId: facts?.user.id ?? '',
    userPrincipalName: facts?.user.userPrincipalName ?? '',
    clientApp: 'browser',
    application: '',
    address,
  });
  return {
    account: facts === null ? 'unknown' : 'known',
    isAdministrator: roles.length > 0,
    securityDefaults: organization.securityDefaults.value,
    administratorMfa: organization.administratorMfa.value,
    accountEnabled: user.accountEnabled.value,
    passwordExpired: user.passwordExpired.value,
    perUserMfa: user.perUserMfa.value,
    conditionalAccess: access.demand,
    methods: (facts?.methods ?? []).map(({ kind }) => kind),
  };
}
