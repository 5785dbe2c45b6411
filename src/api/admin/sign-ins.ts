/** The sign-in log, and why a session was refused. */
import type { FastifyInstance } from 'fastify';
import type { SignInRecord } from '../../sign-in/sign-in-log.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { limitOf, tenantOr404 } from './find.ts';

interface Query {
  tenant?: string;
  user?: string;
  outcome?: string;
  limit?: string;
}

const outcomes: readonly SignInRecord['outcome'][] = ['allowed', 'refused', 'error'];

export function signInRoutes(server: FastifyInstance, { directory, signInLog }: Services): void {
  server.get<{ Querystring: Query }>('/sign-ins', async (request) => {
    const { tenant, user, outcome, limit } = request.query;
    const known = outcomes.find((each) => each === outcome) ?? null;
    if (outcome !== undefined && known === null) throw new Problem(400, `outcome is one of ${outcomes.join(', ')}`);
    const tenantId = tenant ? (await tenantOr404(directory, tenant)).id : null;
    const query = { tenantId, login: user ?? null, outcome: known, limit: limitOf(limit, 50, 1000) };
    return { signIns: await signInLog.list(query) };
  });
  server.get<{ Params: { sessionId: string } }>('/why/:sessionId', async (request) => {
    const sessionId = request.params.sessionId.toUpperCase();
    const found = await signInLog.ofSession(sessionId);
    if (found.signIns.length + found.refusals.length === 0) {
      throw new Problem(404, `nothing is recorded of session ${sessionId}`);
    }
    return { sessionId, ...found };
  });
}
