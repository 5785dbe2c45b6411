/** Microsoft Graph, the part that decides who may send: `v1.0` and `beta`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusedStatus } from '../problem.ts';
import type { Services } from '../services.ts';
import { answerRequest, type GraphParts, type GraphWork } from './answer-request.ts';
import { BadRequest } from './graph-error.ts';
import { getSecurityDefaults, patchSecurityDefaults } from './policies/identitySecurityDefaultsEnforcementPolicy.ts';
import { getRequirements, patchRequirements } from './users/authentication/requirements.ts';
import { deleteUser, getUser, listUsers, patchUser, type UserQuery } from './users.ts';

interface OfUser {
  Params: { id: string };
  Querystring: UserQuery;
}

export function graphDoor(server: FastifyInstance, services: Services, fault: (error: unknown) => void): void {
  const parts: GraphParts = { ...services, fault };
  const answer = (request: FastifyRequest, reply: FastifyReply, work: GraphWork) =>
    answerRequest(request, reply, parts, work);
  server.setErrorHandler((error, request, reply) =>
    answerRequest(request, reply, parts, async () => {
      throw refusedStatus(error) === null ? error : new BadRequest('Unable to read JSON request payload.');
    }),
  );
  for (const version of ['/v1.0', '/beta']) {
    const policy = `${version}/policies/identitySecurityDefaultsEnforcementPolicy`;
    server.get(policy, (request, reply) => answer(request, reply, getSecurityDefaults(services)));
    server.patch(policy, (request, reply) => answer(request, reply, patchSecurityDefaults(services, request.body)));
    server.get<OfUser>(`${version}/users`, (request, reply) =>
      answer(request, reply, listUsers(services, request.query)),
    );
    const user = `${version}/users/:id`;
    server.get<OfUser>(user, (request, reply) =>
      answer(request, reply, getUser(services, request.params.id, request.query)),
    );
    server.patch<OfUser>(user, (request, reply) =>
      answer(request, reply, patchUser(services, request.params.id, request.body)),
    );
    server.delete<OfUser>(user, (request, reply) => answer(request, reply, deleteUser(services, request.params.id)));
  }
  const requirements = '/beta/users/:id/authentication/requirements';
  server.get<OfUser>(requirements, (request, reply) =>
    answer(request, reply, getRequirements(services, request.params.id)),
  );
  server.patch<OfUser>(requirements, (request, reply) =>
    answer(request, reply, patchRequirements(services, request.params.id, request.body)),
  );
}
