/** What the queue needs of a store. `store/queue-store.ts` implements it. */
import type { NewAuditEntry } from '../directory/audit-log.ts';
import type { Envelope, EnvelopeRecipient } from '../smtp/codec/envelope.ts';
import type { AcceptedMessage, MessageOrigin } from './accepted-message.ts';
import type { RecipientState, StateName } from './message-state.ts';

/** One recipient of one message: the unit of delivery. */
export interface QueuedRecipient {
  readonly messageId: string;
  /** Its place in the envelope, from 0. */
  readonly ordinal: number;
  readonly recipient: EnvelopeRecipient;
  readonly attempts: number;
  readonly state: RecipientState;
}

/** Recipients of one message that one worker has taken on, until `leaseUntil`. */
export interface Lease {
  readonly message: AcceptedMessage;
  readonly sizeBytes: number;
  readonly recipients: readonly QueuedRecipient[];
}

/** A step that a recipient has made, to be written down. */
export interface StateChange {
  readonly messageId: string;
  readonly ordinal: number;
  readonly attempts: number;
  /** The state that the step leaves; where the recipient is in another one by now, nothing is changed. */
  readonly from: StateName;
  readonly state: RecipientState;
  readonly at: number;
}

export interface MessageSummary {
  readonly id: string;
  readonly acceptedAt: number;
  readonly tenantId: string;
  readonly userId: string | null;
  readonly sizeBytes: number;
  readonly subject: string;
  readonly messageIdField: string;
  readonly envelope: Envelope;
  readonly bounceOf: string | null;
  /** Null: an SMTP session, or the service itself. */
  readonly origin: MessageOrigin | null;
  readonly recipients: readonly {
    readonly address: string;
    readonly attempts: number;
    readonly state: RecipientState;
  }[];
}

export interface MessageQuery {
  readonly tenantId: string | null;
  /** Only messages with a recipient in one of these states; empty: all. */
  readonly states: readonly StateName[];
  /** A mailbox whose Sent Items are asked for. */
  readonly sentItemsOf: string | null;
  /** Only messages to this address (any case); null: to whomever. */
  readonly to?: string | null;
  /** A part of the subject, of an address or of the Message-ID, in any case; or the id. */
  readonly search?: string;
  /** A part of the reverse-path, in any case. */
  readonly sender?: string;
  /** When it was accepted: milliseconds since 1970, both ends included. */
  readonly since?: number;
  readonly until?: number;
  /** Only messages older than this one: the id of the last of the page before. */
  readonly olderThan?: string | null;
  /** At the most so many. */
  readonly limit: number;
}

export interface MessagePage {
  readonly messages: readonly MessageSummary[];
  /** The next page is `olderThan` it; null: there is none. Where few are found, a page may be short and have one. */
  readonly next: string | null;
}

/** Messages that one request looks at; a search that has found too few by then goes on with the next page. */
export const searchedMessages = 100_000;

export interface QueueStore {
  /**
   * Takes on recipients that are due (queued or deferred with `nextAttemptAt` passed, or delivering with a lease run out), of at most
   * `maximumMessages` messages, oldest first, marks them delivering, and returns them.
   */
  lease(owner: string, now: number, leaseUntil: number, maximumMessages: number): Promise<Lease[]>;
  /** Writes the steps down, durably, in one transaction. */
  change(changes: readonly StateChange[]): Promise<void>;
  /** As `change`, with its entry in the audit log; how many steps were made. Where none was, there is no entry. */
  changeByOperator(changes: readonly StateChange[], entry: NewAuditEntry): Promise<number>;
  /** When the next recipient falls due; null: nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Called with each message that became visible, so that the worker need not poll. */
  onArrival(listener: () => void): void;
  /** Newest first. */
  page(query: MessageQuery): Promise<MessagePage>;
  /** The first page. */
  list(query: MessageQuery): Promise<MessageSummary[]>;
  find(messageId: string): Promise<MessageSummary | null>;
  /** Recipients that a mailbox has sent to since `since`. */
  recipientsSince(userId: string, since: number): Promise<number>;
  /** Deletes messages whose recipients are all at rest and that nobody keeps any more, and the bodies with them. Returns how many. */
  purge(now: number, captureKeepMs: number): Promise<number>;
}
