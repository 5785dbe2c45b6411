/** App passwords of one user; the password itself is answered once. */
import type { FastifyInstance } from 'fastify';
import type { AddAppPasswordBody } from '../../contract/bodies.ts';
import { addAppPasswordBody } from '../../contract/bodies.ts';
import { maximumAppPasswords } from '../../directory/nouns.ts';
import { newId } from '../../lib/id.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { userOr404 } from './find.ts';

interface OfUser {
  Params: { user: string };
}

export function appPasswordRoutes(server: FastifyInstance, { directory, clock, newAppPassword }: Services): void {
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
      const settings = await directory.settingsOfTenant(user.tenantId);
      if (settings.appPasswords.value === 'off') throw new Problem(409, 'the organization allows no app passwords');
      const { password, verifiers } = await newAppPassword();
      const { name } = request.body;
      const appPassword = { id: newId(), userId: user.id, name, createdAt: clock(), lastUsedAt: null };
      if ((await directory.addAppPassword(appPassword, verifiers)) === 'too-many') {
        throw new Problem(409, `the user has ${maximumAppPasswords} app passwords already; remove one first`);
      }
      return reply.code(201).send({ appPassword, password });
    },
  );
  server.delete<{ Params: { user: string; name: string } }>(`${path}/:name`, async (request, reply) => {
    const { id } = await userOr404(directory, request.params.user);
    const { name } = request.params;
    if (!(await directory.removeAppPassword(id, name))) throw new Problem(404, `there is no app password ${name}`);
    return reply.code(204).send();
  });
}
