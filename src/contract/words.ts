/** Values that settings take by name, for those who need no schema of them. */

/** Replies that retired basic authentication can have. */
export const retiredReplies = [
  'basicAuthenticationRetired',
  'basicAuthenticationDisabled',
  'smtpAuthDisabledForTenant',
] as const;

/** Why a mailbox may not send for now, by the reply that says so. */
export const sendingRestrictions = [
  'sendAsDeniedOlder',
  'noPermissionAsSender',
  'mailboxLogonFailure',
  'senderThreadLimit',
  'submissionQuotaExceeded',
  'dailyRecipientLimit',
  'mailboxFull',
  'outboundSpam',
  'throttledMailboxFull',
  'throttledSendAsDenied',
  'throttledInvalidLicense',
  'throttledTooManyRecipients',
  'throttledInvalidRecipients',
  'badOutboundSender',
] as const;

/** Failures that an account can be made to meet, by their reply. */
export const simulatedFailures = [
  'accountLocked',
  'authenticationUnsuccessful',
  'serviceNotActive',
  'temporaryServerError',
] as const;

/** In which a message waits, or needs an operator. */
export const waitingStates = ['queued', 'delivering', 'deferred', 'uncertain', 'held', 'dead'] as const;

/** The reasons to refuse a sign-in. */
export const gateNames = [
  'encryption',
  'tls-version',
  'simulated-failure',
  'basic-authentication-retired',
  'authentication-policy',
  'smart-lockout',
  'credentials',
  'account-state',
  'security-defaults',
  'conditional-access',
  'multi-factor',
  'smtp-auth',
  'token',
  'mailbox',
] as const;

/** What can be done; the left part is the noun. */
export const auditActions = [
  'settings.change',
  'change.undo',
  'change.end',
  'user.add',
  'user.update',
  'user.remove',
  'password.set',
  'app-password.add',
  'app-password.remove',
  'authentication-method.add',
  'authentication-method.remove',
  'mailbox-permission.grant',
  'mailbox-permission.revoke',
  'role.assign',
  'role.remove',
  'application.add',
  'application.update',
  'application.remove',
  'application-secret.add',
  'application-secret.remove',
  'application-certificate.add',
  'application-certificate.remove',
  'service-principal.add',
  'service-principal.update',
  'service-principal.remove',
  'exchange-service-principal.add',
  'exchange-service-principal.update',
  'exchange-service-principal.remove',
  'application-access-policy.add',
  'application-access-policy.update',
  'application-access-policy.remove',
  'consent.change',
  'consent.give',
  'consent.withdraw',
  'message.read',
  'message.retry',
  'message.hold',
  'message.release',
  'message.cancel',
  'watch.start',
  'sign-in.test',
  'host.examine',
  'backup.take',
  'tenant.add',
] as const;
