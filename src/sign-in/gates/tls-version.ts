/** TLS 1.2 or newer, except at the endpoint for old clients of an organization that opted in. */
import { atClient, type Gate, message, notApplicable, ofTenant, open, set, shut, tenantSetting } from './gate.ts';

const upgrade = atClient({ tls: 'TLSv1.2' }, message('remedy.tls-version.upgrade'));

export const tlsVersion: Gate = {
  name: 'tls-version',
  reply: (_controls, attempt) => (attempt.endpoint === 'legacy-tls' ? 'legacyTlsByOrganization' : 'legacyTls'),
  ask(controls, attempt) {
    if (attempt.endpoint === 'legacy-tls') {
      const setting = tenantSetting(controls, 'legacyTlsClients');
      if (controls.organization.legacyTlsClients.value) {
        return open(message('gate.tls-version.organization-opted-in', { version: attempt.tls }), setting);
      }
      // M365 §1.1: refused there whatever TLS version they use.
      return shut(message('gate.tls-version.organization-not-opted-in', { version: attempt.tls }), setting, [
        atClient({ endpoint: 'submission', tls: 'TLSv1.2' }, message('remedy.tls-version.ordinary-endpoint')),
        set(
          ofTenant('legacyTlsClients', true),
          'organization',
          message('remedy.tls-version.opt-in', { tenant: controls.tenant }),
        ),
      ]);
    }
    if (attempt.tls === 'none') return notApplicable(message('gate.tls-version.no-tls'));
    if (attempt.tls === 'TLSv1.2' || attempt.tls === 'TLSv1.3') {
      return open(message('gate.tls-version.new-enough', { version: attempt.tls }));
    }
    return shut(message('gate.tls-version.too-old', { version: attempt.tls }), null, [
      upgrade,
      atClient({ endpoint: 'legacy-tls' }, message('remedy.tls-version.legacy-endpoint')),
    ]);
  },
};
