/** Basic authentication for client submission has been retired. */
import { type Gate, message, ofTenant, open, set, shut, tenantSetting, useOAuth } from './gate.ts';

export const basicAuthenticationRetired: Gate = {
  name: 'basic-authentication-retired',
  // M365 §11: which reply it will be is not established, so the tenant says it.
  reply: (controls) => controls.organization.retiredReply.value,
  ask(controls) {
    const setting = tenantSetting(controls, 'basicAuthentication');
    if (controls.organization.basicAuthentication.value === 'available') {
      return open(message('gate.basic-authentication-retired.available'), setting);
    }
    const { tenant } = controls;
    return shut(message('gate.basic-authentication-retired.retired', { tenant }), setting, [
      useOAuth,
      set(
        ofTenant('basicAuthentication', 'available'),
        'organization',
        message('remedy.basic-authentication-retired.make-available', { tenant }),
      ),
    ]);
  },
};
