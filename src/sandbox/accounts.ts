/** The sandbox's tenants and accounts, as data: at least one account for each refusal that Microsoft 365 gives. */
import type { AdministratorRole } from '../directory/administrator-role.ts';
import { wholePolicy } from '../directory/conditional-access-policy.ts';
import type { TenantSettings, UserSettings } from '../directory/settings.ts';
import type { ReplyName } from '../smtp/replies.ts';

export interface SandboxAccount {
  /** The part before the `@`. */
  readonly name: string;
  readonly settings: Partial<UserSettings>;
  /** A second factor that was registered elsewhere. */
  readonly phone?: true;
  readonly aliases?: readonly string[];
  readonly roles?: readonly AdministratorRole[];
  /** What a client with the right password meets, and at which step. */
  readonly meets: ReplyName;
  readonly note?: string;
}

export interface SandboxTenant {
  readonly domain: string;
  readonly displayName: string;
  readonly settings: Partial<TenantSettings>;
  readonly accounts: readonly SandboxAccount[];
}

const restricted = (name: string, reply: NonNullable<UserSettings['sendingRestriction']>): SandboxAccount => ({
  name,
  settings: { sendingRestriction: reply },
  meets: reply,
});

/** Who signs in to the admin centre; `meets`: at the SMTP door. */
function administrator(meets: ReplyName, ...others: AdministratorRole[]): SandboxAccount {
  return { name: 'admin', settings: {}, roles: ['global-administrator', ...others], meets, note: 'administrator' };
}

/** No limits, so that a test suite that sends much is not slowed; `limited@` and `alone@` have limits to run into. */
const unlimited: Partial<TenantSettings> = {
  messagesPerMinute: 0,
  recipientsPerDay: 0,
  concurrentConnections: 0,
  messageSizeBytes: 150 * 1024 * 1024,
};

/** Administrators sign in with the password alone; where security defaults are on, those ask for more all the same. */
const trial: Partial<TenantSettings> = { administratorMfa: 'off' };

/** The policy that `policy@contoso.example` has. */
const blockBasic = { name: 'Block basic', allowBasicAuthSmtp: false } as const;

export const sandboxTenants: readonly SandboxTenant[] = [
  {
    domain: 'contoso.example',
    displayName: 'Contoso',
    settings: { smtpAuth: 'on', authenticationPolicies: [blockBasic], ...trial, ...unlimited },
    accounts: [
      administrator('accepted', 'platform-operator'),
      { name: 'printer', settings: {}, aliases: ['scans'], meets: 'accepted' },
      { name: 'mailbox-off', settings: { mailboxSmtpAuth: 'off' }, meets: 'smtpAuthDisabledForMailbox' },
      {
        name: 'mfa',
        settings: { perUserMfa: 'enforced' },
        phone: true,
        meets: 'credentialsIncorrect',
        note: 'app password needed',
      },
      { name: 'disabled', settings: { accountEnabled: false }, meets: 'accountHasIssue' },
      { name: 'expired', settings: { passwordExpired: true }, meets: 'accountHasIssue', note: 'password expired' },
      { name: 'unlicensed', settings: { licensed: false }, meets: 'mailboxCannotBeAccessed' },
      { name: 'policy', settings: { authenticationPolicy: 'Block basic' }, meets: 'basicAuthenticationDisabled' },
      {
        name: 'locked',
        settings: { simulatedFailure: 'accountLocked' },
        meets: 'accountLocked',
        note: 'as after many wrong passwords',
      },
      {
        name: 'oauth',
        settings: { simulatedFailure: 'authenticationUnsuccessful' },
        meets: 'authenticationUnsuccessful',
      },
      { name: 'backend', settings: { simulatedFailure: 'temporaryServerError' }, meets: 'temporaryServerError' },
      { name: 'draining', settings: { simulatedFailure: 'serviceNotActive' }, meets: 'serviceNotActive' },
      {
        name: 'limited',
        settings: { messagesPerMinute: 30, recipientsPerDay: 10, recipientsPerMessage: 5 },
        meets: 'accepted',
        note: '10 recipients a day, 5 a message, then refused',
      },
      { name: 'small', settings: { messageSizeBytes: 10_240 }, meets: 'messageTooLarge', note: 'messages over 10 KiB' },
      {
        name: 'alone',
        settings: { concurrentConnections: 1 },
        meets: 'concurrentConnections',
        note: 'on a second connection',
      },
      restricted('quota', 'submissionQuotaExceeded'),
      restricted('daily-limit', 'dailyRecipientLimit'),
      restricted('full', 'mailboxFull'),
      restricted('logon', 'mailboxLogonFailure'),
      restricted('spam', 'outboundSpam'),
      restricted('bad-sender', 'badOutboundSender'),
      restricted('send-as-older', 'sendAsDeniedOlder'),
      restricted('no-permission', 'noPermissionAsSender'),
      restricted('threads', 'senderThreadLimit'),
      restricted('throttled-full', 'throttledMailboxFull'),
      restricted('throttled-send-as', 'throttledSendAsDenied'),
      restricted('throttled-licence', 'throttledInvalidLicense'),
      restricted('throttled-many', 'throttledTooManyRecipients'),
      restricted('throttled-invalid', 'throttledInvalidRecipients'),
    ],
  },
  {
    domain: 'fabrikam.example',
    displayName: 'Fabrikam',
    settings: { smtpAuth: 'on', securityDefaults: true },
    accounts: [
      administrator('blockedBySecurityDefaults'),
      {
        name: 'scanner',
        settings: { mailboxSmtpAuth: 'off', perUserMfa: 'enforced' },
        phone: true,
        meets: 'blockedBySecurityDefaults',
        note: 'behind it: mailbox SMTP AUTH off, MFA enforced',
      },
      { name: 'copier', settings: {}, meets: 'blockedBySecurityDefaults' },
    ],
  },
  {
    domain: 'tailspin.example',
    displayName: 'Tailspin Toys',
    settings: { smtpAuth: 'off', ...trial },
    accounts: [
      administrator('smtpAuthDisabledForTenant'),
      { name: 'printer', settings: {}, meets: 'smtpAuthDisabledForTenant' },
    ],
  },
  {
    domain: 'wingtip.example',
    displayName: 'Wingtip Toys',
    settings: {
      smtpAuth: 'on',
      ...trial,
      conditionalAccessPolicies: [
        wholePolicy({
          id: '3c1d6f0a-58a7-4d0e-9d55-0f6b7a2e4c11',
          name: 'Block legacy authentication',
          state: 'enabled',
          excludedUsers: ['excluded@wingtip.example'],
        }),
      ],
    },
    accounts: [
      administrator('criteriaNotMet'),
      { name: 'printer', settings: {}, meets: 'criteriaNotMet' },
      { name: 'excluded', settings: {}, meets: 'accepted', note: 'excluded from the policy' },
    ],
  },
  {
    domain: 'northwind.example',
    displayName: 'Northwind Traders',
    settings: { smtpAuth: 'on', basicAuthentication: 'retired', ...trial },
    accounts: [
      administrator('basicAuthenticationRetired'),
      { name: 'printer', settings: {}, meets: 'basicAuthenticationRetired' },
    ],
  },
];
