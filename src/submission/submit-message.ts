/** The one use case behind every door that takes mail: rules of the sender, limits of the mailbox, then the durable hand-over. */
import { setTimeout as wait } from 'node:timers/promises';
import { judgeSender } from '../directory/send-as.ts';
import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Events, MessageEvent } from '../observability/events.ts';
import type { MessageOrigin } from '../queue/accepted-message.ts';
import type { BodyWriter } from '../queue/message-spool.ts';
import type { Message } from '../sign-in/decision.ts';
import type { Envelope } from '../smtp/codec/envelope.ts';
import type { ReplyName, ReplyParameters } from '../smtp/replies.ts';
import type { HeaderFacts } from './header.ts';
import type { ConnectionKey, MailboxUsage } from './mailbox-usage.ts';
import type { Submitter } from './submitter.ts';

export interface Submission {
  readonly id: string;
  readonly envelope: Envelope;
  readonly submitter: Submitter;
  /** Null: the door knows no connections. */
  readonly connection: ConnectionKey | null;
  /** Of the SMTP session or the request; refusals are kept under it. */
  readonly sessionId: string;
  readonly origin: MessageOrigin | null;
  /** Whether the caller can be kept waiting for the mailbox's next place in the minute. */
  readonly mayWait: boolean;
  readonly keepsCopy: boolean;
  readonly header: HeaderFacts;
  readonly body: BodyWriter;
  /** Header fields to put before the message. */
  readonly prefix: string;
}

export type SubmissionResult =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | {
      readonly kind: 'refused';
      readonly reply: ReplyName;
      readonly parameters?: ReplyParameters;
      readonly because: Message;
      /** When the same would be taken, where that is known. */
      readonly retryAfterMs?: number;
    };

export interface SubmitMessage {
  (submission: Submission): Promise<SubmissionResult>;
}

/** A message over the rate is held for so long at the most; one that would wait longer is refused for now. */
const maximumDelayMs = 60_000;
const dayMs = 86_400_000;

export function createSubmitMessage(
  usage: MailboxUsage,
  clock: Clock,
  events: Pick<Events, 'messageAccepted' | 'messageRefused' | 'fault'>,
): SubmitMessage {
  return async (submission) => {
    const result =
      checkRules(submission, usage) ??
      (await keepRate(submission, usage)) ??
      (await store(submission, usage, clock, events));
    const event = eventOf(submission);
    if (result.kind === 'accepted') events.messageAccepted(event);
    else events.messageRefused({ ...event, reply: result.reply, because: result.because.key });
    return result;
  };
}

function eventOf({ id, sessionId, submitter, envelope, body }: Submission): MessageEvent {
  const { reversePath, recipients } = envelope;
  const { userId } = submitter;
  return { id, sessionId, userId, reversePath, recipients: recipients.length, sizeBytes: body.sizeBytes };
}

// The order of MICROSOFT-365.md §3: mailbox, Send As, quota, concurrency, all at the end of DATA.
function checkRules(
  { submitter, connection, envelope, header, body }: Submission,
  usage: MailboxUsage,
): SubmissionResult | null {
  const { restriction, limits, rights } = submitter;
  if (restriction !== null) return refuse(restriction, 'restricted', { restriction });
  if (connection !== null && !usage.mayBeConnected(submitter, connection)) {
    return refuse('concurrentConnections', 'concurrent-connections', { limit: limits.concurrentConnections });
  }
  if (body.sizeBytes > limits.messageSizeBytes)
    return refuse('messageTooLarge', 'message-size', { limit: limits.messageSizeBytes });
  // A door that takes recipients one by one has refused those beyond it already.
  if (envelope.recipients.length > limits.recipientsPerMessage)
    return refuse('tooManyRecipients', 'recipients-per-message', { limit: limits.recipientsPerMessage });
  const senders = [envelope.reversePath, ...header.from].filter((address) => address !== '');
  const denied = senders.find((address) => judgeSender(address, rights).kind === 'denied');
  if (denied !== undefined) {
    const parameters = { mailbox: rights.primary, sender: denied };
    return { ...refuse('sendAsDenied', 'send-as', parameters), parameters };
  }
  if (!usage.mayReach(submitter, envelope.recipients.length)) {
    return refuse('submissionQuotaExceeded', 'recipients-per-day', { limit: limits.recipientsPerDay });
  }
  return null;
}

/** Waits for the mailbox's next place in the minute, or refuses. */
async function keepRate({ submitter, mayWait }: Submission, usage: MailboxUsage): Promise<SubmissionResult | null> {
  const delayMs = usage.takePlace(submitter);
  if (delayMs === 0) return null;
  const { messagesPerMinute: limit, overMessageRate } = submitter.limits;
  if (mayWait && overMessageRate === 'delay' && delayMs <= maximumDelayMs) {
    await wait(delayMs);
    return null;
  }
  usage.giveBackPlace(submitter);
  return { ...refuse('messageRateExceeded', 'message-rate', { limit }), parameters: { limit }, retryAfterMs: delayMs };
}

async function store(
  { id, envelope, submitter, sessionId, origin, keepsCopy, header, body, prefix }: Submission,
  usage: MailboxUsage,
  clock: Clock,
  events: Pick<Events, 'fault'>,
): Promise<SubmissionResult> {
  const acceptedAt = clock();
  const { tenantId, userId, sentItemsDays } = submitter;
  try {
    await body.commit(
      {
        id,
        acceptedAt,
        sessionId,
        tenantId,
        userId,
        envelope,
        subject: header.subject,
        from: authorOf(header, submitter),
        messageIdField: header.messageId,
        sentItemsUntil: keepsCopy && sentItemsDays > 0 ? acceptedAt + sentItemsDays * dayMs : null,
        bounceOf: null,
        ...(origin !== null && { origin }),
      },
      Buffer.from(prefix, 'utf8'),
    );
  } catch (error) {
    events.fault('submission', error);
    const full = error instanceof AppError && error.code === 'storage-full';
    return refuse(full ? 'storageFull' : 'localError', full ? 'storage-full' : 'storage-failed', {});
  }
  usage.countRecipients(submitter, envelope.recipients.length);
  return { kind: 'accepted', messageId: id } as const;
}

/** Whoever From names once the message is written: the header assembly replaces an alias, and adds what is missing. */
function authorOf({ from: [author] }: HeaderFacts, { rights }: Submitter): string {
  if (author === undefined) return rights.primary;
  const verdict = judgeSender(author, rights);
  return verdict.kind === 'rewrite' ? verdict.to : author;
}

function refuse(reply: ReplyName, rule: string, parameters: Readonly<Record<string, string | number>>) {
  return { kind: 'refused', reply, because: { key: `submission.${rule}`, parameters } } as const;
}
