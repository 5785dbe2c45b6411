/** A tenant's mail at a glance. */
import { showOverview } from '../../contract/overview.ts';
import type { Identities } from '../../watch/mail-figures.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read } from './admin-route.ts';

export function overviewRoutes({ administration: { tenants }, overview }: Services): AdminRoute[] {
  return [
    answering(showOverview, read('tenant'), async ({ caller, query: { tenant, silentDays } }) => {
      const tenantId = await tenants.scopeOf(caller, tenant, 'tenant');
      const { sending, identities, ...same } = await overview.show(caller, tenantId, silentDays);
      return {
        ...same,
        sending:
          sending === null
            ? null
            : {
                answer: sending.answer,
                ready: sending.ready,
                lastAcceptedAt: sending.acceptedAt,
                lastDeliveredAt: sending.deliveredAt,
                lastFailedAt: sending.failedAt,
              },
        identities: identities === null ? null : shownIdentities(identities),
      };
    }),
  ];
}

function shownIdentities({ sending, refused, silent }: Identities) {
  const of = ({ count, identities }: Identities[keyof Identities]) => ({
    count,
    identities: identities.map(({ sentAt, allowedAt, refusedAt, ...same }) => ({
      ...same,
      lastSentAt: sentAt,
      lastAllowedAt: allowedAt,
      lastRefusedAt: refusedAt,
    })),
  });
  return { sending: of(sending), refused: of(refused), silent: of(silent) };
}
