/** What the doctor advises against each cause: steps in the order that harms least, and the way that weakens nothing. Pure. */
import type { Cause } from '../explain/cause.ts';
import { type StepName, steps } from './steps.ts';

interface Advice {
  /** In order: the first that applies is enough. */
  readonly steps: readonly StepName[];
  /** Where the text does not decide: what to look at next. */
  readonly checks?: readonly StepName[];
}

const whereNoReasonIsGiven = ['read-sign-in-log', 'read-every-switch'] as const;

export const advice: Readonly<Record<Cause, Advice>> = {
  'dns-failure': { steps: ['use-the-right-host', 'check-name-resolution'] },
  'wrong-host': { steps: ['use-the-right-host'] },
  'connection-refused': { steps: ['use-starttls-587', 'open-the-firewall'] },
  'connection-timeout': { steps: ['open-the-firewall', 'use-starttls-587'], checks: ['look-at-the-connection'] },
  'connection-dropped': { steps: ['use-starttls-587', 'exempt-from-inspection'], checks: ['look-at-the-connection'] },
  'network-unreachable-ipv6': { steps: ['prefer-ipv4', 'open-the-firewall'] },
  'port-25-blocked': { steps: ['do-not-use-port-25'] },
  'smtp-intercepted-by-host': { steps: ['ask-the-host'] },
  'tls-implicit-vs-starttls-mismatch': { steps: ['use-starttls-587'] },
  'tls-too-old': { steps: ['use-tls-1-2', 'use-legacy-endpoint'] },
  'tls-certificate-untrusted': { steps: ['update-trust-store', 'exempt-from-inspection'] },
  'tls-hostname-mismatch': { steps: ['use-the-right-host', 'ask-the-host'] },
  'tls-intercepted-by-proxy': { steps: ['exempt-from-inspection'] },
  'starttls-required': { steps: ['use-starttls-587'] },
  'auth-mechanism-unsupported': { steps: ['choose-login-or-xoauth2', 'use-starttls-587'] },
  'tenant-smtp-auth-disabled': { steps: ['enable-smtp-auth-mailbox', 'enable-smtp-auth-organization'] },
  'mailbox-smtp-auth-disabled': { steps: ['enable-smtp-auth-mailbox'] },
  'security-defaults': { steps: ['use-oauth', 'turn-off-security-defaults'] },
  'conditional-access-or-policy': {
    steps: ['use-oauth', 'exclude-from-conditional-access'],
    checks: ['read-sign-in-log'],
  },
  'mfa-needs-app-password': { steps: ['use-oauth', 'make-app-password', 'disable-per-user-mfa'] },
  'bad-credentials': { steps: ['correct-password', 'make-app-password'], checks: ['read-sign-in-log'] },
  'password-expired': { steps: ['reset-password'] },
  'account-locked': { steps: ['wait-for-lockout', 'correct-password'], checks: ['read-sign-in-log'] },
  'account-disabled': { steps: ['enable-account'], checks: ['read-sign-in-log'] },
  'basic-auth-disabled-by-policy': { steps: ['use-oauth', 'allow-basic-in-policy'], checks: ['read-every-switch'] },
  'basic-auth-retired': { steps: ['use-oauth'] },
  'federation-sts-failure': { steps: ['mend-federation'] },
  'auth-failed-unspecified': { steps: [], checks: whereNoReasonIsGiven },
  'not-authenticated': { steps: ['set-credentials-in-client', 'use-starttls-587'], checks: whereNoReasonIsGiven },
  'mailbox-unlicensed-or-missing': { steps: ['assign-licence'] },
  'send-as-denied': { steps: ['send-as-itself', 'grant-send-as'] },
  'sender-blocked-spam': { steps: ['unblock-sender'] },
  'account-verification-required': { steps: ['verify-account'] },
  'tenant-outbound-blocked': { steps: ['unblock-sender', 'ask-microsoft'] },
  'rate-limit-messages': { steps: ['send-slower', 'use-high-volume'] },
  'recipient-limit': { steps: ['send-slower', 'use-high-volume'] },
  'concurrent-connections': { steps: ['share-connections'] },
  'message-too-large': { steps: ['make-it-smaller'] },
  'message-invalid': { steps: ['mend-the-message'] },
  'sender-mailbox-full': { steps: ['empty-the-mailbox'] },
  'invalid-recipient': { steps: ['correct-the-recipient'] },
  'recipient-mailbox-full': { steps: ['ask-the-recipient'] },
  'recipient-restricted': { steps: ['ask-the-recipient'] },
  'relay-denied-unverified-domain': { steps: ['authenticate-instead', 'mend-the-connector'] },
  'direct-send-rejected': { steps: ['authenticate-instead', 'mend-the-connector'] },
  'sending-ip-blocked': { steps: ['authenticate-instead', 'delist-the-address'] },
  'sending-ip-throttled': { steps: ['send-slower', 'delist-the-address'] },
  'sender-domain-auth-failed': { steps: ['set-spf-dkim-dmarc'] },
  'server-temporary': { steps: ['try-again'] },
  'oauth-wrong-scope-or-audience': { steps: ['ask-the-right-scope'] },
  'oauth-consent-missing': { steps: ['grant-consent'] },
  'oauth-app-secret-invalid-or-expired': { steps: ['renew-the-secret'] },
  'oauth-token-expired': { steps: ['get-a-new-token'] },
  'oauth-service-principal-not-registered': { steps: ['register-service-principal'] },
  'oauth-xoauth2-malformed': { steps: ['build-xoauth2'] },
  'oauth-mfa-required': { steps: ['use-a-flow-without-a-person'] },
  'oauth-app-config': { steps: ['mend-the-registration'] },
  'oauth-app-or-tenant-not-found': { steps: ['check-tenant-and-client-id'] },
  'graph-permission-missing': { steps: ['grant-graph-permission'] },
  'graph-mailbox-not-found': { steps: ['correct-the-recipient', 'assign-licence'] },
  'graph-throttled': { steps: ['honour-retry-after'] },
  'graph-request-too-large': { steps: ['use-upload-session'] },
  'graph-app-access-policy': { steps: ['widen-application-policy'] },
  'client-bug-or-config': { steps: ['mend-the-client'] },
  'other-provider': { steps: ['ask-that-provider'] },
  unknown: { steps: [], checks: ['get-the-whole-log'] },
};

/** The same where the server is another provider's: nothing that weakens a tenant, for it would not help. */
export function adviceElsewhere(cause: Cause): Advice {
  const harmless = advice[cause].steps.filter((name) => steps[name].weakens === 'nothing');
  return { steps: harmless.length === 0 ? ['ask-that-provider'] : harmless };
}

/** The way round the advice that weakens nothing; null: the advice weakens nothing itself, or names the way already. */
export function alternativeTo(cause: Cause): StepName | null {
  const { steps: named } = advice[cause];
  if (named.includes('use-oauth') || named.every((name) => steps[name].weakens === 'nothing')) return null;
  // SMTP AUTH that is off stops OAuth over SMTP as well (MICROSOFT 365 R3).
  return isSmtpAuthOff(cause) ? 'send-through-graph' : 'use-oauth';
}

/** SMTP AUTH is off, of the mailbox or of the organization. */
export function isSmtpAuthOff(cause: string): boolean {
  return cause === 'tenant-smtp-auth-disabled' || cause === 'mailbox-smtp-auth-disabled';
}
