/** `Get-TransportConfig`, `Set-TransportConfig`: SMTP AUTH of the organization, and its old TLS clients (M365 R2, §1.1). */
import { permit } from '../../../administration/permit.ts';
import type { Cmdlet } from '../cmdlet.ts';

export const getTransportConfig: Cmdlet = {
  name: 'Get-TransportConfig',
  parameters: {},
  async run(_parameters, { caller, tenant, directory }) {
    permit(caller, 'organization', 'read', tenant.id);
    const { smtpAuth, legacyTlsClients, recipientsPerMessage } = await directory.settingsOfTenant(tenant.id);
    return {
      value: [
        {
          Identity: 'Transport Settings',
          SmtpClientAuthenticationDisabled: smtpAuth.value === 'off',
          AllowLegacyTLSClients: legacyTlsClients.value,
          MaxRecipientEnvelopeLimit: String(recipientsPerMessage.value),
        },
      ],
    };
  },
};

export const setTransportConfig: Cmdlet = {
  name: 'Set-TransportConfig',
  parameters: { SmtpClientAuthenticationDisabled: 'true-or-false', AllowLegacyTLSClients: 'true-false-or-null' },
  async run(parameters, { caller, tenant, administration }) {
    const disabled = parameters.flag('SmtpClientAuthenticationDisabled');
    const legacy = parameters.flag('AllowLegacyTLSClients');
    await administration.settings.changeOfTenant(caller, tenant, {
      ...(typeof disabled === 'boolean' && { smtpAuth: disabled ? 'off' : 'on' }),
      ...(legacy !== undefined && { legacyTlsClients: legacy }),
    });
    return { value: [] };
  },
};
