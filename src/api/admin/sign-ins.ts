/** The sign-in log, and why a session was refused. */
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { sendJsonLines } from './json-lines.ts';
import { type SignInQuerystring, signInQueryOf, signInQuerystring } from './sign-in-query.ts';

interface Search {
  Querystring: SignInQuerystring;
}

export function signInRoutes(server: FastifyInstance, { administration: { tenants, signIns } }: Services): void {
  const schema = { querystring: signInQuerystring };
  server.get<Search>('/sign-ins', { schema }, async ({ query, caller }) => {
    const tenantId = await tenants.scopeOf(caller, query.tenant, 'sign-in-log');
    return { signIns: await signIns.list(caller, signInQueryOf(query, tenantId)) };
  });
  server.get<Search>('/sign-ins/export', { schema }, async ({ query, caller }, reply) => {
    const tenantId = await tenants.scopeOf(caller, query.tenant, 'sign-in-log');
    return sendJsonLines(reply, await signIns.export(caller, signInQueryOf(query, tenantId)));
  });
  server.get<{ Params: { sessionId: string } }>('/why/:sessionId', async ({ params, caller }) => {
    const sessionId = params.sessionId.toUpperCase();
    return { sessionId, ...(await signIns.ofSession(caller, sessionId)) };
  });
}
