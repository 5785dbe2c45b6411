/** `Get-AcceptedDomain`: the domain of the tenant. */
import { permit } from '../../../administration/permit.ts';
import { Refusal } from '../../../administration/refusal.ts';
import type { Cmdlet } from '../cmdlet.ts';

export const getAcceptedDomain: Cmdlet = {
  name: 'Get-AcceptedDomain',
  parameters: { Identity: 'text' },
  async run(parameters, { caller, tenant }) {
    permit(caller, 'organization', 'read', tenant.id);
    const identity = parameters.text('Identity');
    if (identity !== undefined && identity.toLowerCase() !== tenant.domain)
      throw new Refusal({ kind: 'not-found', what: 'accepted domain', name: identity });
    const { domain } = tenant;
    return {
      value: [
        {
          Identity: domain,
          Name: domain,
          DomainName: domain,
          DomainType: 'Authoritative',
          Default: true,
          Guid: tenant.id,
        },
      ],
    };
  },
};
