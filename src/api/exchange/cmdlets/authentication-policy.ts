/** `Get-`, `New-`, `Set-`, `Remove-AuthenticationPolicy` (M365 R4): a new one blocks what it is not told to allow. */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { AuthenticationPolicy } from '../../../directory/settings.ts';
import type { Cmdlet, CmdletContext } from '../cmdlet.ts';

const shown = ({ name, allowBasicAuthSmtp }: AuthenticationPolicy) => ({
  Identity: name,
  Name: name,
  AllowBasicAuthSmtp: allowBasicAuthSmtp,
});

async function policiesOf({ directory, tenant }: CmdletContext): Promise<readonly AuthenticationPolicy[]> {
  return (await directory.settingsOfTenant(tenant.id)).authenticationPolicies.value;
}

function named(policies: readonly AuthenticationPolicy[], name: string): AuthenticationPolicy {
  const found = policies.find((policy) => policy.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Refusal({ kind: 'not-found', what: 'authentication policy', name });
  return found;
}

async function save({ caller, tenant, administration }: CmdletContext, policies: readonly AuthenticationPolicy[]) {
  await administration.settings.changeOfTenant(caller, tenant, { authenticationPolicies: policies });
}

export const getAuthenticationPolicy: Cmdlet = {
  name: 'Get-AuthenticationPolicy',
  parameters: { Identity: 'text' },
  async run(parameters, context) {
    permit(context.caller, 'authentication-policy', 'read', context.tenant.id);
    const policies = await policiesOf(context);
    const name = parameters.text('Identity');
    return { value: (name === undefined ? policies : [named(policies, name)]).map(shown) };
  },
};

export const newAuthenticationPolicy: Cmdlet = {
  name: 'New-AuthenticationPolicy',
  parameters: { Name: 'text', AllowBasicAuthSmtp: 'switch' },
  required: ['Name'],
  async run(parameters, context) {
    const policies = await policiesOf(context);
    const name = parameters.required('Name');
    if (policies.some((policy) => policy.name.toLowerCase() === name.toLowerCase()))
      throw new Refusal({ kind: 'conflict', detail: `there is an authentication policy '${name}' already` });
    const policy = { name, allowBasicAuthSmtp: parameters.flag('AllowBasicAuthSmtp') === true };
    await save(context, [...policies, policy]);
    return { value: [shown(policy)] };
  },
};

export const setAuthenticationPolicy: Cmdlet = {
  name: 'Set-AuthenticationPolicy',
  parameters: { Identity: 'text', AllowBasicAuthSmtp: 'switch' },
  required: ['Identity'],
  async run(parameters, context) {
    const policies = await policiesOf(context);
    const policy = named(policies, parameters.required('Identity'));
    const allowBasicAuthSmtp = parameters.flag('AllowBasicAuthSmtp') ?? policy.allowBasicAuthSmtp;
    await save(
      context,
      policies.map((each) => (each === policy ? { ...policy, allowBasicAuthSmtp } : each)),
    );
    return { value: [] };
  },
};

export const removeAuthenticationPolicy: Cmdlet = {
  name: 'Remove-AuthenticationPolicy',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  async run(parameters, context) {
    const policies = await policiesOf(context);
    const policy = named(policies, parameters.required('Identity'));
    await save(
      context,
      policies.filter((each) => each !== policy),
    );
    return { value: [] };
  },
};
