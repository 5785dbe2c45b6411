/** Live SMTP dialogues, as server-sent events. */
import { Refusal } from '../../administration/refusal.ts';
import { watchSessions } from '../../contract/watch.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, read, streaming } from './admin-route.ts';
import { type Ended, eventsOf } from './watch-events.ts';

export function watchRoutes({ administration, watch, watchHeartbeatMs, clock }: Services): AdminRoute[] {
  return [
    streaming(watchSessions, read('watch'), async ({ caller, callerAgain, query: { tenant, seconds, ...asked } }) => {
      const tenantId = await administration.tenants.scopeOf(caller, tenant, 'watch');
      const viewing = await watch.start(caller, { tenantId, ...asked });
      const whyOver = () => refusalOf(async () => watch.permit(await callerAgain(), tenantId));
      return eventsOf(viewing, { endsAt: clock() + seconds * 1000, heartbeatMs: watchHeartbeatMs, whyOver, clock });
    }),
  ];
}

/** Why `attempt` is refused; null: it is not. */
async function refusalOf(attempt: () => Promise<void>): Promise<Ended | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.reason.kind, reason: error.message };
    if (error instanceof Problem) return { code: error.members.code ?? 'refused', reason: error.message };
    return { code: 'unavailable', reason: 'it could not be found out whether you still may watch; try again' };
  }
}
