/**
 * Every control that an administrator can set, in one table: name, where it is held, default, what it means.
 *
 * A value in force carries who set it and when, so that a refusal can name the setting that caused it.
 */
import type { retiredReplies, sendingRestrictions, simulatedFailures } from '../contract/words.ts';
import type { ReplyName } from '../smtp/replies.ts';
import type { Area } from './access.ts';
import type { ConditionalAccessPolicy, NamedLocation } from './conditional-access-policy.ts';
import type { TrustedIssuer } from './trusted-issuer.ts';

export type OnOff = 'on' | 'off';
export type SmtpAuthOfMailbox = 'on' | 'off' | 'inherit';
export type PerUserMfa = 'disabled' | 'enabled' | 'enforced';

/** An Exchange authentication policy, as far as SMTP is concerned. A new one blocks basic authentication. */
export interface AuthenticationPolicy {
  readonly name: string;
  readonly allowBasicAuthSmtp: boolean;
}

/** What an administrator, or the service itself, has put on a mailbox that may not send for now. */
export type SendingRestriction = Extract<ReplyName, (typeof sendingRestrictions)[number]>;

/** A failure of the service that an administrator asks for, to test a client against it. */
export type SimulatedFailure = Extract<ReplyName, (typeof simulatedFailures)[number]>;

/** The tenant's settings and the type of each. */
export interface TenantSettings {
  securityDefaults: boolean;
  administratorMfa: OnOff;
  smtpAuth: OnOff;
  basicAuthentication: 'available' | 'retired';
  retiredReply: Extract<ReplyName, (typeof retiredReplies)[number]>;
  legacyTlsClients: boolean;
  appPasswords: OnOff;
  authenticationPolicies: readonly AuthenticationPolicy[];
  defaultAuthenticationPolicy: string | null;
  conditionalAccessPolicies: readonly ConditionalAccessPolicy[];
  namedLocations: readonly NamedLocation[];
  trustedIssuers: readonly TrustedIssuer[];
  sendFromAlias: boolean;
  messagesPerMinute: number;
  overMessageRate: 'delay' | 'refuse';
  recipientsPerDay: number;
  concurrentConnections: number;
  recipientsPerMessage: number;
  messageSizeBytes: number;
  sentItemsDays: number;
  sentItemsMessages: number;
}

/** The user's (and their mailbox's) settings and the type of each. `null` means: as the tenant has it. */
export interface UserSettings {
  accountEnabled: boolean;
  passwordExpired: boolean;
  tokensValidFrom: number | null;
  licensed: boolean;
  perUserMfa: PerUserMfa;
  authenticationPolicy: string | null;
  mailboxSmtpAuth: SmtpAuthOfMailbox;
  sendingRestriction: SendingRestriction | null;
  simulatedFailure: SimulatedFailure | null;
  messagesPerMinute: number | null;
  recipientsPerDay: number | null;
  concurrentConnections: number | null;
  recipientsPerMessage: number | null;
  messageSizeBytes: number | null;
}

/** A setting's place in the table. */
interface Definition<T> {
  /** Who may change it: whoever may write this area. */
  readonly area: Area;
  readonly default: T;
  readonly meaning: string;
  /** Where the rule or the default comes from; empty: Postern's own. */
  readonly source: string;
}

type Table<S> = { readonly [K in keyof S]: Definition<S[K]> };

