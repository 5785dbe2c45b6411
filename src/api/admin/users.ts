/** Users, their passwords, and the settings of user and mailbox. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AddUserBody, SetPasswordBody } from '../../contract/bodies.ts';
import { addUserBody, setPasswordBody } from '../../contract/bodies.ts';
import { userSettingsPatch } from '../../contract/settings.ts';
import { newId } from '../../lib/id.ts';
import { operatorOf } from '../authorize.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { changeSettings, tenantOr404, userOr404 } from './find.ts';

interface OfUser {
  Params: { user: string };
}

async function addUser({ directory, clock, hashPassword }: Services, body: AddUserBody) {
  const userPrincipalName = body.userPrincipalName.toLowerCase();
  const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
  const tenant = await directory.findTenant(domain);
  if (tenant === null) throw new Problem(404, `no tenant has the domain ${domain}; "postern tenant add ${domain}"`);
  const user = {
    id: newId(),
    tenantId: tenant.id,
    userPrincipalName,
    displayName: body.displayName ?? userPrincipalName,
    aliases: (body.aliases ?? []).map((alias) => alias.toLowerCase()),
    createdAt: clock(),
  };
  const generated = body.password === undefined ? randomBytes(15).toString('base64url') : null;
  const verifiers = await hashPassword(body.password ?? generated ?? '', { scram: body.scram ?? false });
  const answer = await directory.addUser(user, verifiers);
  if (answer === 'address-taken') throw new Problem(409, 'one of these addresses belongs to a user already');
  if (answer === 'domain-unknown') throw new Problem(404, 'an address has a domain that no tenant has');
  return { user, ...(generated === null ? {} : { password: generated }) };
}

export function userRoutes(server: FastifyInstance, services: Services): void {
  const { directory } = services;
  const show = async (login: string) => {
    const user = await userOr404(directory, login);
    return { user, settings: await directory.settingsOfUser(user.id) };
  };
  server.get<{ Querystring: { tenant?: string } }>('/users', async (request) => {
    const { tenant } = request.query;
    return { users: await directory.listUsers(tenant ? (await tenantOr404(directory, tenant)).id : null) };
  });
  server.post<{ Body: AddUserBody }>('/users', { schema: { body: addUserBody } }, async (request, reply) =>
    reply.code(201).send(await addUser(services, request.body)),
  );
  server.get<OfUser>('/users/:user', (request) => show(request.params.user));
  server.delete<OfUser>('/users/:user', async (request, reply) => {
    await directory.removeUser((await userOr404(directory, request.params.user)).id);
    return reply.code(204).send();
  });
  server.put<OfUser & { Body: SetPasswordBody }>(
    '/users/:user/password',
    { schema: { body: setPasswordBody } },
    async (request, reply) => {
      const { id } = await userOr404(directory, request.params.user);
      const { password, scram } = request.body;
      await directory.setVerifiers(id, await services.hashPassword(password, { scram: scram ?? false }));
      return reply.code(204).send();
    },
  );
  server.patch<OfUser & { Body: { settings: Record<string, unknown> } }>(
    '/users/:user/settings',
    { schema: { body: userSettingsPatch } },
    async (request) => {
      const { id } = await userOr404(directory, request.params.user);
      const scope = { scope: 'user', scopeId: id, setBy: operatorOf(request) } as const;
      await changeSettings(services, scope, request.body.settings);
      return show(request.params.user);
    },
  );
}
