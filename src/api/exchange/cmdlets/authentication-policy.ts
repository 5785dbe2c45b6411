/** `Get-`, `New-`, `Set-`, `Remove-AuthenticationPolicy` (M365 R4): a new one blocks what it is not told to allow. */
import type { AuthenticationPolicy } from '../../../directory/settings.ts';
import type { Cmdlet } from '../cmdlet.ts';

const shown = ({ name, allowBasicAuthSmtp }: AuthenticationPolicy) => ({
  Identity: name,
  Name: name,
  AllowBasicAuthSmtp: allowBasicAuthSmtp,
});

export const getAuthenticationPolicy: Cmdlet = {
  name: 'Get-AuthenticationPolicy',
  parameters: { Identity: 'text' },
  async run(parameters, { caller, tenant, administration: { authenticationPolicies } }) {
    const name = parameters.text('Identity');
    const policies =
      name === undefined
        ? await authenticationPolicies.list(caller, tenant)
        : [await authenticationPolicies.find(caller, tenant, name)];
    return { value: policies.map(shown) };
  },
};

export const newAuthenticationPolicy: Cmdlet = {
  name: 'New-AuthenticationPolicy',
  parameters: { Name: 'text', AllowBasicAuthSmtp: 'switch' },
  required: ['Name'],
  async run(parameters, { caller, tenant, administration }) {
    const policy = {
      name: parameters.required('Name'),
      allowBasicAuthSmtp: parameters.flag('AllowBasicAuthSmtp') === true,
    };
    return { value: [shown(await administration.authenticationPolicies.add(caller, tenant, policy))] };
  },
};

export const setAuthenticationPolicy: Cmdlet = {
  name: 'Set-AuthenticationPolicy',
  parameters: { Identity: 'text', AllowBasicAuthSmtp: 'switch' },
  required: ['Identity'],
  async run(parameters, { caller, tenant, administration: { authenticationPolicies } }) {
    const name = parameters.required('Identity');
    const allowed = parameters.flag('AllowBasicAuthSmtp');
    if (typeof allowed === 'boolean') await authenticationPolicies.setAllowed(caller, tenant, name, allowed);
    else await authenticationPolicies.find(caller, tenant, name);
    return { value: [] };
  },
};

export const removeAuthenticationPolicy: Cmdlet = {
  name: 'Remove-AuthenticationPolicy',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  async run(parameters, { caller, tenant, administration }) {
    await administration.authenticationPolicies.remove(caller, tenant, parameters.required('Identity'));
    return { value: [] };
  },
};
