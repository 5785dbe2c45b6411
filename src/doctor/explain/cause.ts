/** Every cause that a failure to send can have, as the doctor names it, with the part of the way on which it is met. */

/** How far an attempt had come. */
export type Stage =
  | 'network'
  | 'tls'
  | 'sign-in'
  | 'token'
  | 'envelope'
  | 'message'
  | 'graph'
  | 'delivery'
  | 'client'
  | 'none';

export const causes = {
  'dns-failure': 'network',
  'wrong-host': 'network',
  'connection-refused': 'network',
  'connection-timeout': 'network',
  'connection-dropped': 'network',
  'network-unreachable-ipv6': 'network',
  'port-25-blocked': 'network',
  'smtp-intercepted-by-host': 'tls',
  'tls-implicit-vs-starttls-mismatch': 'tls',
  'tls-too-old': 'tls',
  'tls-certificate-untrusted': 'tls',
  'tls-hostname-mismatch': 'tls',
  'tls-intercepted-by-proxy': 'tls',
  'starttls-required': 'tls',
  'auth-mechanism-unsupported': 'sign-in',
  'tenant-smtp-auth-disabled': 'sign-in',
  'mailbox-smtp-auth-disabled': 'sign-in',
  'security-defaults': 'sign-in',
  'conditional-access-or-policy': 'sign-in',
  'mfa-needs-app-password': 'sign-in',
  'bad-credentials': 'sign-in',
  'password-expired': 'sign-in',
  'account-locked': 'sign-in',
  'account-disabled': 'sign-in',
  'basic-auth-disabled-by-policy': 'sign-in',
  'basic-auth-retired': 'sign-in',
  'federation-sts-failure': 'sign-in',
  'auth-failed-unspecified': 'sign-in',
  'not-authenticated': 'envelope',
  'mailbox-unlicensed-or-missing': 'message',
  'send-as-denied': 'message',
  'sender-blocked-spam': 'message',
  'account-verification-required': 'message',
  'tenant-outbound-blocked': 'message',
  'rate-limit-messages': 'message',
  'recipient-limit': 'message',
  'concurrent-connections': 'message',
  'message-too-large': 'message',
  'message-invalid': 'message',
  'sender-mailbox-full': 'message',
  'invalid-recipient': 'delivery',
  'recipient-mailbox-full': 'delivery',
  'recipient-restricted': 'delivery',
  'relay-denied-unverified-domain': 'delivery',
  'direct-send-rejected': 'delivery',
  'sending-ip-blocked': 'delivery',
  'sending-ip-throttled': 'delivery',
  'sender-domain-auth-failed': 'delivery',
  'server-temporary': 'delivery',
  'oauth-wrong-scope-or-audience': 'token',
  'oauth-consent-missing': 'token',
  'oauth-app-secret-invalid-or-expired': 'token',
  'oauth-token-expired': 'token',
  'oauth-service-principal-not-registered': 'token',
  'oauth-xoauth2-malformed': 'token',
  'oauth-mfa-required': 'token',
  'oauth-app-config': 'token',
  'oauth-app-or-tenant-not-found': 'token',
  'graph-permission-missing': 'graph',
  'graph-mailbox-not-found': 'graph',
  'graph-throttled': 'graph',
  'graph-request-too-large': 'graph',
  'graph-app-access-policy': 'graph',
  'client-bug-or-config': 'client',
  'other-provider': 'none',
  unknown: 'none',
} as const satisfies Record<string, Stage>;

export type Cause = keyof typeof causes;
