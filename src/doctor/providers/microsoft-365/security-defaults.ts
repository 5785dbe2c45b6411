/** Security defaults of the tenant (MICROSOFT 365 §5.1). */
import { Fields } from './fields.ts';
import { needs } from './needs.ts';
import { setting } from './setting-access.ts';

const path = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';

export const securityDefaults = setting({
  source: {
    name: 'GET /policies/identitySecurityDefaultsEnforcementPolicy',
    read: async ({ graph }) => (await graph.get(path, needs.policies)) ?? new Fields(null, path),
  },
  property: 'isEnabled',
  rawIn: (policy) => policy.flag('isEnabled'),
  valueIn: (policy) => policy.flag('isEnabled'),
  rawOf: (value) => value === true,
  write: ({ graph }, _user, raw) => graph.patch(path, { isEnabled: raw }, needs.changeSecurityDefaults),
});
