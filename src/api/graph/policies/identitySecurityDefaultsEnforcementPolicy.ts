/** `/policies/identitySecurityDefaultsEnforcementPolicy`: security defaults (M365 §5.1). */
import { permit } from '../../../administration/permit.ts';
import { Fields } from '../fields.ts';
import { type GraphHandler, noContent, ok } from '../graph-call.ts';
import { picked, selectedNames } from '../odata/select.ts';

const properties = ['id', 'displayName', 'description', 'isEnabled'] as const;

export const getSecurityDefaults: GraphHandler = async ({ caller, tenantId, base, query }, { directory }) => {
  permit(caller, 'security-defaults', 'read', tenantId);
  const names = selectedNames(query.select, properties, properties, 'identitySecurityDefaultsEnforcementPolicy');
  const { securityDefaults } = await directory.settingsOfTenant(tenantId);
  const policy = {
    id: '00000000-0000-0000-0000-000000000005',
    displayName: 'Security Defaults',
    description: 'Security defaults refuse every sign-in with a password alone from a legacy client.',
    isEnabled: securityDefaults.value,
  };
  return ok({
    '@odata.context': `${base}/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
    ...picked(policy, names),
  });
};

export const patchSecurityDefaults: GraphHandler = async ({ caller, tenantId, body }, { administration }) => {
  const fields = new Fields(body);
  fields.refuseEmpty();
  fields.refuseNull('isEnabled');
  const isEnabled = fields.flag('isEnabled');
  fields.refuseUnknown();
  const tenant = await administration.tenants.find(caller, tenantId, 'security-defaults');
  await administration.settings.changeOfTenant(caller, tenant, { securityDefaults: isEnabled === true });
  return noContent;
};
