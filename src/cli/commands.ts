/** Every command of the command line. */
import type { CommandDefinition } from './command-definition.ts';
import { appPasswordAdd } from './commands/app-password-add.ts';
import { appPasswordList } from './commands/app-password-list.ts';
import { appPasswordRemove } from './commands/app-password-remove.ts';
import { applicationAdd } from './commands/application-add.ts';
import { applicationAssignRole } from './commands/application-assign-role.ts';
import { applicationCertificateAdd } from './commands/application-certificate-add.ts';
import { applicationCertificateRemove } from './commands/application-certificate-remove.ts';
import { applicationConsent } from './commands/application-consent.ts';
import { applicationList } from './commands/application-list.ts';
import { applicationRemove } from './commands/application-remove.ts';
import { applicationSecretAdd } from './commands/application-secret-add.ts';
import { applicationSecretRemove } from './commands/application-secret-remove.ts';
import { applicationShow } from './commands/application-show.ts';
import { auditExport } from './commands/audit-export.ts';
import { auditList } from './commands/audit-list.ts';
import { auditShow } from './commands/audit-show.ts';
import { auditUndo } from './commands/audit-undo.ts';
import { authenticationPolicyAdd } from './commands/authentication-policy-add.ts';
import { authenticationPolicyList } from './commands/authentication-policy-list.ts';
import { authenticationPolicyRemove } from './commands/authentication-policy-remove.ts';
import { authenticationPolicySet } from './commands/authentication-policy-set.ts';
import { backup } from './commands/backup.ts';
import { conditionalAccessAdd } from './commands/conditional-access-add.ts';
import { conditionalAccessList } from './commands/conditional-access-list.ts';
import { conditionalAccessRemove } from './commands/conditional-access-remove.ts';
import { conditionalAccessSet } from './commands/conditional-access-set.ts';
import { conditionalAccessShow } from './commands/conditional-access-show.ts';
import { configShow } from './commands/config-show.ts';
import { connectorList } from './commands/connector-list.ts';
import { doctor } from './commands/doctor.ts';
import { events } from './commands/events.ts';
import { explain } from './commands/explain.ts';
import { fix } from './commands/fix.ts';
import { health } from './commands/health.ts';
import { issuerAdd } from './commands/issuer-add.ts';
import { issuerList } from './commands/issuer-list.ts';
import { issuerRemove } from './commands/issuer-remove.ts';
import { limits } from './commands/limits.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { mailboxPermissionAdd } from './commands/mailbox-permission-add.ts';
import { mailboxPermissionList } from './commands/mailbox-permission-list.ts';
import { mailboxPermissionRemove } from './commands/mailbox-permission-remove.ts';
import { mailboxSet } from './commands/mailbox-set.ts';
import { mailboxShow } from './commands/mailbox-show.ts';
import { messageList } from './commands/message-list.ts';
import { messageRaw } from './commands/message-raw.ts';
import { messageShow } from './commands/message-show.ts';
import { methodList } from './commands/method-list.ts';
import { methodRemove } from './commands/method-remove.ts';
import { namedLocationAdd } from './commands/named-location-add.ts';
import { namedLocationList } from './commands/named-location-list.ts';
import { namedLocationRemove } from './commands/named-location-remove.ts';
import { organizationSet } from './commands/organization-set.ts';
import { organizationShow } from './commands/organization-show.ts';
import { overview } from './commands/overview.ts';
import { queueCancel } from './commands/queue-cancel.ts';
import { queueHold } from './commands/queue-hold.ts';
import { queueList } from './commands/queue-list.ts';
import { queueRelease } from './commands/queue-release.ts';
import { queueRetry } from './commands/queue-retry.ts';
import { readiness } from './commands/readiness.ts';
import { restore } from './commands/restore.ts';
import { roleAssign } from './commands/role-assign.ts';
import { roleList } from './commands/role-list.ts';
import { roleRemove } from './commands/role-remove.ts';
import { sandbox } from './commands/sandbox.ts';
import { securityDefaultsDisable } from './commands/security-defaults-disable.ts';
import { securityDefaultsEnable } from './commands/security-defaults-enable.ts';
import { securityDefaultsShow } from './commands/security-defaults-show.ts';
import { serve } from './commands/serve.ts';
import { sessionRevoke } from './commands/session-revoke.ts';
import { setup } from './commands/setup.ts';
import { signInExport } from './commands/sign-in-export.ts';
import { signInList } from './commands/sign-in-list.ts';
import { tenantAdd } from './commands/tenant-add.ts';
import { tenantList } from './commands/tenant-list.ts';
import { tenantShow } from './commands/tenant-show.ts';
import { undo } from './commands/undo.ts';
import { userAdd } from './commands/user-add.ts';
import { userList } from './commands/user-list.ts';
import { userRemove } from './commands/user-remove.ts';
import { userRename } from './commands/user-rename.ts';
import { userSet } from './commands/user-set.ts';
import { userShow } from './commands/user-show.ts';
import { watch } from './commands/watch.ts';
import { whatif } from './commands/whatif.ts';
import { whoami } from './commands/whoami.ts';
import { why } from './commands/why.ts';

export const commands: readonly CommandDefinition[] = [
  appPasswordAdd,
  appPasswordList,
  appPasswordRemove,
  applicationAdd,
  applicationAssignRole,
  applicationCertificateAdd,
  applicationCertificateRemove,
  applicationConsent,
  applicationList,
  applicationRemove,
  applicationSecretAdd,
  applicationSecretRemove,
  applicationShow,
  auditExport,
  auditList,
  auditShow,
  auditUndo,
  authenticationPolicyAdd,
  authenticationPolicyList,
  authenticationPolicyRemove,
  authenticationPolicySet,
  backup,
  conditionalAccessAdd,
  conditionalAccessList,
  conditionalAccessRemove,
  conditionalAccessSet,
  conditionalAccessShow,
  configShow,
  connectorList,
  doctor,
  events,
  explain,
  fix,
  health,
  issuerAdd,
  issuerList,
  issuerRemove,
  limits,
  login,
  logout,
  mailboxPermissionAdd,
  mailboxPermissionList,
  mailboxPermissionRemove,
  mailboxSet,
  mailboxShow,
  messageList,
  messageRaw,
  messageShow,
  methodList,
  methodRemove,
  namedLocationAdd,
  namedLocationList,
  namedLocationRemove,
  organizationSet,
  organizationShow,
  overview,
  queueCancel,
  queueHold,
  queueList,
  queueRelease,
  queueRetry,
  readiness,
  restore,
  roleAssign,
  roleList,
  roleRemove,
  sandbox,
  securityDefaultsDisable,
  securityDefaultsEnable,
  securityDefaultsShow,
  serve,
  sessionRevoke,
  setup,
  signInExport,
  signInList,
  tenantAdd,
  tenantList,
  tenantShow,
  undo,
  userAdd,
  userList,
  userRemove,
  userRename,
  userSet,
  userShow,
  watch,
  whatif,
  whoami,
  why,
];
