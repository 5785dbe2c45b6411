/** Tenants and their settings. */
import type { FastifyInstance } from 'fastify';
import type { AddTenantBody } from '../../contract/bodies.ts';
import { addTenantBody } from '../../contract/bodies.ts';
import { tenantSettingsPatch } from '../../contract/settings.ts';
import { newId } from '../../lib/id.ts';
import { operatorOf } from '../authorize.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { changeSettings, tenantOr404 } from './find.ts';

interface OfTenant {
  Params: { tenant: string };
}

export function tenantRoutes(server: FastifyInstance, services: Services): void {
  const { directory, clock } = services;
  server.get('/tenants', async () => ({ tenants: await directory.listTenants() }));
  server.post<{ Body: AddTenantBody }>('/tenants', { schema: { body: addTenantBody } }, async (request, reply) => {
    const domain = request.body.domain.toLowerCase();
    const tenant = { id: newId(), domain, displayName: request.body.displayName ?? domain, createdAt: clock() };
    const answer = await directory.addTenant(tenant);
    if (answer === 'domain-taken') throw new Problem(409, `the domain ${domain} belongs to a tenant already`);
    return reply.code(201).send({ tenant });
  });
  const show = async (idOrDomain: string) => {
    const tenant = await tenantOr404(directory, idOrDomain);
    return { tenant, settings: await directory.settingsOfTenant(tenant.id) };
  };
  server.get<OfTenant>('/tenants/:tenant', (request) => show(request.params.tenant));
  server.patch<OfTenant & { Body: { settings: Record<string, unknown> } }>(
    '/tenants/:tenant/settings',
    { schema: { body: tenantSettingsPatch } },
    async (request) => {
      const { id } = await tenantOr404(directory, request.params.tenant);
      const scope = { scope: 'tenant', scopeId: id, setBy: operatorOf(request) } as const;
      await changeSettings(services, scope, request.body.settings);
      return show(id);
    },
  );
}
