/** Tenants and their settings. */
import { addTenant, changeTenantSettings, listTenants, showTenant } from '../../contract/tenants.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { tenantSettings } from '../../directory/settings.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';
import { areasOf, endOf } from './read-request.ts';

export function tenantRoutes({ administration: { tenants, settings } }: Services): AdminRoute[] {
  const show = async (caller: AdminRequest, idOrDomain: string) => {
    const tenant = await tenants.find(caller, idOrDomain, 'tenant');
    return { tenant, settings: await settings.readOfTenant(caller, tenant) };
  };
  return [
    answering(listTenants, read('tenant'), async ({ caller }) => ({ tenants: await tenants.list(caller) })),
    answering(addTenant, write('tenant'), async ({ caller, body }) => ({ tenant: await tenants.add(caller, body) })),
    answering(showTenant, read('tenant'), ({ caller, params }) => show(caller, params.tenant)),
    answering(changeTenantSettings, areasOf(tenantSettings).map(write), async ({ caller, params, body }) => {
      const tenant = await tenants.find(caller, params.tenant, 'tenant');
      await settings.changeOfTenant(caller, tenant, body.settings, endOf(body), body.expected);
      return show(caller, tenant.id);
    }),
  ];
}
