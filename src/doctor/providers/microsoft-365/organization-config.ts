/** The organization's default authentication policy (`Get-OrganizationConfig`; MICROSOFT 365 R4). */
import type { Fields } from './fields.ts';
import { onlyRow } from './only-row.ts';
import { policyName } from './policy-name.ts';
import { type Source, setting } from './setting-access.ts';

const property = 'DefaultAuthenticationPolicy';

const source: Source<Fields> = {
  name: 'Get-OrganizationConfig',
  read: ({ exchange }) => onlyRow(exchange, 'Get-OrganizationConfig'),
};

export const defaultAuthenticationPolicy = setting({
  source,
  property,
  rawIn: (config) => config.optionalText(property),
  valueIn: (config) => policyName(config.optionalText(property)),
  rawOf: (value) => (typeof value === 'string' ? value : null),
  write: ({ exchange }, _user, raw) => exchange.change('Set-OrganizationConfig', { [property]: raw }),
});
