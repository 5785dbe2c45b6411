/** The sign-in log, and why a session was refused. */
import type { FastifyInstance } from 'fastify';
import { type SignInQuery, signInOutcomes } from '../../sign-in/sign-in-log.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitOf } from './read-request.ts';

interface Query {
  tenant?: string;
  user?: string;
  outcome?: string;
  limit?: string;
}

export function signInRoutes(server: FastifyInstance, { administration: { tenants, signIns } }: Services): void {
  server.get<{ Querystring: Query }>('/sign-ins', async ({ query: asked, caller }) => {
    const { tenant, user, outcome, limit } = asked;
    const known = signInOutcomes.find((each) => each === outcome);
    if (outcome !== undefined && known === undefined)
      throw new Problem(400, `outcome is one of ${signInOutcomes.join(', ')}`);
    const query: SignInQuery = {
      tenantId: await tenants.scopeOf(caller, tenant || undefined, 'sign-in-log'),
      ...(user !== undefined && { login: user }),
      ...(known !== undefined && { outcome: known }),
      limit: limitOf(limit, 50, 1000),
    };
    return { signIns: await signIns.list(caller, query) };
  });
  server.get<{ Params: { sessionId: string } }>('/why/:sessionId', async ({ params, caller }) => {
    const sessionId = params.sessionId.toUpperCase();
    return { sessionId, ...(await signIns.ofSession(caller, sessionId)) };
  });
}
