/**
 * The states of one recipient of one message, and the steps between them; docs/queue-states.md draws them.
 * Pure: the time and the retry schedule come as arguments.
 */

/** An answer of an upstream, as it is kept; no secret, at most 500 characters. */
export interface LastAnswer {
  readonly at: number;
  /** The connector that was asked. */
  readonly connector: string;
  readonly text: string;
}

export type RecipientState =
  | { readonly name: 'queued'; readonly nextAttemptAt: number }
  | { readonly name: 'delivering'; readonly owner: string; readonly leaseUntil: number }
  | { readonly name: 'deferred'; readonly nextAttemptAt: number; readonly answer: LastAnswer }
  /** The message was handed over and the answer was lost: it may have arrived. */
  | { readonly name: 'uncertain'; readonly nextAttemptAt: number; readonly answer: LastAnswer }
  | { readonly name: 'held'; readonly by: string; readonly at: number }
  | { readonly name: 'delivered'; readonly answer: LastAnswer }
  | { readonly name: 'bounced'; readonly answer: LastAnswer; readonly bounceId: string | null }
  | { readonly name: 'cancelled'; readonly by: string; readonly at: number }
  /** Nobody could be told: a bounce that bounced, or no more retries for a message without a reverse-path. */
  | { readonly name: 'dead'; readonly answer: LastAnswer };

export type StateName = RecipientState['name'];
