/** Makes the submission that all doors share: a mailbox has one allowance, whichever way its mail comes in. */
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import { MailboxUsage } from '../submission/mailbox-usage.ts';
import { createSubmitMessage, type SubmitMessage } from '../submission/submit-message.ts';

export interface SharedSubmission {
  readonly usage: MailboxUsage;
  readonly submit: SubmitMessage;
}

export function sharedSubmission(events: Events): SharedSubmission {
  const usage = new MailboxUsage(systemClock);
  return { usage, submit: createSubmitMessage(usage, systemClock, events) };
}
