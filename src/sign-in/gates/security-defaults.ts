/** Security defaults refuse every legacy sign-in; nobody can be excluded, and app passwords do not help (M365 R5). */
import { type Gate, message, ofTenant, open, set, shut, tenantSetting, useOAuth } from './gate.ts';

export const securityDefaults: Gate = {
  name: 'security-defaults',
  reply: () => 'blockedBySecurityDefaults',
  ask(controls) {
    const { tenant } = controls;
    const setting = tenantSetting(controls, 'securityDefaults');
    if (!controls.organization.securityDefaults.value) return open(message('gate.security-defaults.off'), setting);
    return shut(message('gate.security-defaults.on', { tenant }), setting, [
      useOAuth,
      set(
        ofTenant('securityDefaults', false),
        'organization',
        message('remedy.security-defaults.turn-off', { tenant }),
      ),
    ]);
  },
};
