/** `Get-TransportConfig`, `Set-TransportConfig`: SMTP AUTH of the organization, its old TLS clients and its largest envelope (M365 R2, §1.1, §4). */
import { permit } from '../../../administration/permit.ts';
import type { Cmdlet } from '../cmdlet.ts';
import { maximumRecipients } from './mailbox.ts';
import { readCount, shownSize } from './size.ts';

export const getTransportConfig: Cmdlet = {
  name: 'Get-TransportConfig',
  parameters: {},
  async run(_parameters, { caller, tenant, directory }) {
    permit(caller, 'organization', 'read', tenant.id);
    const settings = await directory.settingsOfTenant(tenant.id);
    return {
      value: [
        {
          Identity: 'Transport Settings',
          Name: 'Transport Settings',
          SmtpClientAuthenticationDisabled: settings.smtpAuth.value === 'off',
          AllowLegacyTLSClients: settings.legacyTlsClients.value,
          MaxRecipientEnvelopeLimit: String(settings.recipientsPerMessage.value),
          MaxSendSize: shownSize(settings.messageSizeBytes.value),
        },
      ],
    };
  },
};

export const setTransportConfig: Cmdlet = {
  name: 'Set-TransportConfig',
  parameters: {
    SmtpClientAuthenticationDisabled: 'true-or-false',
    AllowLegacyTLSClients: 'true-false-or-null',
    MaxRecipientEnvelopeLimit: 'text-or-number',
  },
  async run(parameters, { caller, tenant, administration }) {
    const disabled = parameters.flag('SmtpClientAuthenticationDisabled');
    const legacy = parameters.flag('AllowLegacyTLSClients');
    const envelope = parameters.text('MaxRecipientEnvelopeLimit');
    await administration.settings.changeOfTenant(caller, tenant, {
      ...(typeof disabled === 'boolean' && { smtpAuth: disabled ? 'off' : 'on' }),
      ...(legacy !== undefined && { legacyTlsClients: legacy }),
      ...(envelope !== undefined && {
        // M365 §4: `Unlimited` is 1,000.
        recipientsPerMessage: readCount('MaxRecipientEnvelopeLimit', envelope, maximumRecipients) ?? maximumRecipients,
      }),
    });
    return { value: [] };
  },
};
