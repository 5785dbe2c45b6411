/** Consents of users: given by each for themselves, taken back by themselves or by an administrator. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditTarget } from '../directory/audit-log.ts';
import { isUserConsentable, type Permission } from '../directory/permission.ts';
import type { UserConsent, UserConsentStore } from '../directory/user-consent.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

/** Who consents is whoever asks. */
export interface OwnConsent {
  readonly appId: string;
  readonly displayName: string;
  readonly permissions: readonly Permission[];
}

export interface UserConsentAdministration {
  /** Added to what was consented to before. Refused where a permission takes an administrator. */
  give(request: AdminRequest, consent: OwnConsent): Promise<void>;
  list(request: AdminRequest, tenantId: string, appId: string): Promise<UserConsent[]>;
  /** Takes back `permissions`, or all. */
  withdraw(request: AdminRequest, consent: UserConsent, permissions?: readonly Permission[]): Promise<void>;
}

/** Consents that one list shows. */
const listedAtOnce = 1000;

export function createUserConsentAdministration(store: UserConsentStore, parts: EntryParts): UserConsentAdministration {
  const targetOf = (appId: string, name: string): AuditTarget => ({ kind: 'service-principal', id: appId, name });
  return {
    async give(request, { appId, displayName, permissions }) {
      const { actor } = request;
      if (actor.kind !== 'user') throw new Refusal({ kind: 'invalid', detail: 'only a user consents for themselves' });
      const forbidden = permissions.filter((each) => !isUserConsentable(each));
      if (forbidden.length > 0) {
        const detail = `an administrator must consent to ${forbidden.join(', ')}`;
        throw new Refusal({ kind: 'invalid', detail });
      }
      const { id: userId, tenantId } = actor;
      const change = { tenantId, action: 'consent.give', target: targetOf(appId, displayName) } as const;
      const consent = { tenantId, userId, appId, permissions, createdAt: parts.clock() };
      await store.add(consent, entryOf(request, null, change, parts));
    },
    async list(request, tenantId, appId) {
      permit(request, 'delegated-consent', 'read', tenantId);
      return store.list(tenantId, appId, listedAtOnce);
    },
    async withdraw(request, consent, permissions = consent.permissions) {
      const { tenantId, userId, appId } = consent;
      const isOwn = request.actor.kind === 'user' && request.actor.id === userId;
      const role = isOwn ? null : permit(request, 'delegated-consent', 'write', tenantId);
      const change = { tenantId, action: 'consent.withdraw', target: targetOf(appId, appId) } as const;
      await store.drop(userId, appId, permissions, entryOf(request, role, change, parts));
    },
  };
}
