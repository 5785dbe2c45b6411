/** Tenants and their settings, as the admin API has them. */
import { Type } from 'typebox';
import { instant, label, settingsInForce, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';
import { tenantSettingsPatch } from './settings.ts';

export const tenant = shape('Tenant', {
  id: Type.String(),
  domain: Type.String(),
  displayName: Type.String(),
  createdAt: instant,
});
const ofTenant = strictly({ tenant: Type.String({ ...sought, description: 'Id or domain of the tenant' }) });
const tenantWithSettings = shape('TenantWithSettings', { tenant, settings: settingsInForce });

export const listTenants = route('GET /tenants', {
  operationId: 'listTenants',
  summary: 'The tenants that the caller may know of',
  answer: shape('Tenants', { tenants: Type.Array(tenant) }),
});

export const addTenant = route('POST /tenants', {
  operationId: 'addTenant',
  summary: 'Add a tenant',
  body: strictly({
    domain: Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s@<>/]+$', examples: ['contoso.example'] }),
    displayName: Type.Optional(label),
  }),
  answer: shape('AddedTenant', { tenant }),
  created: true,
});

export const showTenant = route('GET /tenants/{tenant}', {
  operationId: 'showTenant',
  summary: 'A tenant, with the settings in force that the caller may read',
  params: ofTenant,
  answer: tenantWithSettings,
});

export const changeTenantSettings = route('PATCH /tenants/{tenant}/settings', {
  operationId: 'changeTenantSettings',
  summary: 'Change settings of a tenant, all of them or none; null puts one back to its default',
  params: ofTenant,
  body: tenantSettingsPatch,
  answer: tenantWithSettings,
});
