/** Message trace to those who may see it, within Microsoft's windows: ten days at once, of the last ninety. */
import type { AdminRequest } from '../directory/actor.ts';
import type { Tenant } from '../directory/nouns.ts';
import type { Clock } from '../lib/clock.ts';
import type { MessageTraceStore, Trace, TraceQuery } from '../queue/message-trace.ts';
import { permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface MessageTraceQuery extends Omit<TraceQuery, 'tenantId' | 'from' | 'to'> {
  /** Left out: the last 48 hours. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface MessageTraceAdministration {
  /** Throws a `Refusal`. */
  trace(request: AdminRequest, tenant: Tenant, query: MessageTraceQuery): Promise<Trace>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const usualMs = 48 * hourMs;
const longestMs = 10 * dayMs;
const oldestMs = 90 * dayMs;
export const maximumTraced = 5000;

export function createMessageTraceAdministration(
  store: MessageTraceStore,
  { clock }: { readonly clock: Clock },
): MessageTraceAdministration {
  return {
    async trace(request, tenant, query) {
      permit(request, 'message', 'read', tenant.id);
      const now = clock();
      const to = query.to ?? now;
      const from = query.from ?? to - usualMs;
      refuseWindow(from, to, now);
      if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > maximumTraced)
        throw new Refusal({ kind: 'invalid', detail: `a trace has 1 to ${maximumTraced} results` });
      return store.trace({ ...query, tenantId: tenant.id, from, to });
    },
  };
}

function refuseWindow(from: number, to: number, now: number): void {
  const detail =
    from > to
      ? 'the start of a trace lies before its end'
      : to - from > longestMs
        ? 'a trace covers at most 10 days; ask for a longer time in parts'
        : from < now - oldestMs - hourMs
          ? 'a trace goes back at most 90 days'
          : null;
  if (detail !== null) throw new Refusal({ kind: 'invalid', detail });
}
