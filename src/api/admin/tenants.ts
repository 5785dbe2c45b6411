/** Tenants and their settings. */
import type { FastifyInstance } from 'fastify';
import type { AddTenantBody } from '../../contract/bodies.ts';
import { addTenantBody } from '../../contract/bodies.ts';
import { type SettingsPatch, tenantSettingsPatch } from '../../contract/settings.ts';
import type { Services } from '../services.ts';
import { endOf, tenantOr404 } from './find.ts';

interface OfTenant {
  Params: { tenant: string };
}

export function tenantRoutes(server: FastifyInstance, services: Services): void {
  const { directory, administration } = services;
  server.get('/tenants', async () => ({ tenants: await directory.listTenants() }));
  server.post<{ Body: AddTenantBody }>('/tenants', { schema: { body: addTenantBody } }, async (request, reply) => {
    const tenant = await administration.tenants.add(request.caller, request.body);
    return reply.code(201).send({ tenant });
  });
  const show = async (idOrDomain: string) => {
    const tenant = await tenantOr404(directory, idOrDomain);
    return { tenant, settings: await directory.settingsOfTenant(tenant.id) };
  };
  server.get<OfTenant>('/tenants/:tenant', (request) => show(request.params.tenant));
  server.patch<OfTenant & { Body: SettingsPatch }>(
    '/tenants/:tenant/settings',
    { schema: { body: tenantSettingsPatch } },
    async (request) => {
      const tenant = await tenantOr404(directory, request.params.tenant);
      await administration.settings.changeOfTenant(request.caller, tenant, request.body.settings, endOf(request.body));
      return show(tenant.id);
    },
  );
}
