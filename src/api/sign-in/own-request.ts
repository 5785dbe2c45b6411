/** What a person does about their own methods, as a request to the use cases. */
import type { FastifyRequest } from 'fastify';
import type { AdminRequest } from '../../directory/actor.ts';
import type { User } from '../../directory/nouns.ts';
import { newGuid } from '../../lib/id.ts';

export function ownRequest(request: FastifyRequest, { id, userPrincipalName: name, tenantId }: User): AdminRequest {
  const actor = { kind: 'user', id, name, tenantId, roles: [], permissions: [] } as const;
  return { actor, door: 'sign-in', address: request.ip, correlationId: newGuid() };
}
