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
