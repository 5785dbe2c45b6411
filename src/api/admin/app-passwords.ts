/** App passwords of one user; the password itself is answered once. */
import type { FastifyInstance } from 'fastify';
import type { AddAppPasswordBody } from '../../contract/bodies.ts';
import { addAppPasswordBody } from '../../contract/bodies.ts';
import type { Services } from '../services.ts';

interface OfUser {
  Params: { user: string };
}

export function appPasswordRoutes(
  server: FastifyInstance,
  { administration: { users, passwords }, newAppPassword }: Services,
): void {
  const path = '/users/:user/app-passwords';
  server.get<OfUser>(path, async (request) => {
    const user = await users.find(request.caller, request.params.user, 'password');
    return { appPasswords: await passwords.listAppPasswords(request.caller, user) };
  });
  server.post<OfUser & { Body: AddAppPasswordBody }>(
    path,
    { schema: { body: addAppPasswordBody } },
    async (request, reply) => {
      const user = await users.find(request.caller, request.params.user, 'password', 'write');
      const { password, verifiers } = await newAppPassword(user);
      const { name } = request.body;
      const appPassword = await passwords.addAppPassword(request.caller, user, name, verifiers);
      return reply.code(201).send({ appPassword, password });
    },
  );
  server.delete<{ Params: { user: string; name: string } }>(`${path}/:name`, async (request, reply) => {
    const user = await users.find(request.caller, request.params.user, 'password', 'write');
    await passwords.removeAppPassword(request.caller, user, request.params.name);
    return reply.code(204).send();
  });
}
