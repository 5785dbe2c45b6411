/** Users, their passwords, and the settings of user and mailbox. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AddUserBody, SetPasswordBody } from '../../contract/bodies.ts';
import { addUserBody, setPasswordBody } from '../../contract/bodies.ts';
import { type SettingsPatch, userSettingsPatch } from '../../contract/settings.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { Services } from '../services.ts';
import { endOf } from './read-request.ts';

/** Users of one answer. */
const maximumUsers = 1000;

interface OfUser {
  Params: { user: string };
}

async function addUser({ administration, hashPassword }: Services, caller: AdminRequest, body: AddUserBody) {
  const userPrincipalName = body.userPrincipalName.toLowerCase();
  const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
  const tenant = await administration.tenants.find(caller, domain, 'user');
  const generated = body.password === undefined ? randomBytes(15).toString('base64url') : null;
  const verifiers = await hashPassword(body.password ?? generated ?? '', { scram: body.scram ?? false });
  const user = await administration.users.add(caller, { ...body, tenantId: tenant.id, verifiers });
  return { user, ...(generated === null ? {} : { password: generated }) };
}

export function userRoutes(server: FastifyInstance, services: Services): void {
  const { tenants, users, passwords, settings } = services.administration;
  const show = async (caller: AdminRequest, login: string) => {
    const user = await users.find(caller, login, 'user');
    return { user, settings: await settings.readOfUser(caller, user) };
  };
  server.get<{ Querystring: { tenant?: string } }>('/users', async ({ query, caller }) => {
    const tenantId = await tenants.scopeOf(caller, query.tenant || undefined, 'user');
    return { users: await users.list(caller, tenantId, null, maximumUsers) };
  });
  server.post<{ Body: AddUserBody }>('/users', { schema: { body: addUserBody } }, async (request, reply) =>
    reply.code(201).send(await addUser(services, request.caller, request.body)),
  );
  server.get<OfUser>('/users/:user', ({ params, caller }) => show(caller, params.user));
  server.delete<OfUser>('/users/:user', async ({ params, caller }, reply) => {
    await users.remove(caller, await users.find(caller, params.user, 'user', 'write'));
    return reply.code(204).send();
  });
  server.put<OfUser & { Body: SetPasswordBody }>(
    '/users/:user/password',
    { schema: { body: setPasswordBody } },
    async ({ params, body: { password, scram }, caller }, reply) => {
      const user = await users.find(caller, params.user, 'password', 'write');
      const verifiers = await services.hashPassword(password, { scram: scram ?? false });
      await passwords.setPassword(caller, user, verifiers);
      return reply.code(204).send();
    },
  );
  server.patch<OfUser & { Body: SettingsPatch }>(
    '/users/:user/settings',
    { schema: { body: userSettingsPatch } },
    async ({ params, body, caller }) => {
      const user = await users.find(caller, params.user, 'user');
      await settings.changeOfUser(caller, user, body.settings, endOf(body));
      return show(caller, user.id);
    },
  );
}
