/** Service principals as Exchange was told of them. */
import type { AdminRequest } from '../directory/actor.ts';
import type { ExchangeServicePrincipal } from '../directory/application.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import { type BeginChange, refuseKnown } from './application-change.ts';
import { type EntryParts, permit } from './permit.ts';

type ToldApplication = Pick<ExchangeServicePrincipal, 'tenantId' | 'appId'>;

export interface ExchangePrincipalAdministration {
  /** What Exchange was told of an application; null: nothing. */
  toldToExchange(request: AdminRequest, application: ToldApplication): Promise<ExchangeServicePrincipal | null>;
  /** As Exchange does, it takes any object id: with the wrong one, no token of the application is good for a mailbox. */
  tellExchange(request: AdminRequest, principal: Omit<ExchangeServicePrincipal, 'createdAt'>): Promise<void>;
  /** Gives it another name there. */
  renameInExchange(request: AdminRequest, principal: ExchangeServicePrincipal): Promise<void>;
  forgetInExchange(request: AdminRequest, principal: ExchangeServicePrincipal): Promise<void>;
}

export function exchangePrincipals(
  store: ApplicationStore,
  { clock }: EntryParts,
  begin: BeginChange,
): ExchangePrincipalAdministration {
  return {
    async toldToExchange(request, { tenantId, appId }) {
      permit(request, 'mailbox', 'read', tenantId);
      return store.findExchangeServicePrincipal(tenantId, appId);
    },
    async tellExchange(request, principal) {
      const { tenantId, objectId, displayName } = principal;
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.add', tenantId, told, 'mailbox');
      const added = await store.addExchangeServicePrincipal({ ...principal, createdAt: clock() }, entry);
      refuseKnown(added, 'Exchange knows a service principal of this application already');
    },
    async renameInExchange(request, principal) {
      const { tenantId, objectId, displayName } = principal;
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.update', tenantId, told, 'mailbox');
      await store.updateExchangeServicePrincipal(principal, entry);
    },
    async forgetInExchange(request, { tenantId, appId, objectId, displayName }) {
      const told = { kind: 'service-principal', id: objectId, name: displayName } as const;
      const entry = begin(request, 'exchange-service-principal.remove', tenantId, told, 'mailbox');
      await store.removeExchangeServicePrincipal(tenantId, appId, entry);
    },
  };
}
