/** Retry, hold, release and cancel, for all recipients of a message for which the step is legal. */
import type { Clock } from '../lib/clock.ts';
import { afterAction, type OperatorAction } from './message-state.ts';
import type { QueueStore } from './queue-store.ts';

export type ActionResult = { readonly changed: number } | { readonly refused: string };

export async function actOnMessage(
  store: Pick<QueueStore, 'find' | 'change'>,
  action: OperatorAction,
  messageId: string,
  by: string,
  clock: Clock,
): Promise<ActionResult> {
  const message = await store.find(messageId);
  if (message === null) return { refused: `there is no message ${messageId}` };
  const at = clock();
  const changes = message.recipients.flatMap(({ attempts, state }, ordinal) => {
    const next = afterAction(state, action, by, at);
    return next === null ? [] : [{ messageId: message.id, ordinal, attempts, from: state.name, state: next, at }];
  });
  if (changes.length === 0) {
    const states = [...new Set(message.recipients.map(({ state }) => state.name))].join(', ');
    return { refused: `no recipient of ${message.id} can be told to ${action}: ${states}` };
  }
  await store.change(changes);
  return { changed: changes.length };
}
