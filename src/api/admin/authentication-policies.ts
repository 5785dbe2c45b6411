/** Authentication policies of a tenant. */
import {
  addAuthenticationPolicy,
  changeAuthenticationPolicy,
  listAuthenticationPolicies,
  removeAuthenticationPolicy,
} from '../../contract/authentication-policies.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

const area = 'authentication-policy';

export function authenticationPolicyRoutes({ administration }: Services): AdminRoute[] {
  const { tenants, settings, authenticationPolicies: policies } = administration;
  return [
    answering(listAuthenticationPolicies, read(area), async ({ caller, params }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      const { defaultAuthenticationPolicy } = await settings.readOfTenant(caller, tenant);
      return { policies: await policies.list(caller, tenant), default: defaultAuthenticationPolicy?.value ?? null };
    }),
    answering(
      addAuthenticationPolicy,
      write(area),
      async ({ caller, params, body: { name, allowBasicAuthSmtp = false } }) => {
        const tenant = await tenants.find(caller, params.tenant, area);
        return { policy: await policies.add(caller, tenant, { name, allowBasicAuthSmtp }) };
      },
    ),
    answering(changeAuthenticationPolicy, write(area), async ({ caller, params, body }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      await policies.setAllowed(caller, tenant, params.policy, body.allowBasicAuthSmtp);
    }),
    answering(removeAuthenticationPolicy, write(area), async ({ caller, params }) => {
      const tenant = await tenants.find(caller, params.tenant, area);
      await policies.remove(caller, tenant, params.policy);
    }),
  ];
}
