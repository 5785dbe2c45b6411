/** The audit log, and the way back from a change. */
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { AuditAction, AuditQuery } from '../../directory/audit-log.ts';
import type { Services } from '../services.ts';
import { sendJsonLines } from './json-lines.ts';
import { limitOf } from './read-request.ts';

const time = Type.Optional(Type.String({ format: 'date-time' }));
const text = Type.Optional(Type.String({ minLength: 1, maxLength: 320 }));
const querystring = Type.Object(
  {
    tenant: text,
    actor: text,
    target: text,
    action: Type.Optional(Type.Unsafe<AuditAction>(Type.String({ pattern: '^[a-z-]+\\.[a-z-]+$', maxLength: 64 }))),
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
  server.get<{ Querystring: Query }>('/audit/export', { schema: { querystring } }, async ({ query, caller }, reply) => {
    const tenantId = await tenants.scopeOf(caller, query.tenant, 'audit-log');
    return sendJsonLines(reply, changes.export(caller, auditQueryOf(query, tenantId)));
  });
  server.get<{ Params: { id: string } }>('/audit/:id', async ({ params, caller }) => ({
    entry: await changes.find(caller, params.id),
  }));
  server.post<{ Params: { id: string } }>('/audit/:id/undo', async ({ params, caller }) => ({
    entry: await changes.undo(caller, params.id),
  }));
}

function auditQueryOf({ tenant: _tenant, from, to, limit, ...same }: Query, tenantId: string | null): AuditQuery {
  return {
    tenantId,
    ...same,
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    limit: limitOf(limit, 50, 1000),
  };
}
