/** Who has signed in, with all that their messages are held to. Gathered at the sign-in: a change holds at the next one. */
import type { SignInFacts } from '../directory/directory-store.ts';
import { type SenderRights, senderRightsOf } from '../directory/send-as.ts';
import type { SendingRestriction, TenantSettings } from '../directory/settings.ts';

export interface Submitter {
  readonly tenantId: string;
  readonly userId: string;
  /** Whose addresses it may send as. */
  readonly rights: SenderRights;
  readonly restriction: SendingRestriction | null;
  readonly limits: MailboxLimits;
  readonly sentItemsDays: number;
}

/** 0 stands for no limit. */
export interface MailboxLimits {
  readonly messagesPerMinute: number;
  readonly overMessageRate: TenantSettings['overMessageRate'];
  readonly recipientsPerDay: number;
  readonly concurrentConnections: number;
  readonly recipientsPerMessage: number;
  readonly messageSizeBytes: number;
}

/** The mailbox's own limit stands before the tenant's. */
export function submitterOf(facts: SignInFacts, opensMailbox: boolean): Submitter {
  const { tenant, tenantSettings, user, userSettings } = facts;
  const limit = (name: Exclude<keyof MailboxLimits, 'overMessageRate'>): number =>
    userSettings[name].value ?? tenantSettings[name].value;
  return {
    tenantId: tenant.id,
    userId: user.id,
    rights: senderRightsOf(facts),
    // M365 §2.3 C3
    restriction: opensMailbox ? userSettings.sendingRestriction.value : 'mailboxLogonFailure',
    limits: {
      messagesPerMinute: limit('messagesPerMinute'),
      overMessageRate: tenantSettings.overMessageRate.value,
      recipientsPerDay: limit('recipientsPerDay'),
      concurrentConnections: limit('concurrentConnections'),
      recipientsPerMessage: limit('recipientsPerMessage'),
      messageSizeBytes: limit('messageSizeBytes'),
    },
    sentItemsDays: tenantSettings.sentItemsDays.value,
  };
}
