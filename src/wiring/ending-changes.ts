/** Makes what puts changes back when they come to their end. */
import { createEndingChanges } from '../administration/end-changes.ts';
import { systemClock } from '../lib/clock.ts';
import { newGuid } from '../lib/id.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../store/open-store.ts';

export function endingChangesOf({ auditLog }: Store, events: Events): ReturnType<typeof createEndingChanges> {
  const parts = { clock: systemClock, newGuid };
  return createEndingChanges(auditLog, parts, {
    ended: ({ id, target }, putBack) => events.changeEnded({ changeId: id, target: target.name, putBack }),
    overdue: ({ id, target }, because) => events.changeOverdue({ changeId: id, target: target.name, because }),
    fault: (error) => events.fault('ending-changes', error),
  });
}
