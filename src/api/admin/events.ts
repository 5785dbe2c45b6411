/** What has changed, as server-sent events to whoever may read it. */

import { followChanges } from '../../contract/events.ts';
import { type Area, accessTo } from '../../directory/access.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { ChangedNoun } from '../../watch/change-hub.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, read, streaming } from './admin-route.ts';
import { event, eventsOf } from './watch-events.ts';
import { refusalOf } from './why-ended.ts';

const areaOf: Readonly<Record<ChangedNoun, Area>> = {
  'sign-ins': 'sign-in-log',
  messages: 'message',
  queue: 'message',
  users: 'user',
  settings: 'tenant',
  audit: 'audit-log',
  applications: 'application',
  roles: 'role',
};

export function eventRoutes({ administration: { tenants }, changes, watchHeartbeatMs, clock }: Services): AdminRoute[] {
  return [
    streaming(followChanges, read('tenant'), async ({ caller, callerAgain, query: { tenant, seconds } }) => {
      const tenantId = await tenants.scopeOf(caller, tenant, 'tenant');
      const follower = await changes.follow(tenantId);
      if (follower === null) throw new Problem(409, 'as many as may are looking on already; try again when one ends');
      let present = caller;
      return eventsOf(follower, {
        endsAt: clock() + seconds * 1000,
        heartbeatMs: watchHeartbeatMs,
        clock,
        whyOver: () =>
          refusalOf(async () => {
            present = await callerAgain();
            await tenants.scopeOf(present, tenantId ?? undefined, 'tenant');
          }),
        textOf: (nouns) =>
          nouns
            .filter((of) => mayRead(present, of, tenantId))
            .map((of) => event('changed', { of }))
            .join(''),
      });
    }),
  ];
}

function mayRead({ actor }: AdminRequest, of: ChangedNoun, tenantId: string | null): boolean {
  return accessTo(areaOf[of], 'read', actor, tenantId).kind === 'allowed';
}
