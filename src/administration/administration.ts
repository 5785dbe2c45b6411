/** All that administrators can do, behind every door the same. */
import type { AccessPolicyStore } from '../directory/application-scope.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import type { AuthenticationMethodStore } from '../directory/authentication-method.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { RoleStore } from '../directory/role-store.ts';
import type { UserConsentStore } from '../directory/user-consent.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { MessageTraceStore } from '../queue/message-trace.ts';
import { createGrantAdministration, type GrantAdministration } from './application-grants.ts';
import { type ApplicationScopeAdministration, createApplicationScopeAdministration } from './application-scopes.ts';
import { type ApplicationAdministration, createApplicationAdministration } from './applications.ts';
import { createMethodAdministration, type MethodAdministration } from './authentication-methods.ts';
import {
  type AuthenticationPolicyAdministration,
  createAuthenticationPolicyAdministration,
} from './authentication-policies.ts';
import { type ChangeAdministration, createChangeAdministration } from './changes.ts';
import { type ConditionalAccessAdministration, createConditionalAccessAdministration } from './conditional-access.ts';
import { createMailboxAdministration, type MailboxAdministration } from './mailboxes.ts';
import { createMessageTraceAdministration, type MessageTraceAdministration } from './message-traces.ts';
import { createMessageAdministration, type MessageAdministration, type MessagesInQueue } from './messages.ts';
import { createPasswordAdministration, type PasswordAdministration } from './passwords.ts';
import type { EntryParts } from './permit.ts';
import { createRoleAdministration, type RoleAdministration } from './roles.ts';
import { createSettingsAdministration, type SettingsAdministration } from './settings.ts';
import { createSignInAdministration, type SignInAdministration, type SignInRecords } from './sign-ins.ts';
import { createTenantAdministration, type TenantAdministration } from './tenants.ts';
import { createTrustedIssuerAdministration, type TrustedIssuerAdministration } from './trusted-issuers.ts';
import { createUserConsentAdministration, type UserConsentAdministration } from './user-consents.ts';
import { createUserListAdministration, type UserListAdministration } from './user-lists.ts';
import { createUserAdministration, type UserAdministration } from './users.ts';

export interface Administration {
  readonly tenants: TenantAdministration;
  readonly users: UserAdministration;
  readonly userLists: UserListAdministration;
  readonly passwords: PasswordAdministration;
  readonly methods: MethodAdministration;
  readonly mailboxes: MailboxAdministration;
  readonly settings: SettingsAdministration;
  readonly authenticationPolicies: AuthenticationPolicyAdministration;
  readonly conditionalAccess: ConditionalAccessAdministration;
  readonly applications: ApplicationAdministration;
  readonly applicationGrants: GrantAdministration;
  readonly applicationScopes: ApplicationScopeAdministration;
  readonly trustedIssuers: TrustedIssuerAdministration;
  readonly userConsents: UserConsentAdministration;
  readonly roles: RoleAdministration;
  readonly changes: ChangeAdministration;
  readonly messages: MessageAdministration;
  readonly messageTraces: MessageTraceAdministration;
  readonly signIns: SignInAdministration;
}

export interface AdministrationStores {
  readonly directory: DirectoryStore;
  readonly applications: ApplicationStore;
  readonly accessPolicies: AccessPolicyStore;
  readonly userConsents: UserConsentStore;
  readonly roles: RoleStore;
  readonly methods: AuthenticationMethodStore;
  readonly auditLog: AuditLog;
  readonly queue: MessagesInQueue;
  readonly traces: MessageTraceStore;
  readonly spool: Pick<MessageSpool, 'read'>;
  readonly signInLog: SignInRecords;
}

/** What the configuration of the service lets administrators of tenants do. */
export interface AdministrationRules {
  /** Keys of trusted issuers may be on this machine and in private networks. */
  readonly privateKeyAddresses: boolean;
}

/** `changeWillEnd` is called after a change that is to be put back by itself. */
export function createAdministration(
  {
    directory,
    applications,
    accessPolicies,
    userConsents,
    roles,
    methods,
    auditLog,
    queue,
    traces,
    spool,
    signInLog,
  }: AdministrationStores,
  parts: EntryParts,
  changeWillEnd: () => void = () => undefined,
  rules: AdministrationRules = { privateKeyAddresses: false },
): Administration {
  const settings = createSettingsAdministration(directory, roles, parts, changeWillEnd);
  return {
    tenants: createTenantAdministration(directory, parts),
    users: createUserAdministration(directory, roles, parts),
    userLists: createUserListAdministration(directory),
    passwords: createPasswordAdministration(directory, roles, parts),
    methods: createMethodAdministration(methods, roles, parts),
    mailboxes: createMailboxAdministration(directory, applications, parts),
    settings,
    conditionalAccess: createConditionalAccessAdministration(directory, settings, parts),
    authenticationPolicies: createAuthenticationPolicyAdministration(directory, settings, parts),
    applications: createApplicationAdministration(applications, parts),
    applicationGrants: createGrantAdministration(applications, parts),
    applicationScopes: createApplicationScopeAdministration(accessPolicies, parts),
    trustedIssuers: createTrustedIssuerAdministration(directory, settings, parts, rules.privateKeyAddresses),
    userConsents: createUserConsentAdministration(userConsents, parts),
    roles: createRoleAdministration(roles, parts),
    changes: createChangeAdministration(auditLog, roles, parts),
    messageTraces: createMessageTraceAdministration(traces, parts),
    messages: createMessageAdministration(queue, spool, auditLog, parts),
    signIns: createSignInAdministration(signInLog, directory),
  };
}
