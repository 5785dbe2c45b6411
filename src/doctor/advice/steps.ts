/**
 * What can be done about a failure, as data: how it is done in each administrative surface, and what it weakens.
 *
 * Texts stand in `locales/` under `step.NAME` (what), `step.NAME.portal` (the clicks) and `weakens.NAME`. Commands are the same in every
 * language; words in capitals are to be filled in. Source of clicks and commands: MICROSOFT 365 §5.
 */
import type { Weakens } from '../../sign-in/decision.ts';

/** Whom a step makes less safe, from nobody to everybody. */
export type Reach = Weakens;

/** Whose server or tenant it is. */
export type Whose = 'microsoft-365' | 'postern';

export interface Step {
  readonly weakens: Reach;
  /** There is no such thing elsewhere. */
  readonly only?: Whose;
  /** On Postern it is said in words of its own: `step.NAME.postern`. */
  readonly ownWords?: true;
  /** The clicks of it stand in `locales/`. */
  readonly portal?: true;
  readonly powershell?: readonly string[];
  /** Method, address and body of Microsoft Graph. */
  readonly graph?: readonly string[];
  /** The command of a tenant on Postern. */
  readonly postern?: readonly string[];
}

const nothing = { weakens: 'nothing' } as const;

export const steps = {
  // Sign-in
  'enable-smtp-auth-mailbox': {
    weakens: 'mailbox',
    portal: true,
    powershell: ['Set-CASMailbox MAILBOX -SmtpClientAuthenticationDisabled $false'],
    postern: ['postern mailbox set MAILBOX --smtp-auth on'],
  },
  'enable-smtp-auth-organization': {
    weakens: 'organization',
    portal: true,
    powershell: ['Set-TransportConfig -SmtpClientAuthenticationDisabled $false'],
    postern: ['postern organization set --tenant DOMAIN --smtp-auth on'],
  },
  'exclude-from-conditional-access': {
    weakens: 'user',
    portal: true,
    graph: ['PATCH /v1.0/identity/conditionalAccess/policies/ID  (conditions.users.excludeUsers)'],
    postern: ['postern conditional-access set POLICY --tenant DOMAIN --exclude-users USER'],
  },
  'turn-off-security-defaults': {
    weakens: 'organization',
    portal: true,
    graph: ['PATCH /v1.0/policies/identitySecurityDefaultsEnforcementPolicy  {"isEnabled": false}'],
    postern: ['postern security-defaults disable --tenant DOMAIN --until 18:00'],
  },
  'allow-basic-in-policy': {
    weakens: 'user',
    portal: true,
    powershell: [
      'New-AuthenticationPolicy "Allow SMTP" -AllowBasicAuthSmtp',
      'Set-User USER -AuthenticationPolicy "Allow SMTP" -StsRefreshTokensValidFrom $([DateTime]::UtcNow)',
    ],
    postern: [
      'postern authentication-policy add "Allow SMTP" --tenant DOMAIN --basic-smtp allowed',
      'postern user set USER --authentication-policy "Allow SMTP"',
    ],
  },
  'make-app-password': { weakens: 'mailbox', portal: true, postern: ['postern app-password add USER --name DEVICE'] },
  'disable-per-user-mfa': {
    weakens: 'user',
    portal: true,
    graph: ['PATCH /beta/users/USER/authentication/requirements  {"perUserMfaState": "disabled"}'],
    postern: ['postern user set USER --mfa disabled'],
  },
  'correct-password': { ...nothing },
  'reset-password': { ...nothing, portal: true, postern: ['postern user set USER --password-stdin'] },
  'wait-for-lockout': { ...nothing },
  'enable-account': {
    weakens: 'user',
    portal: true,
    graph: ['PATCH /v1.0/users/USER  {"accountEnabled": true}'],
    postern: ['postern user set USER --enabled true'],
  },
  'read-sign-in-log': {
    ...nothing,
    ownWords: true,
    portal: true,
    graph: [
      "GET /v1.0/auditLogs/signIns?$filter=userPrincipalName eq 'USER' and clientAppUsed eq 'Authenticated SMTP'",
    ],
    postern: ['postern sign-in list --user USER', 'postern why ID'],
  },
  'read-every-switch': {
    ...nothing,
    powershell: [
      'Get-TransportConfig | fl SmtpClientAuthenticationDisabled',
      'Get-CASMailbox MAILBOX | fl SmtpClientAuthenticationDisabled',
      'Get-User USER | fl AuthenticationPolicy; Get-OrganizationConfig | fl DefaultAuthenticationPolicy',
    ],
    graph: [
      'GET /v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
      'GET /beta/users/USER/authentication/requirements',
    ],
    postern: ['postern user show USER', 'postern tenant show DOMAIN'],
  },
  'check-user-and-tenant': { ...nothing },
  'wait-for-change': { ...nothing },
  'grant-the-permission': {
    ...nothing,
    portal: true,
    postern: ['postern application consent CLIENT-ID --application PERMISSION'],
  },
  'end-simulated-failure': {
    ...nothing,
    only: 'postern',
    postern: ['postern mailbox set MAILBOX --simulated-failure none'],
  },
  'mend-federation': { ...nothing, only: 'microsoft-365' },
  'use-oauth': { ...nothing },
  'send-through-graph': { ...nothing },
  'set-credentials-in-client': { ...nothing },
  'choose-login-or-xoauth2': { ...nothing },
  // TLS and network
  'use-starttls-587': { ...nothing },
  'use-tls-1-2': { ...nothing },
  'use-legacy-endpoint': {
    weakens: 'organization',
    ownWords: true,
    portal: true,
    powershell: ['Set-TransportConfig -AllowLegacyTLSClients $true'],
    postern: ['postern organization set --tenant DOMAIN --legacy-tls-clients true'],
  },
  'update-trust-store': { ...nothing },
  'exempt-from-inspection': { ...nothing },
  'ask-the-host': { ...nothing },
  'use-the-right-host': { ...nothing, ownWords: true },
  'check-name-resolution': { ...nothing },
  'open-the-firewall': { ...nothing },
  'do-not-use-port-25': { ...nothing },
  'prefer-ipv4': { ...nothing },
  'look-at-the-connection': { ...nothing },
  // Message
  'send-as-itself': { ...nothing },
  'grant-send-as': {
    weakens: 'mailbox',
    portal: true,
    powershell: ['Add-RecipientPermission MAILBOX -Trustee USER -AccessRights SendAs'],
    postern: ['postern mailbox-permission add MAILBOX --trustee USER'],
  },
  'assign-licence': { ...nothing, ownWords: true, portal: true, postern: ['postern user set USER --licensed true'] },
  'unblock-sender': { ...nothing, portal: true, postern: ['postern mailbox set MAILBOX --sending-restriction none'] },
  'lift-sending-restriction': {
    ...nothing,
    only: 'postern',
    postern: ['postern mailbox set MAILBOX --sending-restriction none'],
  },
  'verify-account': { ...nothing, only: 'microsoft-365' },
  'ask-microsoft': { ...nothing, only: 'microsoft-365' },
  'send-slower': { ...nothing },
  'share-connections': { ...nothing },
  'use-high-volume': { ...nothing, only: 'microsoft-365' },
  'make-it-smaller': { ...nothing },
  'mend-the-message': { ...nothing },
  'empty-the-mailbox': { ...nothing },
  'correct-the-recipient': { ...nothing },
  'ask-the-recipient': { ...nothing },
  'mend-the-connector': { ...nothing, portal: true },
  'authenticate-instead': { ...nothing, ownWords: true },
  'delist-the-address': { ...nothing },
  'set-spf-dkim-dmarc': { ...nothing },
  'try-again': { ...nothing },
  // OAuth and Graph
  'ask-the-right-scope': { ...nothing },
  'grant-consent': {
    ...nothing,
    portal: true,
    postern: ['postern application consent CLIENT-ID --application PERMISSION'],
  },
  'renew-the-secret': { ...nothing, portal: true, postern: ['postern application secret-add CLIENT-ID --name NAME'] },
  'get-a-new-token': { ...nothing },
  'register-service-principal': {
    ...nothing,
    powershell: [
      'New-ServicePrincipal -AppId APP-ID -ObjectId ENTERPRISE-OBJECT-ID',
      'Add-MailboxPermission MAILBOX -User ENTERPRISE-OBJECT-ID -AccessRights FullAccess',
    ],
  },
  'grant-full-access': {
    ...nothing,
    powershell: ['Add-MailboxPermission MAILBOX -User ENTERPRISE-OBJECT-ID -AccessRights FullAccess'],
    postern: ['postern mailbox-permission add MAILBOX --trustee OBJECT-ID --right FullAccess'],
  },
  'enable-application': {
    ...nothing,
    portal: true,
    graph: ['PATCH /v1.0/servicePrincipals/ID  {"accountEnabled": true}'],
  },
  'build-xoauth2': { ...nothing },
  'use-a-flow-without-a-person': { ...nothing },
  'mend-the-registration': { ...nothing, portal: true, postern: ['postern application show CLIENT-ID'] },
  'check-tenant-and-client-id': { ...nothing },
  'grant-graph-permission': {
    ...nothing,
    portal: true,
    postern: ['postern application consent CLIENT-ID --application Mail.Send'],
  },
  'use-upload-session': { ...nothing },
  'widen-application-policy': {
    weakens: 'mailbox',
    powershell: ['Test-ApplicationAccessPolicy -AppId APP-ID -Identity MAILBOX', 'Get-ApplicationAccessPolicy'],
  },
  'honour-retry-after': { ...nothing },
  // Of the doctor itself, and of who runs the server
  'sign-in-with-the-doctor': { ...nothing },
  'trust-that-authority': { ...nothing },
  'give-more-time': { ...nothing },
  'look-into-the-queue': { ...nothing, postern: ['postern message list', 'postern message show ID'] },
  'offer-starttls': { ...nothing },
  'renew-the-certificate': { ...nothing },
  'offer-newer-tls': { ...nothing },
  'offer-auth': { ...nothing },
  'choose-another-form': { ...nothing },
  'read-the-first-refusal': { ...nothing },
  // Elsewhere
  'mend-the-client': { ...nothing },
  'ask-that-provider': { ...nothing },
  'get-the-whole-log': { ...nothing },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
