/** App passwords of one user; the password itself is answered once. */
import type { FastifyInstance } from 'fastify';
import type { AddAppPasswordBody } from '../../contract/bodies.ts';
import { addAppPasswordBody } from '../../contract/bodies.ts';
import type { Services } from '../services.ts';
import { userOr404 } from './find.ts';

interface OfUser {
  Params: { user: string };
}

export function appPasswordRoutes(
  server: FastifyInstance,
  { directory, administration, newAppPassword }: Services,
): void {
  const path = '/users/:user/app-passwords';
  server.get<OfUser>(path, async (request) => {
    const { id } = await userOr404(directory, request.params.user);
    return { appPasswords: await directory.listAppPasswords(id) };
  });
  server.post<OfUser & { Body: AddAppPasswordBody }>(
    path,
    { schema: { body: addAppPasswordBody } },
    async (request, reply) => {
      const user = await userOr404(directory, request.params.user);
      const { password, verifiers } = await newAppPassword(user);
      const { name } = request.body;
      const appPassword = await administration.passwords.addAppPassword(request.caller, user, name, verifiers);
      return reply.code(201).send({ appPassword, password });
    },
  );
  server.delete<{ Params: { user: string; name: string } }>(`${path}/:name`, async (request, reply) => {
    const user = await userOr404(directory, request.params.user);
    await administration.passwords.removeAppPassword(request.caller, user, request.params.name);
    return reply.code(204).send();
  });
}
