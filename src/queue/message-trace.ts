/** What became of each recipient of each message: what a message trace asks for, and what it needs of a store. */
import type { RecipientState, StateName } from './message-state.ts';

export interface TracedRecipient {
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly sizeBytes: number;
  readonly subject: string;
  /** The message's own Message-ID field, without brackets. */
  readonly messageIdField: string;
  /** Empty: the null reverse-path of a report. */
  readonly sender: string;
  /** The client's address, as far as the sign-in log still knows; null: it does not, or there was none. */
  readonly clientAddress: string | null;
  readonly recipient: string;
  /** Its place among the recipients of the message. */
  readonly ordinal: number;
  readonly attempts: number;
  readonly state: RecipientState;
}

export interface TraceQuery {
  readonly tenantId: string;
  /** Milliseconds since 1970, UTC; both included. */
  readonly from: number;
  readonly to: number;
  /** Of what was accepted at `to`, only recipients that come after this address. */
  readonly afterRecipient?: string | undefined;
  readonly messageId?: string | undefined;
  /** Without brackets; any one of them, as of the lists below. */
  readonly messageIdFields?: readonly string[];
  readonly senders?: readonly string[];
  readonly recipients?: readonly string[];
  readonly states?: readonly StateName[];
  readonly clientAddress?: string | undefined;
  readonly subject?: { readonly text: string; readonly at: 'start' | 'end' | 'anywhere' } | undefined;
  /** A page has more where it ends among messages of one moment to one recipient. */
  readonly limit: number;
}

export interface Trace {
  /** Newest first, and by address among those of one moment. */
  readonly recipients: readonly TracedRecipient[];
  /** There is more: further rows, or messages that were not looked at; the search goes on from here. Null: that is all. */
  readonly next: { readonly to: number; readonly afterRecipient: string | null } | null;
}

export interface MessageTraceStore {
  /** Looks through at most `tracedMessages` messages. */
  trace(query: TraceQuery): Promise<Trace>;
}

/** Messages that one trace looks through, of all tenants together. */
export const tracedMessages = 100_000;