export const tenantSettings: Table<TenantSettings> = {
  securityDefaults: {
    area: 'security-defaults',
    default: false,
    meaning: 'Security defaults: every legacy sign-in is refused',
    source: 'M365 R5',
  },
  administratorMfa: {
    area: 'security-defaults',
    default: 'on',
    meaning: 'Administrators need a passkey or an authenticator app at every interactive sign-in; off for trials only',
    source: '',
  },
  smtpAuth: {
    area: 'organization',
    default: 'off',
    meaning: 'SMTP AUTH of the organization, where the mailbox does not say',
    source: 'M365 R1, R2',
  },
  basicAuthentication: {
    area: 'organization',
    default: 'available',
    meaning: 'Basic authentication for client submission, available or retired',
    source: 'M365 §9',
  },
  retiredReply: {
    area: 'organization',
    default: 'basicAuthenticationRetired',
    meaning: 'The reply of retired basic authentication; which one is used after December 2026 is not established',
    source: 'M365 §9, §11',
  },
  legacyTlsClients: {
    area: 'organization',
    default: false,
    meaning: 'TLS 1.0 and 1.1 are allowed at the legacy endpoint',
    source: 'M365 §1.1',
  },
  appPasswords: { area: 'multi-factor', default: 'on', meaning: 'Users may create app passwords', source: 'M365 R10' },
  authenticationPolicies: {
    area: 'authentication-policy',
    default: [],
    meaning: 'Authentication policies',
    source: 'M365 R4',
  },
  defaultAuthenticationPolicy: {
    area: 'authentication-policy',
    default: null,
    meaning: "The organization's default authentication policy",
    source: 'M365 R4',
  },
  conditionalAccessPolicies: {
    area: 'conditional-access',
    default: [],
    meaning: 'Conditional Access policies',
    source: 'M365 R8',
  },
  namedLocations: {
    area: 'conditional-access',
    default: [],
    meaning: 'Networks that Conditional Access policies name',
    source: 'M365 R8',
  },
  trustedIssuers: {
    area: 'trusted-issuer',
    default: [],
    meaning: 'Issuers beside our own whose tokens sign in to mailboxes',
    source: '',
  },
  sendFromAlias: {
    area: 'organization',
    default: false,
    meaning: 'An alias as sender is kept; off: it is rewritten to the primary address',
    source: 'M365 R13',
  },
  messagesPerMinute: {
    area: 'organization',
    default: 30,
    meaning: 'Messages a minute and mailbox; 0: no limit',
    source: 'M365 §4',
  },
  overMessageRate: {
    area: 'organization',
    default: 'delay',
    meaning: 'What happens to a message over the rate: delayed, or refused for now',
    source: 'M365 §4, §11',
  },
  recipientsPerDay: {
    area: 'organization',
    default: 10_000,
    meaning: 'Recipients in 24 hours and mailbox; 0: no limit',
    source: 'M365 §4',
  },
  concurrentConnections: {
    area: 'organization',
    default: 3,
    meaning: 'Connections of one mailbox that may send at once; 0: no limit',
    source: 'M365 §4',
  },
  recipientsPerMessage: { area: 'organization', default: 500, meaning: 'Recipients of one message', source: 'M365 §4' },
  messageSizeBytes: {
    area: 'organization',
    default: 35 * 1024 * 1024,
    meaning: 'Size of one message in octets',
    source: 'M365 §4',
  },
  sentItemsDays: { area: 'organization', default: 30, meaning: 'Days that a copy stays in Sent Items', source: '' },
  sentItemsMessages: {
    area: 'organization',
    default: 10_000,
    meaning: 'Copies kept in Sent Items of one mailbox',
    source: '',
  },
};

export const userSettings: Table<UserSettings> = {
  accountEnabled: { area: 'user', default: true, meaning: 'The account may sign in', source: 'M365 §2.1 A8' },
  passwordExpired: {
    area: 'password',
    default: false,
    meaning: 'The password must be changed before it is good again',
    source: 'M365 §2.1 A8',
  },
  tokensValidFrom: {
    area: 'session',
    default: null,
    meaning: 'Tokens and sessions from before this moment are refused (milliseconds since 1970)',
    source: 'M365 §5.3',
  },
  licensed: { area: 'user', default: true, meaning: 'The user has a licensed mailbox', source: 'M365 R12' },
  perUserMfa: { area: 'multi-factor', default: 'disabled', meaning: 'Per-user MFA', source: 'M365 R9' },
  authenticationPolicy: {
    area: 'authentication-policy',
    default: null,
    meaning: "The user's own authentication policy",
    source: 'M365 R4',
  },
  mailboxSmtpAuth: {
    area: 'mailbox',
    default: 'inherit',
    meaning: 'Authenticated SMTP of the mailbox',
    source: 'M365 R1',
  },
  sendingRestriction: {
    area: 'mailbox',
    default: null,
    meaning: 'Why the mailbox may not send for now',
    source: 'M365 §2.3',
  },
  simulatedFailure: {
    area: 'mailbox',
    default: null,
    meaning: 'A failure of the service that this account is to meet, for tests of clients',
    source: '',
  },
  messagesPerMinute: { area: 'mailbox', default: null, meaning: 'Messages a minute; 0: no limit', source: 'M365 §4' },
  recipientsPerDay: {
    area: 'mailbox',
    default: null,
    meaning: 'Recipients in 24 hours; 0: no limit',
    source: 'M365 §4',
  },
  concurrentConnections: {
    area: 'mailbox',
    default: null,
    meaning: 'Connections that may send at once; 0: no limit',
    source: 'M365 §4',
  },
  recipientsPerMessage: { area: 'mailbox', default: null, meaning: 'Recipients of one message', source: 'M365 §4' },
  messageSizeBytes: { area: 'mailbox', default: null, meaning: 'Size of one message in octets', source: 'M365 §4' },
};

/** A value in force, and who made it so; a default has nobody. */
export interface InForce<T> {
  readonly value: T;
  readonly setBy: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly setAt: number | null;
}

/** All settings of a tenant, or of a user, as they are in force. */
export type SettingsInForce<S> = { readonly [K in keyof S]: InForce<S[K]> };

/** A setting as the store holds it. */
export interface StoredSetting {
  readonly name: string;
  /** JSON. */
  readonly value: string;
  readonly setBy: string;
  readonly setAt: number;
}

/** Lays the stored values over the defaults of `table`. A stored name that the table does not know is passed over. */
export function settingsInForce<S>(table: Table<S>, stored: Iterable<StoredSetting>): SettingsInForce<S> {
  const inForce: Record<string, InForce<unknown>> = {};
  for (const name in table) inForce[name] = { value: table[name].default, setBy: null, setAt: null };
  for (const { name, value, setBy, setAt } of stored) {
    if (name in inForce) inForce[name] = { value: JSON.parse(value), setBy, setAt };
  }
  return inForce as SettingsInForce<S>;
}
