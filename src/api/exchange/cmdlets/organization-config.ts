/** `Get-OrganizationConfig`, `Set-OrganizationConfig`: the default authentication policy, and aliases as senders (M365 R4, R13). */
import { permit } from '../../../administration/permit.ts';
import type { Cmdlet } from '../cmdlet.ts';

export const getOrganizationConfig: Cmdlet = {
  name: 'Get-OrganizationConfig',
  parameters: {},
  async run(_parameters, { caller, tenant, directory }) {
    permit(caller, 'organization', 'read', tenant.id);
    const { defaultAuthenticationPolicy, sendFromAlias } = await directory.settingsOfTenant(tenant.id);
    return {
      value: [
        {
          Identity: tenant.domain,
          Name: tenant.domain,
          Guid: tenant.id,
          DisplayName: tenant.displayName,
          DefaultAuthenticationPolicy: defaultAuthenticationPolicy.value,
          SendFromAliasEnabled: sendFromAlias.value,
        },
      ],
    };
  },
};

export const setOrganizationConfig: Cmdlet = {
  name: 'Set-OrganizationConfig',
  parameters: { DefaultAuthenticationPolicy: 'text-or-null', SendFromAliasEnabled: 'true-or-false' },
  without: {
    RejectDirectSend: 'Postern takes mail only from those who sign in, so that there is no Direct Send to reject',
    OAuth2ClientProfileEnabled: 'modern authentication is always on',
  },
  async run(parameters, { caller, tenant, administration }) {
    if (parameters.has('DefaultAuthenticationPolicy')) {
      const policy = parameters.text('DefaultAuthenticationPolicy') ?? null;
      await administration.authenticationPolicies.setDefault(caller, tenant, policy);
    }
    const alias = parameters.flag('SendFromAliasEnabled');
    if (typeof alias === 'boolean')
      await administration.settings.changeOfTenant(caller, tenant, { sendFromAlias: alias });
    return { value: [] };
  },
};
