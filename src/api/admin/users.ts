/** Users, their passwords, and the settings of user and mailbox. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AddUserBody, SetPasswordBody } from '../../contract/bodies.ts';
import { addUserBody, setPasswordBody } from '../../contract/bodies.ts';
import { type SettingsPatch, userSettingsPatch } from '../../contract/settings.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { endOf, tenantOr404, userOr404 } from './find.ts';

/** Users of one answer. */
const maximumUsers = 1000;

interface OfUser {
  Params: { user: string };
}

async function addUser({ directory, administration, hashPassword }: Services, caller: AdminRequest, body: AddUserBody) {
  const userPrincipalName = body.userPrincipalName.toLowerCase();
  const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
  const tenant = await directory.findTenant(domain);
  if (tenant === null) throw new Problem(404, `no tenant has the domain ${domain}; "postern tenant add ${domain}"`);
  const generated = body.password === undefined ? randomBytes(15).toString('base64url') : null;
  const verifiers = await hashPassword(body.password ?? generated ?? '', { scram: body.scram ?? false });
  const user = await administration.users.add(caller, { ...body, tenantId: tenant.id, verifiers });
  return { user, ...(generated === null ? {} : { password: generated }) };
}

export function userRoutes(server: FastifyInstance, services: Services): void {
  const { directory, administration } = services;
  const show = async (login: string) => {
    const user = await userOr404(directory, login);
    return { user, settings: await directory.settingsOfUser(user.id) };
  };
  server.get<{ Querystring: { tenant?: string } }>('/users', async (request) => {
    const { tenant } = request.query;
    const tenantId = tenant ? (await tenantOr404(directory, tenant)).id : null;
    return { users: await directory.listUsers({ tenantId, after: null, limit: maximumUsers }) };
  });
  server.post<{ Body: AddUserBody }>('/users', { schema: { body: addUserBody } }, async (request, reply) =>
    reply.code(201).send(await addUser(services, request.caller, request.body)),
  );
  server.get<OfUser>('/users/:user', (request) => show(request.params.user));
  server.delete<OfUser>('/users/:user', async (request, reply) => {
    await administration.users.remove(request.caller, await userOr404(directory, request.params.user));
    return reply.code(204).send();
  });
  server.put<OfUser & { Body: SetPasswordBody }>(
    '/users/:user/password',
    { schema: { body: setPasswordBody } },
    async (request, reply) => {
      const user = await userOr404(directory, request.params.user);
      const { password, scram } = request.body;
      const verifiers = await services.hashPassword(password, { scram: scram ?? false });
      await administration.passwords.setPassword(request.caller, user, verifiers);
      return reply.code(204).send();
    },
  );
  server.patch<OfUser & { Body: SettingsPatch }>(
    '/users/:user/settings',
    { schema: { body: userSettingsPatch } },
    async (request) => {
      const user = await userOr404(directory, request.params.user);
      await administration.settings.changeOfUser(request.caller, user, request.body.settings, endOf(request.body));
      return show(request.params.user);
    },
  );
}
