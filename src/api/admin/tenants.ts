/** Tenants and their settings. */
import type { FastifyInstance } from 'fastify';
import type { AddTenantBody } from '../../contract/bodies.ts';
import { addTenantBody } from '../../contract/bodies.ts';
import { type SettingsPatch, tenantSettingsPatch } from '../../contract/settings.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Services } from '../services.ts';
import { endOf } from './read-request.ts';

interface OfTenant {
  Params: { tenant: string };
}

export function tenantRoutes(server: FastifyInstance, { administration: { tenants, settings } }: Services): void {
  server.get('/tenants', async ({ caller }) => ({ tenants: await tenants.list(caller) }));
  server.post<{ Body: AddTenantBody }>('/tenants', { schema: { body: addTenantBody } }, async (request, reply) => {
    const tenant = await tenants.add(request.caller, request.body);
    return reply.code(201).send({ tenant });
  });
  const show = async (caller: AdminRequest, idOrDomain: string) => {
    const tenant = await tenants.find(caller, idOrDomain, 'tenant');
    return { tenant, settings: await settings.readOfTenant(caller, tenant) };
  };
  server.get<OfTenant>('/tenants/:tenant', ({ params, caller }) => show(caller, params.tenant));
  server.patch<OfTenant & { Body: SettingsPatch }>(
    '/tenants/:tenant/settings',
    { schema: { body: tenantSettingsPatch } },
    async ({ params, body, caller }) => {
      const tenant = await tenants.find(caller, params.tenant, 'tenant');
      await settings.changeOfTenant(caller, tenant, body.settings, endOf(body));
      return show(caller, tenant.id);
    },
  );
}
