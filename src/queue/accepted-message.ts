/** A message that Postern has taken responsibility for: its envelope, and what is known of its origin. */

import type { Envelope } from '../smtp/codec/envelope.ts';

export interface AcceptedMessage {
  /** Sixteen upper-case hex digits; also the queue id of the 250. */
  readonly id: string;
  readonly acceptedAt: number;
  /** The session it came through; empty for a message that the service made itself (a bounce). */
  readonly sessionId: string;
  readonly tenantId: string;
  /** The mailbox it was sent from; null for a bounce. */
  readonly userId: string | null;
  readonly envelope: Envelope;
  readonly subject: string;
  /** The message's own Message-ID field, without brackets. */
  readonly messageIdField: string;
  /** A copy belongs in the Sent Items of `userId` until then; null: no copy. */
  readonly sentItemsUntil: number | null;
  /** The message that this one is a bounce of. */
  readonly bounceOf: string | null;
}
