/** The sign-in log, and why a session was refused. */
import type { FastifyInstance } from 'fastify';
import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitOf } from './read-request.ts';

interface Query {
  tenant?: string;
  user?: string;
  outcome?: string;
  limit?: string;
}

const outcomes: readonly SignInRecord['outcome'][] = ['allowed', 'refused', 'error'];

export function signInRoutes(server: FastifyInstance, { administration: { tenants, signIns } }: Services): void {
  server.get<{ Querystring: Query }>('/sign-ins', async ({ query: asked, caller }) => {
    const { tenant, user, outcome, limit } = asked;
    const known = outcomes.find((each) => each === outcome) ?? null;
    if (outcome !== undefined && known === null) throw new Problem(400, `outcome is one of ${outcomes.join(', ')}`);
    const tenantId = await tenants.scopeOf(caller, tenant || undefined, 'sign-in-log');
    const query = { tenantId, login: user ?? null, outcome: known, limit: limitOf(limit, 50, 1000) };
    return { signIns: await signIns.list(caller, query) };
  });
  server.get<{ Params: { sessionId: string } }>('/why/:sessionId', async ({ params, caller }) => {
    const sessionId = params.sessionId.toUpperCase();
    return { sessionId, ...(await signIns.ofSession(caller, sessionId)) };
  });
}
