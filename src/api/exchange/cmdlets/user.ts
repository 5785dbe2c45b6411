/** `Get-User`, `Set-User`: which authentication policy a user has, and from when on their tokens are good. */
import type { User } from '../../../directory/nouns.ts';
import type { Cmdlet, CmdletContext } from '../cmdlet.ts';
import { listParameters, mailboxesOf } from './mailboxes-of.ts';
import { kindOf, namesOf } from './recipient.ts';

export const getUser: Cmdlet = {
  name: 'Get-User',
  parameters: listParameters,
  run: (parameters, context) => mailboxesOf(parameters, context, userOf),
};

export const setUser: Cmdlet = {
  name: 'Set-User',
  parameters: { Identity: 'text', AuthenticationPolicy: 'text-or-null', StsRefreshTokensValidFrom: 'time' },
  required: ['Identity'],
  async run(parameters, { caller, tenant, administration }) {
    const { users, settings, authenticationPolicies } = administration;
    const user = await users.find(caller, parameters.required('Identity'), 'user');
    const tokensValidFrom = parameters.time('StsRefreshTokensValidFrom');
    const changesPolicy = parameters.has('AuthenticationPolicy');
    const policy = parameters.text('AuthenticationPolicy') ?? null;
    if (changesPolicy && policy !== null) await authenticationPolicies.find(caller, tenant, policy);
    // The one that an administrator is protected from goes first: where it is refused, nothing was done.
    if (tokensValidFrom !== undefined) await settings.changeOfUser(caller, user, { tokensValidFrom });
    if (changesPolicy) await authenticationPolicies.assign(caller, tenant, user, policy);
    return { value: [] };
  },
};

async function userOf(user: User, { directory }: CmdletContext) {
  const { authenticationPolicy, accountEnabled, tokensValidFrom } = await directory.settingsOfUser(user.id);
  return {
    ...namesOf(user),
    UserPrincipalName: user.userPrincipalName,
    RecipientTypeDetails: kindOf.RecipientTypeDetails,
    AccountDisabled: !accountEnabled.value,
    AuthenticationPolicy: authenticationPolicy.value,
    StsRefreshTokensValidFrom: tokensValidFrom.value === null ? null : new Date(tokensValidFrom.value).toISOString(),
  };
}
