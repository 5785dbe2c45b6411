/** Which mailboxes an application may use on its own: Exchange's application access policies, as pure rules over what the store keeps. */
import type { NewAuditEntry } from './audit-log.ts';

/** `RestrictAccess`: the mailboxes of the policy and no others. `DenyAccess`: all but them. */
export type ApplicationAccessRight = 'RestrictAccess' | 'DenyAccess';

export interface ApplicationAccessPolicy {
  readonly id: string;
  readonly tenantId: string;
  /** A client id, lower case, or `*` for every application. */
  readonly appId: string;
  /** Ids of the users whose mailboxes it concerns. */
  readonly mailboxUserIds: readonly string[];
  readonly accessRight: ApplicationAccessRight;
  readonly description: string;
  readonly createdAt: number;
}

/** Policies of one tenant; Microsoft has room for about as many. */
export const maximumAccessPolicies = 300;
/** Mailboxes of one policy. */
export const maximumPolicyMailboxes = 100;

/** What the rules need of a store. `store/directory/access-policies.ts` implements it. */
export interface AccessPolicyStore {
  /** All of them or none; in the order of their making. */
  addAccessPolicies(policies: readonly ApplicationAccessPolicy[], entry: NewAuditEntry): Promise<'added' | 'too-many'>;
  listAccessPolicies(tenantId: string): Promise<ApplicationAccessPolicy[]>;
  describeAccessPolicy(id: string, description: string, entry: NewAuditEntry): Promise<void>;
  removeAccessPolicy(id: string, entry: NewAuditEntry): Promise<void>;
}

export interface ApplicationScope {
  /** Whether the application may use this mailbox on its own, as far as the policies go; its permissions are asked elsewhere. */
  mayUseMailbox(tenantId: string, appId: string, mailboxUserId: string): Promise<boolean>;
}

export function createApplicationScope(store: Pick<AccessPolicyStore, 'listAccessPolicies'>): ApplicationScope {
  return {
    mayUseMailbox: async (tenantId, appId, mailboxUserId) =>
      isInScope(await store.listAccessPolicies(tenantId), appId, mailboxUserId),
  };
}

/** New-ApplicationAccessPolicy, its rules in their order: a denial first, then what is restricted to, else everything. */
export function isInScope(
  policies: readonly Pick<ApplicationAccessPolicy, 'appId' | 'mailboxUserIds' | 'accessRight'>[],
  appId: string,
  mailboxUserId: string,
): boolean {
  const ofApplication = policies.filter((policy) => policy.appId === '*' || policy.appId === appId.toLowerCase());
  const concerning = ofApplication.filter((policy) => policy.mailboxUserIds.includes(mailboxUserId));
  if (concerning.some(({ accessRight }) => accessRight === 'DenyAccess')) return false;
  if (concerning.length > 0) return true;
  return !ofApplication.some(({ accessRight }) => accessRight === 'RestrictAccess');
}
