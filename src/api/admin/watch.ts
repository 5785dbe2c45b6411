/** Live SMTP dialogues, as server-sent events. */
import { watchSessions } from '../../contract/watch.ts';
import type { WatchedBatch } from '../../watch/viewing.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, read, streaming } from './admin-route.ts';
import { event, eventsOf } from './watch-events.ts';
import { refusalOf } from './why-ended.ts';

export function watchRoutes({ administration, watch, watchHeartbeatMs, clock }: Services): AdminRoute[] {
  return [
    streaming(watchSessions, read('watch'), async ({ caller, callerAgain, query: { tenant, seconds, ...asked } }) => {
      const tenantId = await administration.tenants.scopeOf(caller, tenant, 'watch');
      const viewing = await watch.start(caller, { tenantId, ...asked });
      const whyOver = () => refusalOf(async () => watch.permit(await callerAgain(), tenantId));
      const endsAt = clock() + seconds * 1000;
      return eventsOf(viewing, { endsAt, heartbeatMs: watchHeartbeatMs, whyOver, clock, textOf });
    }),
  ];
}

function textOf({ lines, lost }: WatchedBatch): string {
  return [...(lost === 0 ? [] : [event('lost', { lines: lost })]), ...lines.map((line) => event('line', line))].join(
    '',
  );
}
