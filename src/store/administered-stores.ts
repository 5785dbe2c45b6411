/** What administrators read and change, over one database. */
import type { AccessPolicyStore } from '../directory/application-scope.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import type { AuthenticationMethodStore } from '../directory/authentication-method.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { RoleStore } from '../directory/role-store.ts';
import type { UserConsentStore } from '../directory/user-consent.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { MessageTraceStore } from '../queue/message-trace.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { SignInLog } from '../sign-in/sign-in-log.ts';
import { createAuditLog } from './audit-log.ts';
import { createAccessPolicies } from './directory/access-policies.ts';
import { createApplicationStore } from './directory/application-store.ts';
import { createAuthenticationMethodStore } from './directory/authentication-method-store.ts';
import { createDirectoryStore } from './directory/directory-store.ts';
import { createRoleStore } from './directory/role-store.ts';
import { createUserConsentStore } from './directory/user-consent-store.ts';
import type { MessageIndex } from './message-index.ts';
import { createMessageTrace } from './message-trace.ts';
import { keptMessages } from './queue-store.ts';
import { signInQueries } from './sign-in-log.ts';
import type { Database } from './sqlite/database.ts';

export interface AdministeredStores {
  readonly directory: DirectoryStore;
  readonly applications: ApplicationStore;
  readonly accessPolicies: AccessPolicyStore;
  readonly userConsents: UserConsentStore;
  readonly roles: RoleStore;
  readonly methods: AuthenticationMethodStore;
  readonly auditLog: AuditLog;
  readonly queue: Pick<QueueStore, 'page' | 'find' | 'changeByOperator'>;
  readonly traces: MessageTraceStore;
  readonly signInLog: Pick<SignInLog, 'list' | 'find' | 'ofSession'>;
  readonly spool: Pick<MessageSpool, 'read'>;
}

/** `flushSignIns`: puts into its table what was recorded in the background. */
export function administeredStores(
  database: Database,
  index: MessageIndex,
  flushSignIns: () => Promise<void>,
  spool: Pick<MessageSpool, 'read'>,
): AdministeredStores {
  return {
    directory: createDirectoryStore(database),
    applications: createApplicationStore(database),
    accessPolicies: createAccessPolicies(database),
    userConsents: createUserConsentStore(database),
    roles: createRoleStore(database),
    methods: createAuthenticationMethodStore(database),
    auditLog: createAuditLog(database),
    queue: keptMessages(database, index),
    traces: createMessageTrace(database, index),
    signInLog: signInQueries(database, flushSignIns),
    spool: { read: (id) => spool.read(id) },
  };
}
