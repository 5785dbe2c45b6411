/** `/policies/identitySecurityDefaultsEnforcementPolicy`: security defaults (M365 §5.1). */
import { permit } from '../../../administration/permit.ts';
import type { Services } from '../../services.ts';
import type { GraphWork } from '../answer-request.ts';
import { readBody } from '../read-body.ts';

type Parts = Pick<Services, 'directory' | 'administration'>;

export function getSecurityDefaults({ directory }: Parts): GraphWork {
  return async ({ caller, tenantId, base }) => {
    permit(caller, 'security-defaults', 'read', tenantId);
    const { securityDefaults } = await directory.settingsOfTenant(tenantId);
    return {
      '@odata.context': `${base}/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      description: 'Security defaults refuse every sign-in with a password alone from a legacy client.',
      isEnabled: securityDefaults.value,
    };
  };
}

export function patchSecurityDefaults({ administration }: Parts, body: unknown): GraphWork {
  return async ({ caller, tenantId }) => {
    const { isEnabled } = readBody(body, { isEnabled: 'boolean' });
    const tenant = await administration.tenants.find(caller, tenantId, 'security-defaults');
    await administration.settings.changeOfTenant(caller, tenant, { securityDefaults: isEnabled === true });
    return null;
  };
}
