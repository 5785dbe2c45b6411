/** A message that Postern has taken responsibility for: its envelope, and what is known of its origin. */

import type { Envelope } from '../smtp/codec/envelope.ts';

/** Where a message came from, when that was no SMTP session. */
export interface MessageOrigin {
  readonly door: 'graph';
  /** The application that asked, and on whose behalf: its own, or that of a signed-in person. */
  readonly appId: string;
  readonly caller: { readonly kind: 'user' | 'application'; readonly id: string; readonly name: string };
  readonly address: string;
  /** The client's `client-request-id`, or one made for it. */
  readonly correlationId: string;
}

export interface AcceptedMessage {
  /** Sixteen upper-case hex digits; also the queue id of the 250. */
  readonly id: string;
  readonly acceptedAt: number;
  /** The session, or the request of Graph, that it came with; empty for a message that the service made itself (a bounce). */
  readonly sessionId: string;
  readonly tenantId: string;
  /** The mailbox it was sent from; null for a bounce. */
  readonly userId: string | null;
  readonly envelope: Envelope;
  readonly subject: string;
  /** The address in From; absent: it was not kept, or the service wrote the message. */
  readonly from?: string;
  /** The message's own Message-ID field, without brackets. */
  readonly messageIdField: string;
  /** A copy belongs in the Sent Items of `userId` until then; null: no copy. */
  readonly sentItemsUntil: number | null;
  /** The message that this one is a bounce of. */
  readonly bounceOf: string | null;
  /** Absent: an SMTP session, or the service itself. */
  readonly origin?: MessageOrigin;
  /** The `traceparent` that its delivery belongs to; absent: it was not traced. */
  readonly trace?: string;
}
