/** Application access policies: made, described, removed, and asked. */
import type { AdminRequest } from '../directory/actor.ts';
import {
  type AccessPolicyStore,
  type ApplicationAccessPolicy,
  isInScope,
  maximumAccessPolicies,
  maximumPolicyMailboxes,
} from '../directory/application-scope.ts';
import type { AuditAction, AuditTarget } from '../directory/audit-log.ts';
import type { Tenant, User } from '../directory/nouns.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface NewAccessPolicy extends Pick<ApplicationAccessPolicy, 'accessRight' | 'description'> {
  /** Client ids, or `*`; each becomes a policy of its own, as in Exchange. */
  readonly appIds: readonly string[];
  readonly mailboxes: readonly User[];
}

export interface ApplicationScopeAdministration {
  add(request: AdminRequest, tenant: Tenant, policy: NewAccessPolicy): Promise<readonly ApplicationAccessPolicy[]>;
  list(request: AdminRequest, tenant: Pick<Tenant, 'id'>): Promise<readonly ApplicationAccessPolicy[]>;
  /** By id. Throws a `Refusal`. */
  find(request: AdminRequest, tenant: Tenant, id: string): Promise<ApplicationAccessPolicy>;
  describe(request: AdminRequest, policy: ApplicationAccessPolicy, description: string): Promise<void>;
  remove(request: AdminRequest, policy: ApplicationAccessPolicy): Promise<void>;
  /** Whether the application may use the mailbox, as far as the policies go. */
  test(request: AdminRequest, tenant: Tenant, appId: string, mailbox: User): Promise<boolean>;
}

const maximumDescription = 256;

export function createApplicationScopeAdministration(
  store: AccessPolicyStore,
  parts: EntryParts,
): ApplicationScopeAdministration {
  const begin = (request: AdminRequest, action: AuditAction, tenantId: string, target: AuditTarget) =>
    entryOf(request, permit(request, 'mailbox', 'write', tenantId), { tenantId, action, target }, parts);
  async function list(request: AdminRequest, tenant: Pick<Tenant, 'id'>): Promise<readonly ApplicationAccessPolicy[]> {
    permit(request, 'mailbox', 'read', tenant.id);
    return store.listAccessPolicies(tenant.id);
  }

  return {
    list,
    async add(request, tenant, { appIds, mailboxes, accessRight, description }) {
      checkDescription(description);
      checkCount(mailboxes);
      const stranger = mailboxes.find(({ tenantId }) => tenantId !== tenant.id);
      if (stranger !== undefined)
        throw new Refusal({ kind: 'not-found', what: 'mailbox of this tenant', name: stranger.userPrincipalName });
      const ids = [...new Set(appIds.map((appId) => appId.toLowerCase()))];
      const target = { kind: 'application', id: ids[0] ?? '', name: ids.join(', ') } as const;
      const entry = begin(request, 'application-access-policy.add', tenant.id, target);
      const policies = ids.map((appId) => ({
        id: parts.newGuid(),
        tenantId: tenant.id,
        appId,
        mailboxUserIds: [...new Set(mailboxes.map(({ id }) => id))],
        accessRight,
        description,
        createdAt: parts.clock(),
      }));
      if ((await store.addAccessPolicies(policies, entry)) === 'added') return policies;
      const detail = `a tenant has at most ${maximumAccessPolicies} application access policies`;
      throw new Refusal({ kind: 'conflict', detail });
    },
    async find(request, tenant, id) {
      const policy = (await list(request, tenant)).find((each) => each.id === id.toLowerCase());
      if (policy === undefined) throw new Refusal({ kind: 'not-found', what: 'application access policy', name: id });
      return policy;
    },
    async describe(request, policy, description) {
      checkDescription(description);
      const entry = begin(request, 'application-access-policy.update', policy.tenantId, targetOf(policy));
      await store.describeAccessPolicy(policy.id, description, entry);
    },
    async remove(request, policy) {
      const entry = begin(request, 'application-access-policy.remove', policy.tenantId, targetOf(policy));
      await store.removeAccessPolicy(policy.id, entry);
    },
    test: async (request, tenant, appId, mailbox) => isInScope(await list(request, tenant), appId, mailbox.id),
  };
}

function targetOf({ appId }: ApplicationAccessPolicy): AuditTarget {
  return { kind: 'application', id: appId, name: appId };
}

function checkDescription(description: string): void {
  if (description.length > maximumDescription)
    throw new Refusal({ kind: 'invalid', detail: `a description has at most ${maximumDescription} characters` });
}

function checkCount(mailboxes: readonly User[]): void {
  if (mailboxes.length === 0 || mailboxes.length > maximumPolicyMailboxes)
    throw new Refusal({ kind: 'invalid', detail: `a policy names 1 to ${maximumPolicyMailboxes} mailboxes` });
}
