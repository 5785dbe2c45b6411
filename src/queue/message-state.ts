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

/** What an operator asks for. */
export type OperatorAction = 'retry' | 'hold' | 'release' | 'cancel';

/** From which states each action is a legal step. */
const legalFrom: Readonly<Record<OperatorAction, readonly StateName[]>> = {
  retry: ['queued', 'deferred', 'uncertain', 'dead'],
  hold: ['queued', 'deferred', 'uncertain'],
  release: ['held'],
  cancel: ['queued', 'deferred', 'uncertain', 'held', 'dead'],
};

/** The state after an operator's action; null: it is not legal from here. */
export function afterAction(
  state: RecipientState,
  action: OperatorAction,
  by: string,
  now: number,
): RecipientState | null {
  if (!legalFrom[action].includes(state.name)) return null;
  switch (action) {
    case 'retry':
    case 'release':
      return { name: 'queued', nextAttemptAt: now };
    case 'hold':
      return { name: 'held', by, at: now };
    case 'cancel':
      return { name: 'cancelled', by, at: now };
  }
}

/** The state after an attempt. `retryAt` is null where no more is tried. A failure that is final goes to the dead letters. */
export function afterAttempt(
  kind: 'delivered' | 'temporary' | 'permanent' | 'uncertain',
  answer: LastAnswer,
  retryAt: number | null,
): RecipientState {
  if (kind === 'delivered') return { name: 'delivered', answer };
  if (kind === 'permanent' || retryAt === null) return { name: 'dead', answer };
  return { name: kind === 'uncertain' ? 'uncertain' : 'deferred', nextAttemptAt: retryAt, answer };
}
