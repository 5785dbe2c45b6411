/** The audit log, and the way back from a change. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { AuditQuery } from '../../directory/audit-log.ts';
import type { Services } from '../services.ts';
import { limitOf } from './read-request.ts';

const time = Type.Optional(Type.String({ format: 'date-time' }));
const text = Type.Optional(Type.String({ minLength: 1, maxLength: 320 }));
const querystring = Type.Object(
  {
    tenant: text,
    actor: text,
    target: text,
    address: text,
    correlationId: text,
    from: time,
    to: time,
    olderThan: text,
    limit: text,
  },
  { additionalProperties: false },
);

type Query = Static<typeof querystring>;

export function auditRoutes(server: FastifyInstance, { administration: { tenants, changes } }: Services): void {
  server.get<{ Querystring: Query }>('/audit', { schema: { querystring } }, async ({ query, caller }) => {
    const tenantId = await tenants.scopeOf(caller, query.tenant, 'audit-log');
    return { entries: await changes.list(caller, auditQueryOf(query, tenantId)) };
  });
  server.get<{ Params: { id: string } }>('/audit/:id', async ({ params, caller }) => ({
    entry: await changes.find(caller, params.id),
  }));
  server.post<{ Params: { id: string } }>('/audit/:id/undo', async ({ params, caller }) => ({
    entry: await changes.undo(caller, params.id),
  }));
}

function auditQueryOf(
  { actor, target, address, correlationId, from, to, olderThan, limit }: Query,
  tenantId: string | null,
) {
  const asked: AuditQuery = {
    tenantId,
    limit: limitOf(limit, 50, 1000),
    ...(actor !== undefined && { actor }),
    ...(target !== undefined && { target }),
    ...(address !== undefined && { address }),
    ...(correlationId !== undefined && { correlationId }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    ...(olderThan !== undefined && { olderThan }),
  };
  return asked;
}
